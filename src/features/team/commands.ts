import { type TeamRole, team } from '#events/team.ts'
import { callOf } from '#projections/refs.ts'
import { standing } from '#projections/standing.ts'
import { teams } from '#projections/teams.ts'
import { type Asking, type Done, handle } from '#src/command/handle.ts'
import { inTurn } from '#src/command/in-turn.ts'
import { Refused } from '#src/command/refused.ts'
import type { Hub } from '#src/http/env.ts'
import { teamDecider } from './decider.ts'

type Parts = Pick<Hub, 'log' | 'views' | 'projector'>

/**
 * Forms a team around an open challenge.
 * @throws Refused `not-found`, `challenge-not-open`, `submissions-closed`, `already-in-team`
 */
export async function formTeam(
  { log, views, projector }: Parts,
  {
    id,
    ...form
  }: {
    id: string
    challengeId: string
    name: string
    leadId: string
    organisationId?: string | undefined
    demo?: boolean | undefined
  },
  asking: Asking,
): Promise<Done> {
  return inTurn(log, form.challengeId, async () => {
    await projector.reached(await log.head())
    const challenge = callOf(views, form.challengeId)
    if (!challenge) throw new Refused('not-found')
    const alreadyIn = placed(views, form.leadId, form.challengeId)
    const command = { type: 'FormTeam', ...form, challenge, now: asking.at, alreadyIn } as const
    return handle(log, team, teamDecider, id, command, asking)
  })
}

/**
 * Gives a person a place; whoever calls has checked the invitation.
 * @throws Refused `not-found`, `already-member`, `already-in-team`
 */
export async function joinTeam(
  { log, views, projector }: Parts,
  {
    teamId,
    ...joining
  }: {
    teamId: string
    personId: string
    role: Exclude<TeamRole, 'lead'>
    invitationId?: string | undefined
  },
  asking: Asking,
): Promise<Done> {
  await projector.reached(await log.head())
  const challengeId = teams(views).get(teamId)?.challengeId
  if (challengeId === undefined) throw new Refused('not-found')
  return inTurn(log, challengeId, async () => {
    await projector.reached(await log.head())
    const alreadyIn = placed(views, joining.personId, challengeId, teamId)
    return handle(log, team, teamDecider, teamId, { type: 'JoinTeam', ...joining, alreadyIn }, asking)
  })
}

/** Whether the person answers the challenge already, in a team other than `except`. */
const placed = (views: Hub['views'], personId: string, challengeId: string, except?: string) =>
  standing(views)
    .actor(personId)
    .teams.some((place) => place.challengeId === challengeId && place.id !== except)
