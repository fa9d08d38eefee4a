/**
 * Invented people of the demo, in the order in which they are offered to sign in as: first the six
 * whose work makes the whole way from need to funnel, then those the others deal with.
 */
export type DemoPerson = { email: string; name: string; headline: string }

const person = (local: string, name: string, zh: string, en: string): DemoPerson => ({
  email: `${local}@demo.invalid`,
  name,
  // The sign-in page takes the role apart at the slash.
  headline: `${zh} / ${en}`,
})

export const PEOPLE = {
  engineer: person('zhao-liqun', '赵立群', '企业技术负责人', 'Enterprise engineer'),
  professor: person('lin-wenlan', '林文澜', '高校课题负责人', 'University principal investigator'),
  student: person('zhou-zimo', '周子墨', '博士研究生', 'PhD student'),
  rival: person('shen-ruogu', '沈若谷', '高校课题负责人', 'University principal investigator'),
  incubator: person('he-jingyi', '何静怡', '孵化器项目经理', 'Incubator manager'),
  operator: person('zheng-guoan', '郑国安', '平台运营', 'Hub operator'),
  postdoc: person('han-xue', '韩雪', '博士后', 'Postdoctoral researcher'),
  newcomer: person('chen-musen', '陈木森', '企业生产厂长（待认证）', 'Plant manager, not yet verified'),
  broker: person('qin-yihang', '秦亦航', '技术经纪人', 'Technology broker'),
  park: person('feng-shuo', '冯朔', '园区管理人员', 'Park administrator'),
  platform: person('bai-zhining', '白芷宁', '检测平台主任', 'Head of a testing platform'),
  investor: person('wu-rui', '吴锐', '孵化与投资经理', 'Incubation and investment manager'),
} as const satisfies Record<string, DemoPerson>

export type PersonKey = keyof typeof PEOPLE
