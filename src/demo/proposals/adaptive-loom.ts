import type { DemoProposal } from './proposal.ts'

/** The other answer to the 480-mesh challenge; declined. */
export const ADAPTIVE_LOOM: DemoProposal = {
  challenge: 'mesh',
  organisation: 'haihe',
  team: '海河智织组 Haihe Smart Weaving',
  lead: 'rival',
  member: 'postdoc',
  formed: { weeksAgo: 13.5, at: '14:00' },
  joined: { weeksAgo: 13, at: '09:10' },
  started: { weeksAgo: 13, at: '10:00' },
  title: '基于视觉与自学习的超细网织造方案 / Vision-guided, self-tuning weaving of ultra-fine mesh',
  summary:
    '用高速视觉观察织口，由自学习算法实时调整织机参数；核心部件需配套新型电子送经织机。\nHigh-speed vision watches the fell and a self-tuning controller sets the loom; the core parts need a new loom with electronic let-off.',
  price: 296,
  months: 20,
  trl: { from: 3, to: 6 },
  answers: [
    {
      mustHaveId: 'mesh',
      met: 'partly',
      note: '400目已连续织造，480目有短样。 / 400 mesh woven continuously; short samples at 480.',
    },
    {
      mustHaveId: 'breaks',
      met: 'partly',
      note: '预测可达1.2次/10米，尚无整卷数据。 / We expect 1.2 per 10 m; no data for a whole roll yet.',
    },
    {
      mustHaveId: 'deviation',
      met: 'yes',
      note: '视觉闭环可达±0.5%。 / The vision loop reaches ±0.5 %.',
    },
  ],
  sittings: [
    {
      by: 'rival',
      weeksAgo: 12.5,
      at: '09:50',
      blocks: [
        { heading: '技术路线' },
        {
          paragraph:
            '把织口看成可以实时观察的过程：两台高速相机以每秒2000帧记录打纬瞬间，识别纬丝到位偏差和经丝毛羽，由自学习控制器在下一纬之前修正送经量、打纬力和引纬时刻。',
        },
        {
          list: [
            '织口成像：背光加偏振，抑制金属丝反光。',
            '自学习控制：先用历史数据训练，再在机上小步调整，任何时刻可退回固定参数。',
            '织机：在新型电子送经织机上实现，旧织机只能部分使用。',
          ],
        },
      ],
    },
    {
      by: 'postdoc',
      weeksAgo: 12,
      at: '15:40',
      blocks: [
        { heading: '指标与验收' },
        {
          paragraph:
            '目数偏差以在线图像逐米统计，目标±0.5%。断丝率以织机停经记录统计，第一阶段目标每10米2次，第二阶段目标每10米1次。480目整卷数据在第二阶段提供。',
        },
        {
          tasks: [
            { done: true, text: '400目网布连续织造50米' },
            { done: true, text: '480目短样试织，长度2米' },
            { done: false, text: '采购电子送经织机并安装视觉单元' },
            { done: false, text: '480目整卷试织' },
          ],
        },
      ],
    },
    {
      by: 'postdoc',
      weeksAgo: 11,
      at: '10:25',
      blocks: [
        { heading: '进度' },
        {
          list: [
            '第1至8个月：织机采购与视觉单元开发。',
            '第9至14个月：控制器训练与400目、480目试织。',
            '第15至20个月：整卷试织与验收。',
          ],
        },
      ],
    },
    {
      by: 'rival',
      weeksAgo: 10,
      at: '14:35',
      blocks: [
        { heading: '团队' },
        {
          paragraph:
            '沈若谷负责总体与控制，韩雪负责成像与识别，研究所另有三名研究生参加。企业需安排一名电气工程师。',
        },
        { heading: '经费' },
        { paragraph: '总额296万元，其中新织机一台130万元，视觉与控制96万元，试织与人员70万元。' },
        { heading: 'English summary' },
        {
          paragraph:
            'Two cameras at 2,000 frames a second watch the fell; a self-tuning controller corrects let-off, beat-up and insertion before the next pick. It needs one new loom with electronic let-off. Whole rolls of 480 mesh follow in the second phase; 20 months, CNY 2.96 million.',
        },
      ],
    },
    {
      by: 'postdoc',
      weeksAgo: 9.5,
      at: '11:20',
      insert: { after: '抑制金属丝反光', text: '，并用短曝光冻结打纬瞬间' },
    },
  ],
  submitted: { weeksAgo: 9, at: '17:50' },
}
