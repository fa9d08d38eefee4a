import type { Work } from '../../src/features/team/shapes.ts'

export type { ChallengeCard } from '../../projections/challenge-board.ts'
/** What waits for the person who asks. */
export type MyWork = Work
