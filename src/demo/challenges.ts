import { FINE_MESH, MESH_INSPECTION } from './challenges/anping.ts'
import type { DemoChallenge } from './challenges/challenge.ts'
import { DATA_CENTRE_COOLING, HERB_SCREENING } from './challenges/cloud-and-herbs.ts'
import { BOLT_EMBRITTLEMENT, PANEL_SPRAYING } from './challenges/metal-and-panels.ts'
import { CASHMERE_DYEING, TROLLEY_HANDLE } from './challenges/textiles-and-bags.ts'

/** Eight of the twenty needs of the demo catalogue, oldest first. */
export const CHALLENGES = {
  mesh: FINE_MESH,
  inspection: MESH_INSPECTION,
  cashmere: CASHMERE_DYEING,
  trolley: TROLLEY_HANDLE,
  bolts: BOLT_EMBRITTLEMENT,
  cooling: DATA_CENTRE_COOLING,
  herbs: HERB_SCREENING,
  panels: PANEL_SPRAYING,
} as const satisfies Record<string, DemoChallenge>

export type ChallengeKey = keyof typeof CHALLENGES
