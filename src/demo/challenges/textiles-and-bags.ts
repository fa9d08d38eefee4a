import type { DemoChallenge } from './challenge.ts'

/** Catalogue no. 5. */
export const CASHMERE_DYEING: DemoChallenge = {
  seeker: 'yunrou',
  title: { zh: '羊绒低温染色与抗起球整理', en: 'Low-temperature dyeing and anti-pilling for cashmere' },
  summary: {
    zh: '80℃以下染色，色牢度4级以上，起球3–4级以上，不使用含AOX助剂。',
    en: 'Dye at 80 °C or below with fastness 4 and pilling 3–4 or better, free of AOX auxiliaries.',
  },
  description: {
    zh: '常规羊绒染色在95℃以上保温，纤维强力损失大，成衣容易起球，退货中约三成与起球有关。我们已试过两种低温助剂，深色的上染率不足，批间色差大。希望合作团队提供从前处理到后整理的完整工艺，能够在现有的常压绞纱染色机上运行。助剂须符合出口欧盟的环保要求，不得含有可吸附有机卤化物。我厂提供白绒、染色机时和检测条件，中试规模为每批50公斤。',
    en: 'Cashmere is usually dyed above 95 °C, which weakens the fibre; garments pill, and about a third of returns are due to that. We have tried two low-temperature auxiliaries, but dark shades did not take up and batches differed. We look for a complete process from pretreatment to finishing that runs on our open hank-dyeing machines. Auxiliaries must meet the rules for export to the EU and be free of adsorbable organic halogens. We provide white cashmere, machine time and testing; pilot batches are 50 kg.',
  },
  domain: { zh: '染整', en: 'Dyeing and finishing' },
  cluster: '清河羊绒',
  mode: 'commissioned',
  mustHaves: [
    {
      id: 'fastness',
      text: {
        zh: '染色温度≤80℃，耐洗与耐摩擦色牢度≥4级',
        en: 'Dyed at 80 °C or below; fastness to washing and rubbing of 4 or better',
      },
      test: {
        zh: '深、中、浅三色各三批，由第三方检测',
        en: 'Three batches each of a dark, a medium and a light shade, tested by a third party',
      },
    },
    {
      id: 'pilling',
      text: { zh: '起球≥3–4级', en: 'Pilling of 3–4 or better' },
      test: { zh: '起球箱法，成衣洗涤五次后测试', en: 'Pilling box, after five washes of the garment' },
    },
    {
      id: 'strength',
      text: { zh: '强力损失≤8%，助剂不含AOX', en: 'Strength loss of at most 8 %； auxiliaries free of AOX' },
      test: {
        zh: '单纱强力对比原纱，助剂出具检测报告',
        en: 'Yarn strength against the undyed yarn; a test report for each auxiliary',
      },
    },
  ],
  trl: { from: 4, to: 7 },
  budget: [50, 100],
  deadline: { kind: 'rolling', weeks: 12 },
  ipTerms: 'seeker-owns',
  ipNote:
    '工艺归企业所有，团队可发表不含配方的论文。 / The firm owns the process; the team may publish without the recipes.',
  weeksAgo: 4.7,
  at: '10:15',
}

/** Catalogue no. 8. */
export const TROLLEY_HANDLE: DemoChallenge = {
  seeker: 'xingyuan',
  title: {
    zh: '拉杆箱拉杆耐疲劳与轮组减震',
    en: 'Fatigue-resistant handles and damped wheels for trolley cases',
  },
  summary: {
    zh: '拉杆往复8000次以上不失效，振动冲击达到团体标准，单套成本增加不超过6元。',
    en: 'Handles that last 8,000 strokes and wheels that pass the group standard for shock, for at most CNY 6 more per set.',
  },
  description: {
    zh: '线上差评中，拉杆松动、卡滞和轮组异响排在前三位。现用拉杆在往复约5000次后锁止弹片失效，轮组在粗糙路面上冲击大，箱体铆接处开裂。我们希望改进锁止结构和材料，并给出低成本的轮组减震设计。新设计要能用现有模具改造生产，整箱装配时间不能增加。我厂有拉杆疲劳机和振动冲击台，可供团队使用，每轮样件由我厂承担。',
    en: 'Loose or jamming handles and noisy wheels lead our bad reviews online. The locking spring of the present handle fails after some 5,000 strokes, and on rough ground the shock of the wheels cracks the riveted joints of the shell. We want a better lock, better materials and a cheap damped wheel. The new design must run on modified existing moulds and may not lengthen assembly. Our handle-fatigue machine and shock table are at the team’s disposal, and we pay for the samples of every round.',
  },
  domain: { zh: '可靠性', en: 'Reliability' },
  cluster: '白沟箱包',
  mode: 'open-competition',
  mustHaves: [
    {
      id: 'strokes',
      text: { zh: '拉杆往复≥8000次', en: 'The handle lasts at least 8,000 strokes' },
      test: { zh: '负重15公斤，10套样件全部通过', en: 'Ten sets under a load of 15 kg, all pass' },
    },
    {
      id: 'shock',
      text: { zh: '振动冲击达到团体标准', en: 'Passes the shock test of the group standard' },
      test: { zh: '在振动冲击台上按团标程序测试', en: 'On the shock table by the procedure of the standard' },
    },
    {
      id: 'cost',
      text: { zh: '单套成本增幅≤6元', en: 'Costs at most CNY 6 more per set' },
      test: { zh: '按年产20万套核算物料与工时', en: 'Material and labour at 200,000 sets a year' },
    },
  ],
  trl: { from: 5, to: 8 },
  budget: [20, 50],
  deadline: { kind: 'fixed', weeks: 3 },
  ipTerms: 'shared',
  ipNote: '实用新型专利共同申请。 / Utility models are filed jointly.',
  weeksAgo: 3.6,
  at: '16:05',
}
