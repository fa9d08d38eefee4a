import type { Brief } from '../../../events/challenge.ts'
import type { IncubationStage } from '../../../events/project.ts'
import type { Outline } from '../../../events/proposal.ts'
import type { ChallengePage } from '../../../projections/challenge-page.ts'
import type { MyPlace } from '../../../src/features/challenge/my-place.ts'
import type { ProposalStatus } from '../../../src/policy/can.ts'
import type { Decision, Ref, TeamRef } from '../proposal/types.ts'

/** `GET /api/challenges/:id` */
export type Challenge = ChallengePage & {
  desk?: { revision: number; brief?: Brief; moderation?: string }
  my: MyPlace
}

export type Compared = {
  id: string
  team: TeamRef
  outline: Outline
  submittedAt: string
  status: ProposalStatus
  characters: number
  decision?: Decision
}

/** `GET /api/challenges/:id/proposals` */
export type Comparison = {
  sealed: boolean
  opensAt?: string
  drafting: number
  submitted?: number
  items: Compared[]
}

/** `GET /api/projects/:id` */
export type Project = {
  id: string
  stage?: IncubationStage
  incubator?: Ref
  waitingSince?: string
  consents: { incubator: Ref; answer: 'asked' | 'consented' | 'declined'; at: string }[]
  history: { stage: IncubationStage; at: string; note: string; by: string; incubator: Ref }[]
}
