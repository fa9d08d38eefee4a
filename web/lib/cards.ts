import type { Deadline } from '../../events/challenge.ts'
import type { Bilingual } from '../../events/define.ts'
import type { ChallengeStatus, ProposalStatus } from '../../src/policy/can.ts'

/** What the hub says of a challenge in a list. */
export type ChallengeCard = {
  id: string
  title: Bilingual
  summary: Bilingual
  seeker: { id: string; name: Bilingual; verified: boolean }
  status: ChallengeStatus
  mode?: string
  cluster: string
  domain: Bilingual
  trl?: { from: number; to: number }
  budget?: { min: number; max: number; currency: string }
  prize?: { amount: number; currency: string }
  deadline?: Deadline
  closesAt?: string
  publishedAt?: string
  teams: number
  proposals: number
  imported: boolean
  demo: boolean
  visibility: 'public' | 'members'
}

/** What waits for the person who asks. */
export type MyWork = {
  teams: {
    id: string
    name: string
    challenge: { id: string; title: Bilingual; deadline?: Deadline; status: ChallengeStatus }
    proposal?: { id: string; status: ProposalStatus; title: string }
  }[]
  consents: { projectId: string; title: Bilingual | string; incubator: { id: string; name: Bilingual } }[]
  drafts: ChallengeCard[]
  toDecide: ChallengeCard[]
}
