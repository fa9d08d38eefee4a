import type { DemoChallenge } from './challenge.ts'

/** The hero of the demo: catalogue no. 1. */
export const FINE_MESH: DemoChallenge = {
  seeker: 'siyuan',
  incubator: 'wanggu',
  title: {
    zh: '高目数高精度不锈钢印刷网稳定织造（480目）',
    en: 'Stable weaving of ultra-fine stainless printing mesh (480 mesh)',
  },
  summary: {
    zh: '实现480目以上、丝径不超过11微米网布的连续织造，面向光伏丝网印刷，替代进口。',
    en: 'Weave mesh of 480 and finer from wire of 11 µm or less continuously, for screen printing of solar cells, in place of imports.',
  },
  description: {
    zh: '光伏电池栅线越印越细，480目以上、丝径11微米的印刷网布目前主要依靠进口。我厂在现有织机上试织时，开机和换卷阶段断丝频繁，平均每10米断丝4至6次，网孔均匀性也不稳定。初步判断原因在经丝张力波动、钢筘磨损和开口时序三个方面，但缺少系统的测量数据。我们希望合作团队给出可在现有织机上改造的整套方案，而不是更换整机。中标团队可使用我厂两台试验织机和检测室，材料由我厂提供。验收以连续织造三卷、每卷不少于30米为准。',
    en: 'Grid lines on solar cells grow ever finer, and printing mesh of 480 and above with 11 µm wire is still mostly imported. In trials on our looms the wire breaks four to six times per 10 m, above all when starting and when changing rolls, and the openings are uneven. We suspect fluctuating warp tension, worn reeds and the timing of the shed, but lack systematic measurements. We look for a complete retrofit of the looms we have, not for new machines. The chosen team may use two trial looms and our test room; we provide the wire. Acceptance: three consecutive rolls of at least 30 m each.',
  },
  domain: { zh: '精密织造', en: 'Precision weaving' },
  cluster: '安平丝网',
  mode: 'crowd-research',
  mustHaves: [
    {
      id: 'mesh',
      text: {
        zh: '目数≥480，丝径≤11微米，连续织造',
        en: '480 mesh or finer from wire of 11 µm or less, woven continuously',
      },
      test: {
        zh: '三卷各30米，按卷首、卷中、卷尾取样显微计数',
        en: 'Three rolls of 30 m, counted under the microscope at start, middle and end',
      },
    },
    {
      id: 'breaks',
      text: { zh: '断丝率≤1次/10米', en: 'At most one wire break per 10 m' },
      test: {
        zh: '织机停经记录与检验台复检一致，按卷统计',
        en: 'Stop records of the loom agree with the inspection table, counted per roll',
      },
    },
    {
      id: 'deviation',
      text: { zh: '目数偏差≤±1%', en: 'Mesh count within ±1 %' },
      test: { zh: '每卷随机取10处，图像法测量', en: 'Ten random places on each roll, measured by image' },
    },
  ],
  trl: { from: 4, to: 7 },
  budget: [150, 300],
  deadline: { kind: 'rolling' },
  ipTerms: 'shared',
  ipNote:
    '专利共同申请；企业在丝网行业内独家使用三年。 / Patents are filed jointly; the firm has exclusive use in wire mesh for three years.',
  weeksAgo: 15,
  at: '09:40',
}

/** Catalogue no. 2. */
export const MESH_INSPECTION: DemoChallenge = {
  seeker: 'siyuan',
  incubator: 'wanggu',
  title: { zh: '丝网在线缺陷检测', en: 'In-line defect inspection for wire mesh' },
  summary: {
    zh: '2米幅宽、每分钟15米线速下检出断丝、跳丝和油污，漏检率不超过0.5%。',
    en: 'Find broken wires, missed wires and oil stains at 2 m width and 15 m/min, missing no more than 0.5 %.',
  },
  description: {
    zh: '目前成品网布由人工在灯台上检验，两班共18人，夜班漏检率明显高于白班。网布反光强、纹理周期细，市售的纺织检测设备误报太多。我们需要一套可装在现有复卷机上的在线检测单元，能够区分断丝、跳丝和油污，并在网布边缘喷码标记位置。系统要能在更换目数后由班长自行完成参数切换。单台成本超过12万元就无法在中小网厂推广。我厂可提供带标注的缺陷样布约200米。',
    en: 'Finished mesh is inspected by eye on light tables, by 18 people in two shifts, and the night shift misses visibly more. The mesh is glossy with a fine periodic texture, so inspection machines made for textiles raise too many false alarms. We need a unit that fits our rewinders, tells broken wires, missed wires and oil stains apart and marks their place on the selvedge. A foreman must be able to switch it to another mesh count. Above CNY 120,000 a unit it cannot spread to small weaving shops. We provide some 200 m of labelled defective mesh.',
  },
  domain: { zh: '机器视觉', en: 'Machine vision' },
  cluster: '安平丝网',
  mode: 'open-competition',
  mustHaves: [
    {
      id: 'missed',
      text: {
        zh: '幅宽2米、线速15米/分钟下漏检率≤0.5%',
        en: 'Misses at most 0.5 % at 2 m width and 15 m/min',
      },
      test: {
        zh: '用植入300处已知缺陷的样布连续运行三遍',
        en: 'Three runs over mesh with 300 known defects',
      },
    },
    {
      id: 'kinds',
      text: {
        zh: '区分断丝、跳丝、油污三类缺陷',
        en: 'Tells broken wires, missed wires and oil stains apart',
      },
      test: { zh: '三类缺陷各100处，分类正确率≥95%', en: '100 of each kind, at least 95 % named rightly' },
    },
    {
      id: 'cost',
      text: { zh: '单台硬件成本≤12万元', en: 'Hardware costs no more than CNY 120,000 a unit' },
      test: { zh: '按物料清单与报价单核算', en: 'Bill of materials with quotations' },
    },
  ],
  trl: { from: 5, to: 8 },
  budget: [40, 80],
  deadline: { kind: 'rolling' },
  ipTerms: 'licence-to-seeker',
  ipNote:
    '团队保留算法所有权，企业获得普通许可。 / The team keeps its algorithms; the firm gets a plain licence.',
  weeksAgo: 9.4,
  at: '14:20',
}
