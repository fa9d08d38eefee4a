import type { DemoChallenge } from './challenge.ts'

/** Catalogue no. 14. */
export const DATA_CENTRE_COOLING: DemoChallenge = {
  seeker: 'bashang',
  incubator: 'qihang',
  title: {
    zh: '高寒区数据中心PUE≤1.15冷却改造',
    en: 'Cooling retrofit of data centres to a PUE of 1.15 in a cold climate',
  },
  summary: {
    zh: '间接蒸发加局部液冷，年均PUE不超过1.15，每列机柜改造停机不超过8小时。',
    en: 'Indirect evaporative and partial liquid cooling: annual PUE of 1.15 or less, at most eight hours of outage per row.',
  },
  description: {
    zh: '园区早期建成的机房采用冷冻水系统，年均PUE约1.32，冬季自然冷源利用不足。新增的智算机柜单柜功率超过20千瓦，原有风冷送风方式出现局部热点。我们代入园企业征集分列实施的改造方案，以间接蒸发冷却为主、局部液冷为辅。坝上冬季低温且风沙大，换热器防冻与防尘必须一并考虑。业务不能整体中断，每列机柜停机窗口为8小时。园区提供一个400千瓦的机房模块作为示范。',
    en: 'The older halls of the park use chilled water at an annual PUE of about 1.32 and make little use of the cold winters. New AI racks draw more than 20 kW each, and air alone leaves hot spots. On behalf of the firms in the park we seek a retrofit in rows: mainly indirect evaporative cooling, with liquid where it is needed. Winters on the plateau are cold and dusty, so heat exchangers must be safe from frost and dust. Service may not stop as a whole; each row has a window of eight hours. A 400 kW module serves as the demonstration.',
  },
  domain: { zh: '数据中心节能', en: 'Data-centre efficiency' },
  cluster: '张北云计算',
  mode: 'open-competition',
  mustHaves: [
    {
      id: 'pue',
      text: { zh: '年均PUE≤1.15', en: 'Annual PUE of 1.15 or less' },
      test: {
        zh: '示范模块连续计量12个月，含负载分档',
        en: 'Metered for twelve months on the demonstration module, by load band',
      },
    },
    {
      id: 'outage',
      text: { zh: '改造停机≤8小时/列', en: 'At most eight hours of outage per row' },
      test: { zh: '首批两列实施记录', en: 'Records of the first two rows' },
    },
    {
      id: 'frost',
      text: { zh: '零下30℃可启动，换热器不结冰', en: 'Starts at −30 °C without ice in the heat exchangers' },
      test: { zh: '冬季现场试验不少于10天', en: 'At least ten days of winter trials on site' },
    },
  ],
  trl: { from: 6, to: 8 },
  budget: [120, 300],
  deadline: { kind: 'fixed', weeks: 9 },
  ipTerms: 'team-keeps',
  ipNote:
    '团队保留知识产权，园区内企业享有优惠许可。 / The team keeps its rights; firms in the park get favourable licences.',
  weeksAgo: 1.7,
  at: '15:45',
}

/** Catalogue no. 19. */
export const HERB_SCREENING: DemoChallenge = {
  seeker: 'qizhou',
  title: {
    zh: '中药饮片产地与掺伪快速鉴别并接入“一品一码”',
    en: 'Origin and adulteration screening of herbs, linked to trace codes',
  },
  summary: {
    zh: '10种大宗药材，近红外与DNA条码比对，现场15分钟内出结果并写入追溯码。',
    en: 'Ten common herbs by near infrared and DNA barcode: a result on site within 15 minutes, written to the trace code.',
  },
  description: {
    zh: '市场上同一味药材产地混杂，染色、增重和掺伪靠经验难以识别，送检一次要三到五天。平台希望建立10种大宗药材的近红外谱库和DNA条码库，在交易现场完成初筛，可疑样品再做确证。检测结果要自动写入追溯码，商户和药企扫码可见。操作者是市场检验员，仪器要便携、耗材要便宜。平台可提供有产地证明的样品每种不少于200份，并开放追溯系统接口。',
    en: 'Herbs of one name come from many places, dyes and weights are hard to see, and a laboratory takes three to five days. The platform wants a near-infrared library and a DNA barcode library of ten common herbs, to screen at the market and confirm only what looks suspicious. Results go into the trace code by themselves, so that traders and drug makers see them when they scan. Market inspectors will use it: the instrument must be portable and its consumables cheap. We provide at least 200 samples of proven origin for each herb and open the interface of the tracing system.',
  },
  domain: { zh: '中药质量', en: 'Herb quality' },
  cluster: '安国中药',
  mode: 'open-competition',
  mustHaves: [
    {
      id: 'herbs',
      text: { zh: '覆盖10种大宗药材，鉴别正确率≥95%', en: 'Ten common herbs, at least 95 % named rightly' },
      test: {
        zh: '每种50份盲样，含掺伪与异地样品',
        en: '50 blind samples of each, adulterated and foreign ones among them',
      },
    },
    {
      id: 'minutes',
      text: { zh: '现场检测≤15分钟', en: 'At most 15 minutes on site' },
      test: { zh: '由三名检验员独立操作计时', en: 'Timed with three inspectors working by themselves' },
    },
    {
      id: 'trace',
      text: { zh: '结果自动写入追溯码', en: 'Results are written to the trace code' },
      test: {
        zh: '与追溯系统联调，100条记录无遗漏',
        en: '100 records through the tracing system, none lost',
      },
    },
  ],
  trl: { from: 4, to: 7 },
  budget: [60, 140],
  deadline: { kind: 'open' },
  ipTerms: 'negotiable',
  ipNote: '谱库数据由平台与团队共有。 / The platform and the team share the libraries.',
  weeksAgo: 0.7,
  at: '10:50',
}
