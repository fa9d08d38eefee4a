import type { Brief } from '../../../events/challenge.ts'
import { blankMustHave } from './brief.ts'

export const TEMPLATES = ['blank', 'process', 'inspection', 'material', 'design'] as const
export type Template = (typeof TEMPLATES)[number]

/** Headings that make people say what a researcher must know. */
const OUTLINE = {
  zh: '现状：\n\n难点：\n\n希望达到的结果：\n\n已试过的办法：\n\n必须遵守的约束（成本、空间、法规、交期）：\n',
  en: 'Today:\n\nWhat is hard:\n\nWhat we hope for:\n\nWhat we have tried:\n\nWhat must be kept to (cost, space, law, time):\n',
}

const mustHave = (text: [zh: string, en: string], test: [zh: string, en: string]) => ({
  ...blankMustHave(),
  text: { zh: text[0], en: text[1] },
  test: { zh: test[0], en: test[1] },
})

/** What a template fills in beforehand. The figures are gaps to fill, marked `__`. */
export function filledFrom(template: Template): Partial<Brief> {
  switch (template) {
    case 'blank':
      return {}
    case 'process':
      return {
        description: OUTLINE,
        mode: 'open-competition',
        trl: { from: 5, to: 8 },
        mustHaves: [
          mustHave(
            ['良率 ≥ __%', 'Yield ≥ __ %'],
            ['连续生产 __ 小时，按批记录', 'Run for __ hours, record each lot'],
          ),
          mustHave(
            ['单位成本增加 ≤ __ 元', 'Added unit cost ≤ CNY __'],
            ['按试产台账核算', 'From the books of the trial run'],
          ),
        ],
      }
    case 'inspection':
      return {
        description: OUTLINE,
        mode: 'open-competition',
        trl: { from: 5, to: 8 },
        mustHaves: [
          mustHave(
            ['漏检率 ≤ __%', 'Miss rate ≤ __ %'],
            ['盲测 __ 件已标注样品', 'Blind test on __ labelled samples'],
          ),
          mustHave(['误报率 ≤ __%', 'False alarms ≤ __ %'], ['同一批样品', 'On the same samples']),
          mustHave(
            ['速度 ≥ __ m/min', 'Speed ≥ __ m/min'],
            ['在产线上连续运行 8 小时', 'On the line for 8 hours'],
          ),
        ],
      }
    case 'material':
      return {
        description: OUTLINE,
        mode: 'proof-of-concept',
        trl: { from: 3, to: 6 },
        mustHaves: [
          mustHave(
            ['关键性能不低于现有材料：__', 'Key property no worse than today: __'],
            ['按标准 __ 检测', 'Tested to standard __'],
          ),
          mustHave(['不含 __', 'Free of __'], ['第三方检测报告', 'Third-party report']),
        ],
      }
    case 'design':
      return {
        description: OUTLINE,
        mode: 'design-contest',
        ipTerms: 'seeker-owns',
        mustHaves: [
          mustHave(
            ['可量产，模具 ≤ __ 套', 'Can be made with ≤ __ moulds'],
            ['提交三维图与工艺说明', '3D files and process notes'],
          ),
        ],
      }
  }
}
