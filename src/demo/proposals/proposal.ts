import type { Outline } from '#events/proposal.ts'
import type { ChallengeKey } from '../challenges.ts'
import type { OrganisationKey } from '../organisations.ts'
import type { PersonKey } from '../people.ts'

/** When, as `moment.ts` counts: weeks before the day the demo is laid out, wall-clock time in Shanghai. */
export type When = { weeksAgo: number; at: string }

export type Block =
  | { heading: string }
  | { paragraph: string }
  | { list: readonly string[] }
  | { tasks: readonly { done: boolean; text: string }[] }

/** What one author wrote at one go. */
export type Sitting = When & {
  by: PersonKey
  blocks?: readonly Block[]
  /** The heading below which the blocks go, after what stands there; the document's end when left out. */
  under?: string
  /** Words put into somebody's paragraph or list, behind `after`. */
  insert?: { after: string; text: string }
}

export type DemoProposal = {
  challenge: ChallengeKey
  organisation: OrganisationKey
  team: string
  lead: PersonKey
  member: PersonKey
  formed: When
  joined: When
  started: When
  title: string
  /** In both languages. */
  summary: string
  /** In 万元. */
  price: number
  months: number
  trl: { from: number; to: number }
  answers: Outline['answers']
  sittings: readonly Sitting[]
  /** Left out while it is still being written. */
  submitted?: When
}
