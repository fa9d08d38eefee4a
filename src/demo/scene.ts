import type { Brief } from '#events/challenge.ts'
import type { Asking } from '#src/command/handle.ts'
import type { Hub } from '#src/http/env.ts'
import { derivedId } from '#src/platform/ids.ts'
import { type DemoChallenge, WAN } from './challenges/challenge.ts'
import { CHALLENGES, type ChallengeKey } from './challenges.ts'
import { officeHours } from './moment.ts'
import type { OrganisationKey } from './organisations.ts'
import { PEOPLE, type PersonKey } from './people.ts'
import type { When } from './proposals/proposal.ts'
import type { ProposalKey } from './proposals.ts'

/** Who is who while the demo is laid out. */
export type Scene = { hub: Hub; now: string; people: Record<PersonKey, string> }

export const organisationId = (key: OrganisationKey) => derivedId('demo', 'organisation', key)
export const challengeId = (key: ChallengeKey) => derivedId('demo', 'challenge', key)
export const teamId = (key: ProposalKey) => derivedId('demo', 'team', key)

/** The id of a step's command: the same at every start, so that what was done is not done again. */
export const cause = (...step: readonly (string | number)[]) => derivedId('demo', ...step)

/** A person does a step, some weeks ago; the log learns it now. */
export const asks = (
  { now, people }: Scene,
  by: PersonKey,
  { weeksAgo, at }: When,
  ...step: readonly (string | number)[]
): Asking => ({
  by: people[by],
  at: now,
  cause: cause(...step),
  occurredAt: officeHours(now, -weeksAgo, at),
})

export const personKeys = Object.keys(PEOPLE) as PersonKey[]
export const challengeKeys = Object.keys(CHALLENGES) as ChallengeKey[]

/** The catalogue's words as a brief of today. */
export function briefOf(item: DemoChallenge, now: string): Brief {
  const { title, summary, description, domain, cluster, mode, mustHaves, trl, ipTerms, ipNote, incubator } =
    item
  const [min, max] = item.budget
  return {
    title,
    summary,
    description,
    domain,
    cluster,
    mode,
    mustHaves: [...mustHaves],
    trl,
    budget: { min: min * WAN, max: max * WAN, currency: 'CNY' },
    deadline: deadlineOf(item.deadline, now),
    ipTerms,
    ipNote,
    visibility: 'public',
    ...(incubator && { incubatorId: organisationId(incubator) }),
  }
}

function deadlineOf(deadline: DemoChallenge['deadline'], now: string): Brief['deadline'] {
  if (deadline.kind === 'open') return { kind: 'open' }
  const { kind, weeks } = deadline
  if (weeks === undefined) return { kind: 'rolling' }
  return { kind, at: officeHours(now, weeks, '17:00') }
}
