import { vocabularyEn } from '../../events/vocabulary.ts'
import type { wordsZh } from './words.zh.ts'

export const wordsEn: typeof wordsZh = {
  challengeStatus: vocabularyEn.challengeStatus,
  proposalStatus: {
    co_editing: 'Writing',
    submitted: 'Submitted',
    accepted: 'Chosen',
    rejected: 'Not chosen',
    withdrawn: 'Withdrawn',
  },
  verification: {
    unverified: 'Not verified',
    pending: 'Verification pending',
    verified: 'Verified',
    rejected: 'Verification refused',
  },
  organisationKind: vocabularyEn.organisationKind,
  organisationRole: { admin: 'Administrator', member: 'Member' },
  teamRole: { lead: 'Lead', member: 'Member', advisor: 'Advisor' },
  mode: vocabularyEn.mode,
  ipTerms: vocabularyEn.ipTerms,
  deadlineKind: { fixed: 'Fixed date', rolling: 'Rolling', open: 'Until solved' },
  visibility: { public: 'Public', members: 'Members of verified organisations' },
}
