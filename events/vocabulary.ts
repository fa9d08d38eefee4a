/**
 * What the enumerated values of events are called, for everything that shows them: pages, the application,
 * later mails and exports. Terms of domain.md §2; a value without its word is a type error.
 */
import type { CHALLENGE_MODES, IP_TERMS } from './challenge.ts'
import type { OrganisationKind } from './organisation.ts'

type Words<Value extends string> = Record<Value, string>
type Vocabulary = {
  challengeStatus: Words<
    'draft' | 'in_moderation' | 'open' | 'closed' | 'awarded' | 'no_award' | 'withdrawn' | 'archived'
  >
  organisationKind: Words<OrganisationKind>
  mode: Words<(typeof CHALLENGE_MODES)[number]>
  ipTerms: Words<(typeof IP_TERMS)[number]>
}

export const vocabularyZh: Vocabulary = {
  challengeStatus: {
    draft: '草稿',
    in_moderation: '待审核',
    open: '征集中',
    closed: '已截止',
    awarded: '已揭榜',
    no_award: '未揭榜',
    withdrawn: '已撤回',
    archived: '已归档',
  },
  organisationKind: {
    enterprise: '企业',
    university: '高校',
    institute: '科研院所',
    incubator: '孵化器',
    accelerator: '加速器',
    investor: '投资机构',
    'service-platform': '服务平台',
    'design-centre': '设计中心',
    'pilot-base': '中试基地',
    broker: '技术经纪机构',
    authority: '主管部门',
  },
  mode: {
    'open-competition': '揭榜挂帅',
    'parallel-teams': '赛马制',
    'crowd-research': '众筹科研',
    commissioned: '委托开发',
    joint: '合作开发',
    licence: '技术许可',
    service: '技术服务',
    'proof-of-concept': '概念验证',
    'shared-manufacturing': '共享智造',
    'design-contest': '设计征集',
  },
  ipTerms: {
    'team-keeps': '归团队所有',
    shared: '双方共有',
    'seeker-owns': '归需求方所有',
    'licence-to-seeker': '团队所有，许可需求方使用',
    negotiable: '可协商',
  },
}

export const vocabularyEn: Vocabulary = {
  challengeStatus: {
    draft: 'Draft',
    in_moderation: 'In moderation',
    open: 'Open',
    closed: 'Closed',
    awarded: 'Awarded',
    no_award: 'No award',
    withdrawn: 'Withdrawn',
    archived: 'Archived',
  },
  organisationKind: {
    enterprise: 'Enterprise',
    university: 'University',
    institute: 'Research institute',
    incubator: 'Incubator',
    accelerator: 'Accelerator',
    investor: 'Investor',
    'service-platform': 'Service platform',
    'design-centre': 'Design centre',
    'pilot-base': 'Pilot base',
    broker: 'Technology broker',
    authority: 'Authority',
  },
  mode: {
    'open-competition': 'Open competition',
    'parallel-teams': 'Parallel teams',
    'crowd-research': 'Crowd-funded research',
    commissioned: 'Commissioned development',
    joint: 'Joint development',
    licence: 'Technology licence',
    service: 'Technical service',
    'proof-of-concept': 'Proof of concept',
    'shared-manufacturing': 'Shared manufacturing',
    'design-contest': 'Design contest',
  },
  ipTerms: {
    'team-keeps': 'The team keeps it',
    shared: 'Shared by both',
    'seeker-owns': 'The seeker owns it',
    'licence-to-seeker': 'Team owns, seeker is licensed',
    negotiable: 'Negotiable',
  },
}
