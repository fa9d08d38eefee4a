import type { Proposal } from '../../../src/features/proposal/shapes.ts'
import type { Team } from '../../../src/features/team/shapes.ts'

export type { Proposal, Team }
export type Decision = NonNullable<Proposal['decision']>
export type DeclineCode = NonNullable<Decision['code']>
export type Member = NonNullable<Team['members']>[number]
