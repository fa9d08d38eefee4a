import type { Deadline, declineCode, MustHave } from '../../../events/challenge.ts'
import type { Bilingual } from '../../../events/define.ts'
import type { Outline } from '../../../events/proposal.ts'
import type { TeamRole } from '../../../events/team.ts'
import type { ChallengeStatus, ProposalStatus } from '../../../src/policy/can.ts'

export type DeclineCode = (typeof declineCode)['options'][number]
export type Ref = { id: string; name: Bilingual }
export type Member = { personId: string; name: string; role: TeamRole }
export type TeamRef = { id: string; name: string; organisation?: Ref }
export type Decision = { outcome: 'accepted' | 'rejected'; code?: DeclineCode; reason: string }

/** `GET /api/proposals/:id` */
export type Proposal = {
  id: string
  revision: number
  status: ProposalStatus
  outline: Outline
  documentId: string
  team: TeamRef & { members?: Member[] }
  challenge: {
    id: string
    title: Bilingual
    status: ChallengeStatus
    deadline?: Deadline
    seekerId: string
    mustHaves: MustHave[]
    incubator?: Ref
  }
  submitted?: { at: string; documentRevision: number; documentHash: string; characters: number }
  decision?: Decision
  projectId?: string
  my: { canWrite: boolean; canSubmit: boolean; canRead: boolean }
}

/** `GET /api/teams/:id` */
export type Team = {
  id: string
  name: string
  challenge: { id: string; title: Bilingual; status: ChallengeStatus; deadline?: Deadline }
  organisation?: Ref
  members?: Member[]
  my: { role: TeamRole } | null
  proposal?: { id: string; status: ProposalStatus }
  revision: number
}
