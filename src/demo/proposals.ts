import { ADAPTIVE_LOOM } from './proposals/adaptive-loom.ts'
import { HYDROGEN_SENSOR } from './proposals/hydrogen-sensor.ts'
import { LINE_CAMERA } from './proposals/line-camera.ts'
import type { DemoProposal } from './proposals/proposal.ts'
import { TENSION_LOOP } from './proposals/tension-loop.ts'

/** Two answers to the hero's challenge, one that waits for a decision, one still being written. */
export const PROPOSALS = {
  tension: TENSION_LOOP,
  adaptive: ADAPTIVE_LOOM,
  camera: LINE_CAMERA,
  hydrogen: HYDROGEN_SENSOR,
} as const satisfies Record<string, DemoProposal>

export type ProposalKey = keyof typeof PROPOSALS

/** How the hero's challenge was decided, in both languages. */
export const DECISION = {
  award:
    '方案直接在我厂现有织机上改造，三项必达指标都有实验室整段样布数据支持，断丝率0.8次/10米优于要求；工期14个月、报价228万元在预算之内，驻厂安排清楚。\nIt retrofits the looms we have, backs all three must-haves with data from woven mesh (0.8 breaks per 10 m) and stays within budget and time, with engineers on site.',
  decline:
    '视觉闭环的目数精度最好，但480目目前只有2米短样，断丝率没有整卷数据，而且需要购置新织机，与“改造现有织机”的要求不符。建议先完成整卷试织，欢迎就在线检测需求再次合作。\nThe best mesh accuracy of all, but only 2 m of 480 mesh so far, no breakage data for a roll, and it needs a new loom where we asked for a retrofit. Please weave a whole roll first; we would gladly work with you on inspection.',
  closing: '已收到两份完整方案，停止征集并进入评议。 / Two complete proposals are in; we close and decide.',
  inspection:
    '已收到一份完整方案，先评议再决定是否另行征集。 / One complete proposal is in; we decide on it before asking again.',
  applied: '团队已提交入孵申请与中试计划。 / The team has applied with a plan for its pilot line.',
} as const
