import type { DemoChallenge } from './challenge.ts'

/** Catalogue no. 16; a team is forming here. */
export const BOLT_EMBRITTLEMENT: DemoChallenge = {
  seeker: 'jianguo',
  incubator: 'qihang',
  title: {
    zh: '12.9级螺栓氢脆风险在线判定',
    en: 'In-line hydrogen-embrittlement screening of grade 12.9 bolts',
  },
  summary: {
    zh: '批次抽检2小时内给出结论，与慢应变拉伸试验一致率不低于90%。',
    en: 'A verdict on each lot within two hours that agrees with slow-strain tests in at least 90 % of cases.',
  },
  description: {
    zh: '12.9级螺栓经酸洗和电镀后存在延迟断裂风险，目前只能靠慢应变拉伸或200小时持载试验判定，一批货要压一周以上。我们需要一种在出厂前两小时内给出批次结论的检测方法，可以是电化学、声发射或磁性方法，也可以组合使用。设备要能放在车间理化室，由普通检验员操作。我厂可提供不同除氢工艺的对比样件，以及近三年的断裂失效记录。方法成熟后愿意参与团体标准的制定。',
    en: 'Bolts of grade 12.9 may break late after pickling and plating. Today only slow-strain or 200-hour load tests tell, and a lot waits for more than a week. We need a method that gives a verdict on a lot within two hours before shipping: electrochemical, acoustic, magnetic or a combination. It must stand in our works laboratory and be run by an ordinary inspector. We provide samples from several de-embrittlement treatments and three years of fracture records. Once the method is mature we want to take it into a group standard.',
  },
  domain: { zh: '材料失效分析', en: 'Materials failure analysis' },
  cluster: '永年标准件',
  mode: 'commissioned',
  mustHaves: [
    {
      id: 'time',
      text: { zh: '批次抽检≤2小时出结论', en: 'A verdict on each lot within two hours' },
      test: {
        zh: '从取样到报告全程计时，连续20批',
        en: 'Timed from sampling to report over 20 consecutive lots',
      },
    },
    {
      id: 'agreement',
      text: { zh: '与慢应变拉伸一致率≥90%', en: 'Agrees with slow-strain tests in at least 90 % of cases' },
      test: {
        zh: '60批盲样对比，含不少于15批已知风险样',
        en: '60 blind lots, 15 or more of them known to be at risk',
      },
    },
  ],
  trl: { from: 4, to: 7 },
  budget: [50, 110],
  deadline: { kind: 'fixed', weeks: 5 },
  ipTerms: 'negotiable',
  ipNote:
    '标准署名与专利份额在立项时商定。 / Credit in the standard and shares of patents are agreed at the start.',
  weeksAgo: 2.9,
  at: '11:30',
}

/** Catalogue no. 12; its seeker is not verified, so it waits for the operator. */
export const PANEL_SPRAYING: DemoChallenge = {
  seeker: 'muyu',
  title: {
    zh: '定制家具板材优化与柔性喷涂',
    en: 'Panel optimisation and flexible spraying for custom furniture',
  },
  summary: {
    zh: '开料利用率92%以上，异形件免示教喷涂，VOCs排放降低40%。',
    en: 'Cutting yield of 92 % and more, teach-free spraying of odd parts, and 40 % less VOC.',
  },
  description: {
    zh: '定制订单规格杂、批量小，目前开料利用率约86%，余料堆满一个车间。喷涂线靠老师傅逐件示教，换型一次要40分钟，异形门板只能手喷。环保要求逐年提高，手喷工位的废气处理成本很高。我们希望得到开料优化软件与视觉引导喷涂轨迹生成的成套方案，可以分两个阶段交付。喷涂机器人与输送线已有，希望在原有设备上改造。',
    en: 'Orders are small and of many sizes; we cut with a yield of about 86 % and offcuts fill a whole workshop. On the spraying line a master teaches part by part, a changeover takes 40 minutes, and odd-shaped doors are sprayed by hand. Environmental rules tighten each year, and cleaning the air of the hand booths is costly. We look for nesting software together with vision-guided spraying paths, delivered in two stages if need be. Robots and conveyors are there and should be kept.',
  },
  domain: { zh: '柔性制造', en: 'Flexible manufacturing' },
  cluster: '香河家具',
  mode: 'open-competition',
  mustHaves: [
    {
      id: 'yield',
      text: { zh: '开料利用率≥92%', en: 'Cutting yield of at least 92 %' },
      test: { zh: '用连续一个月的真实订单核算', en: 'Over the real orders of one month' },
    },
    {
      id: 'teach-free',
      text: { zh: '异形件喷涂轨迹免示教', en: 'Spraying paths of odd parts need no teaching' },
      test: {
        zh: '50种未见过的异形门板一次喷涂合格率≥95%',
        en: '50 unseen doors, at least 95 % good at the first pass',
      },
    },
    {
      id: 'voc',
      text: { zh: 'VOCs排放降低40%', en: 'VOC emissions down by 40 %' },
      test: {
        zh: '改造前后同工况第三方检测',
        en: 'Measured by a third party before and after, under the same conditions',
      },
    },
  ],
  trl: { from: 5, to: 8 },
  budget: [40, 90],
  deadline: { kind: 'fixed', weeks: 10 },
  ipTerms: 'licence-to-seeker',
  ipNote: '',
  weeksAgo: 0.3,
  at: '09:10',
}
