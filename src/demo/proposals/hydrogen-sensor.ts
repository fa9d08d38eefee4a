import type { DemoProposal } from './proposal.ts'

/** A draft in the making, for whoever signs in as the student or the professor to write on. */
export const HYDROGEN_SENSOR: DemoProposal = {
  challenge: 'bolts',
  organisation: 'jizhong',
  team: '氢脆快检组 Hydrogen Check',
  lead: 'student',
  member: 'professor',
  formed: { weeksAgo: 2, at: '10:20' },
  joined: { weeksAgo: 2, at: '14:45' },
  started: { weeksAgo: 1.5, at: '09:15' },
  title: '电化学渗氢与声发射联合快检 / Fast screening by hydrogen permeation and acoustic emission',
  summary:
    '先用电化学方法测可扩散氢，再用阶梯加载声发射确认，目标90分钟给出批次结论。\nDiffusible hydrogen is measured electrochemically and confirmed by acoustic emission under stepped load; the aim is a verdict in 90 minutes.',
  price: 86,
  months: 12,
  trl: { from: 4, to: 7 },
  answers: [
    { mustHaveId: 'time', met: 'yes', note: '目标90分钟。 / The aim is 90 minutes.' },
    {
      mustHaveId: 'agreement',
      met: 'partly',
      note: '24批预试验一致率87%。 / 87 % agreement over 24 lots in a first trial.',
    },
  ],
  sittings: [
    {
      by: 'student',
      weeksAgo: 1.5,
      at: '09:40',
      blocks: [
        { heading: '技术路线' },
        {
          paragraph:
            '螺栓头部打磨出直径6毫米的测点，贴附微型电解池，30分钟内得到可扩散氢含量；含量处在灰区的批次再做阶梯加载声发射，用首次信号对应的载荷判定风险。',
        },
        { heading: '指标与验收' },
        { heading: '进度' },
        {
          tasks: [
            { done: true, text: '24批样件预试验' },
            { done: false, text: '补充已知风险样，与企业商定盲样方案' },
            { done: false, text: '请林老师补充团队与经费两节' },
          ],
        },
      ],
    },
    {
      by: 'professor',
      weeksAgo: 1,
      at: '16:30',
      under: '指标与验收',
      blocks: [
        {
          paragraph: '60批盲样中已知风险样不少于15批，判定一致率不低于90%，且风险样一批都不能漏判。',
        },
      ],
    },
  ],
}
