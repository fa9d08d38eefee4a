import type { OrganisationKind } from '#events/organisation.ts'
import type { PersonKey } from './people.ts'

/** An invented organisation; only places and clusters are real. */
export type DemoOrganisation = {
  kind: OrganisationKind
  region: string
  name: { zh: string; en: string }
  about: { zh: string; en: string }
  admin: PersonKey
  members?: readonly PersonKey[]
  /** What the operator was shown. */
  note: string
  /** Still waits for the operator. */
  pending?: true
}

const FICTION = {
  zh: '演示数据，机构与人物均为虚构。',
  en: 'Demo data; the organisation and its people are fictional.',
}

const organisation = (
  key: Omit<DemoOrganisation, 'name' | 'about'>,
  name: { zh: string; en: string },
  about: { zh: string; en: string },
): DemoOrganisation => ({
  ...key,
  name: { zh: `${name.zh}（虚构）`, en: `${name.en} (fictional)` },
  about: { zh: `${about.zh}${FICTION.zh}`, en: `${about.en} ${FICTION.en}` },
})

export const ORGANISATIONS = {
  siyuan: organisation(
    {
      kind: 'enterprise',
      region: '河北安平 Anping',
      admin: 'engineer',
      note: '营业执照与织造车间照片已核对。',
    },
    { zh: '河北丝源精密网业有限公司', en: 'Hebei Siyuan Precision Mesh Co.' },
    {
      zh: '织造不锈钢印刷网与过滤网，现有精密织机46台，主要客户为光伏与电子印刷企业。',
      en: 'Weaves stainless printing and filter mesh on 46 precision looms, mainly for makers of solar cells and printed electronics.',
    },
  ),
  yunrou: organisation(
    {
      kind: 'enterprise',
      region: '河北清河 Qinghe',
      admin: 'broker',
      note: '由技术经纪人代为登记，企业授权书已核对。',
    },
    { zh: '清河云柔羊绒科技有限公司', en: 'Qinghe Yunrou Cashmere Technology Co.' },
    {
      zh: '从分梳到成衣的羊绒企业，自有染整车间，年产纱线180吨。',
      en: 'A cashmere maker from dehairing to garments with its own dye house and 180 t of yarn a year.',
    },
  ),
  xingyuan: organisation(
    {
      kind: 'enterprise',
      region: '河北白沟 Baigou',
      admin: 'broker',
      note: '由技术经纪人代为登记，企业授权书已核对。',
    },
    { zh: '白沟行远箱包制造有限公司', en: 'Baigou Xingyuan Luggage Co.' },
    {
      zh: '拉杆箱与背包制造企业，产品以电商和跨境渠道销售为主。',
      en: 'Makes trolley cases and backpacks, sold mostly online and across borders.',
    },
  ),
  jianguo: organisation(
    {
      kind: 'enterprise',
      region: '河北永年 Yongnian',
      admin: 'broker',
      note: '由技术经纪人代为登记，企业授权书已核对。',
    },
    { zh: '永年坚果紧固件有限公司', en: 'Yongnian Jianguo Fasteners Co.' },
    {
      zh: '生产8.8至12.9级高强度螺栓，配有热处理线与理化实验室。',
      en: 'Makes high-strength bolts of grades 8.8 to 12.9, with its own heat-treatment line and laboratory.',
    },
  ),
  muyu: organisation(
    {
      kind: 'enterprise',
      region: '河北香河 Xianghe',
      admin: 'newcomer',
      note: '我厂营业执照与厂房照片已上传，申请认证后发布技术需求。',
      pending: true,
    },
    { zh: '香河木语定制家具有限公司', en: 'Xianghe Muyu Custom Furniture Co.' },
    {
      zh: '定制家具企业，日开料约600张板，正在建设柔性喷涂线。',
      en: 'Makes furniture to measure, cuts some 600 panels a day and is building a flexible spraying line.',
    },
  ),
  jizhong: organisation(
    {
      kind: 'university',
      region: '河北石家庄 Shijiazhuang',
      admin: 'professor',
      members: ['student'],
      note: '事业单位法人证书已核对。',
    },
    { zh: '冀中理工大学', en: 'Jizhong University of Technology' },
    {
      zh: '材料与机械学科见长，设有精密成形与材料失效分析实验室。',
      en: 'Strong in materials and mechanical engineering, with laboratories for precision forming and failure analysis.',
    },
  ),
  haihe: organisation(
    {
      kind: 'university',
      region: '天津 Tianjin',
      admin: 'rival',
      members: ['postdoc'],
      note: '事业单位法人证书已核对。',
    },
    { zh: '海河工业大学', en: 'Haihe University of Industry' },
    {
      zh: '自动化与机器视觉学科见长，设有智能感知与装备研究所。',
      en: 'Strong in automation and machine vision, home of an institute for smart sensing and equipment.',
    },
  ),
  wanggu: organisation(
    { kind: 'incubator', region: '河北安平 Anping', admin: 'incubator', note: '孵化器备案文件已核对。' },
    { zh: '安平网谷科技企业孵化器', en: 'Anping Wanggu Technology Incubator' },
    {
      zh: '服务丝网产业集群的专业孵化器，有中试车间2400平方米。',
      en: 'A specialised incubator for the wire-mesh cluster with 2,400 m² of pilot workshops.',
    },
  ),
  qihang: organisation(
    {
      kind: 'incubator',
      region: '河北石家庄 Shijiazhuang',
      admin: 'investor',
      note: '孵化器备案文件已核对。',
    },
    { zh: '石家庄启航硬科技孵化器', en: 'Shijiazhuang Qihang Deep-Tech Incubator' },
    {
      zh: '面向新材料与智能装备的综合孵化器，与多所高校共建概念验证中心。',
      en: 'An incubator for new materials and smart equipment that runs proof-of-concept centres with universities.',
    },
  ),
  jike: organisation(
    { kind: 'investor', region: '河北石家庄 Shijiazhuang', admin: 'investor', note: '基金备案编号已核对。' },
    { zh: '冀科种子基金', en: 'Jike Seed Fund' },
    {
      zh: '投资产业集群内早期硬科技项目，单笔100万至500万元。',
      en: 'Invests CNY 1–5 million in early deep-tech projects of industrial clusters.',
    },
  ),
  qizhou: organisation(
    {
      kind: 'service-platform',
      region: '河北安国 Anguo',
      admin: 'platform',
      note: '检验检测资质证书已核对。',
    },
    { zh: '祁州中药材质量服务平台', en: 'Qizhou Herb Quality Service Platform' },
    {
      zh: '为药材商户与饮片企业提供检测、溯源和标准服务。',
      en: 'Testing, tracing and standards for herb traders and makers of decoction pieces.',
    },
  ),
  bashang: organisation(
    { kind: 'authority', region: '河北张北 Zhangbei', admin: 'park', note: '机构设立批复文件已核对。' },
    { zh: '张北坝上云计算产业园管理委员会', en: 'Zhangbei Bashang Cloud Park Authority' },
    {
      zh: '管理园区内数据中心的能源与水资源指标，并代入园企业征集节能技术。',
      en: 'Looks after energy and water targets of the data centres in its park and seeks saving technology on their behalf.',
    },
  ),
} as const satisfies Record<string, DemoOrganisation>

export type OrganisationKey = keyof typeof ORGANISATIONS
