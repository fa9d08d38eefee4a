import type { DemoProposal } from './proposal.ts'

/** Wins the award on the 480-mesh challenge. */
export const TENSION_LOOP: DemoProposal = {
  challenge: 'mesh',
  organisation: 'jizhong',
  team: '精织联队 Fine Mesh Team',
  lead: 'professor',
  member: 'student',
  formed: { weeksAgo: 14, at: '10:05' },
  joined: { weeksAgo: 14, at: '15:30' },
  started: { weeksAgo: 13.5, at: '09:20' },
  title: '480目印刷网张力闭环改造方案 / Closed-loop tension retrofit for 480-mesh weaving',
  summary:
    '在现有织机上加装伺服张力闭环、钢筘状态监测与开口时序补偿，先在两台试验织机验证，再推广到全车间。\nServo tension loop, reed monitoring and shed-timing compensation, retrofitted to the looms in place: proven on two trial looms first, then rolled out.',
  price: 228,
  months: 14,
  trl: { from: 4, to: 7 },
  answers: [
    {
      mustHaveId: 'mesh',
      met: 'yes',
      note: '实验室织机已连续织造480目、11微米样布18米。 / Our laboratory loom has woven 18 m of 480 mesh from 11 µm wire without a stop.',
    },
    {
      mustHaveId: 'breaks',
      met: 'yes',
      note: '张力波动压到±3%后，断丝率0.8次/10米。 / With tension held within ±3 %， breaks fall to 0.8 per 10 m.',
    },
    {
      mustHaveId: 'deviation',
      met: 'yes',
      note: '在线图像测量并反馈到卷取，偏差±0.7%。 / In-line imaging steers the take-up; deviation ±0.7 %.',
    },
  ],
  sittings: [
    {
      by: 'professor',
      weeksAgo: 13.5,
      at: '09:45',
      blocks: [
        { heading: '技术路线' },
        {
          paragraph:
            '断丝的主因是开机与换卷阶段的经丝张力冲击。我们在送经与卷取之间建立伺服张力闭环，用低惯量摆杆测量单组经丝张力，把波动控制在±3%以内；同时监测钢筘磨损，按磨损量补偿开口时序。',
        },
        { heading: '指标与验收' },
        { heading: '进度' },
        { heading: '团队' },
        { heading: '经费' },
      ],
    },
    {
      by: 'student',
      weeksAgo: 13,
      at: '14:10',
      under: '技术路线',
      blocks: [
        {
          list: [
            '张力：每16根经丝一组，采样频率2千赫，开机斜坡由织机转速前馈。',
            '钢筘：侧光成像识别筘齿毛刺，每班自动巡检一次。',
            '开口：电子凸轮补偿量按筘齿磨损查表，班长可一键恢复。',
          ],
        },
      ],
    },
    {
      by: 'student',
      weeksAgo: 12.5,
      at: '10:30',
      under: '指标与验收',
      blocks: [
        {
          paragraph:
            '以连续三卷、每卷30米为验收批，在卷首、卷中、卷尾取样。目数不低于480，断丝率不高于每10米1次，目数偏差不超过±1%。',
        },
        {
          tasks: [
            { done: true, text: '完成11微米线材的张力与断裂强度标定' },
            { done: true, text: '实验室织机连续织造18米样布' },
            { done: false, text: '在丝源公司1号试验织机安装张力单元' },
            { done: false, text: '三卷验收批试织并出具第三方检测报告' },
          ],
        },
      ],
    },
    {
      by: 'professor',
      weeksAgo: 11.5,
      at: '16:20',
      under: '进度',
      blocks: [
        {
          list: [
            '第1至4个月：两台试验织机改造与标定。',
            '第5至9个月：小批试织，断丝率降到每10米2次以内。',
            '第10至14个月：验收批织造，形成改造规范并培训机修工。',
          ],
        },
      ],
    },
    {
      by: 'professor',
      weeksAgo: 11,
      at: '11:00',
      under: '团队',
      blocks: [
        {
          paragraph:
            '林文澜负责总体与张力控制，周子墨负责图像测量与数据分析，另有两名工程师驻厂。企业安排一名织造班长全程参与。',
        },
      ],
    },
    {
      by: 'professor',
      weeksAgo: 10.5,
      at: '09:30',
      under: '经费',
      blocks: [
        {
          paragraph:
            '总额228万元：设备改造118万元，试织材料与检测42万元，人员与差旅68万元。分三次支付，最后30%在验收后支付。',
        },
      ],
    },
    {
      by: 'student',
      weeksAgo: 10,
      at: '15:15',
      insert: { after: '两名工程师驻厂', text: '（每周不少于三天）' },
      blocks: [
        { heading: 'English summary' },
        {
          paragraph:
            'We retrofit the looms in place: a servo loop between let-off and take-up keeps warp tension within ±3 %， side-lit imaging watches the reed, and the shed timing follows its wear. Two trial looms first, three acceptance rolls after fourteen months, CNY 2.28 million in three payments.',
        },
      ],
    },
  ],
  submitted: { weeksAgo: 9, at: '16:40' },
}
