import type { DemoProposal } from './proposal.ts'

/** Handed in to the inspection challenge, which waits for the enterprise's decision. */
export const LINE_CAMERA: DemoProposal = {
  challenge: 'inspection',
  organisation: 'haihe',
  team: '海河视觉组 Haihe Vision',
  lead: 'postdoc',
  member: 'rival',
  formed: { weeksAgo: 8, at: '09:30' },
  joined: { weeksAgo: 8, at: '11:10' },
  started: { weeksAgo: 7.5, at: '10:40' },
  title: '双光路线扫丝网检测单元 / Dual-light line-scan inspection unit for wire mesh',
  summary:
    '透射与斜射两路照明、线扫相机和周期纹理比对，装在现有复卷机上，单台硬件约9.8万元。\nTransmitted and grazing light, line-scan cameras and comparison with the periodic texture, fitted to existing rewinders for some CNY 98,000 a unit.',
  price: 62,
  months: 9,
  trl: { from: 5, to: 8 },
  answers: [
    {
      mustHaveId: 'missed',
      met: 'yes',
      note: '中试台上漏检0.4%。 / 0.4 % missed on our pilot bench.',
    },
    {
      mustHaveId: 'kinds',
      met: 'partly',
      note: '断丝与油污已达标，跳丝92%。 / Broken wires and stains pass; missed wires at 92 %.',
    },
    {
      mustHaveId: 'cost',
      met: 'yes',
      note: '物料清单9.8万元。 / Bill of materials CNY 98,000.',
    },
  ],
  sittings: [
    {
      by: 'postdoc',
      weeksAgo: 7,
      at: '14:05',
      blocks: [
        { heading: '技术路线' },
        {
          paragraph:
            '断丝在透射光下最清楚，油污在斜射光下最清楚。两路光源逐行交替点亮，一台线扫相机得到两幅图，与上一周期的纹理比对，只对差异区域分类，普通工控机即可跟上每分钟15米的速度。网布反光由偏振片压低，油污与水渍靠两路亮度之比区分。',
        },
        {
          list: [
            '四台8K线扫相机覆盖2米幅宽，每像素62微米。',
            '换目数时自动学习纹理周期，约需40秒。',
            '喷码器在布边标出缺陷位置。',
          ],
        },
        { heading: '指标与验收' },
        {
          paragraph:
            '用植入300处缺陷的样布运行三遍，漏检不超过0.5%。跳丝样本偏少，签约后需在企业现场补充采集不少于一百处，再据此复核分类正确率。',
        },
      ],
    },
    {
      by: 'rival',
      weeksAgo: 6,
      at: '10:50',
      blocks: [
        { heading: '进度' },
        {
          tasks: [
            { done: true, text: '中试台搭建与200米样布测试' },
            { done: false, text: '第1至4个月：首台样机上线' },
            { done: false, text: '第5至9个月：与人工检验并行，完成验收' },
          ],
        },
        { heading: '团队' },
        { paragraph: '韩雪负责光学与算法，沈若谷负责与复卷机的控制接口，一名工程师驻厂调试。' },
        { heading: '经费' },
        { paragraph: '总额62万元：样机两台19.6万元，开发与调试32万元，检测与差旅10.4万元。' },
      ],
    },
    {
      by: 'postdoc',
      weeksAgo: 5,
      at: '15:25',
      insert: { after: '普通工控机即可跟上每分钟15米的速度', text: '，不需要图形加速卡' },
      blocks: [
        { heading: 'English summary' },
        {
          paragraph:
            'Two lights fire in turn, line by line, so one row of cameras sees breaks and stains apart; only what differs from the previous period is classified. Nine months, CNY 620,000, some CNY 98,000 of hardware a unit. More samples of missed wires are needed.',
        },
      ],
    },
  ],
  submitted: { weeksAgo: 3, at: '17:10' },
}
