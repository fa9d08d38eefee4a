import { vocabularyZh } from '../../events/vocabulary.ts'

/** Words of the domain, shared by every screen: states, kinds and roles under the keys the hub uses. */
export const wordsZh = {
  challengeStatus: vocabularyZh.challengeStatus,
  proposalStatus: {
    co_editing: '撰写中',
    submitted: '已提交',
    accepted: '已中选',
    rejected: '未中选',
    withdrawn: '已撤回',
  },
  verification: { unverified: '未认证', pending: '认证审核中', verified: '已认证', rejected: '认证未通过' },
  organisationKind: vocabularyZh.organisationKind,
  organisationRole: { admin: '管理员', member: '成员' },
  teamRole: { lead: '负责人', member: '成员', advisor: '顾问' },
  mode: vocabularyZh.mode,
  ipTerms: vocabularyZh.ipTerms,
  deadlineKind: { fixed: '固定截止', rolling: '随到随审', open: '解决为止' },
  visibility: { public: '公开', members: '仅认证机构成员' },
}
