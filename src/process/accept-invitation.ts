/**
 * Letting somebody in by a link. It touches two streams, in this order: the
 * link is used up (its stream decides who was first), then the person joins.
 * The second step's cause follows from the link's id, so a crash between the
 * two is mended by the same person's opening the link again, and a link that
 * worked once does not bring back a member who was removed.
 */

import type { z } from 'zod'
import type { Category, EventOf } from '#events/define.ts'
import { invitation } from '#events/invitation.ts'
import { operator } from '#events/operator.ts'
import { organisation } from '#events/organisation.ts'
import { team } from '#events/team.ts'
import { challenges } from '#projections/challenge-page.ts'
import { type InvitationRow, invitations } from '#projections/invitations.ts'
import { standing } from '#projections/standing.ts'
import { teams } from '#projections/teams.ts'
import type { Decider } from '#src/command/decider.ts'
import { type Asking, type Done, handle, load } from '#src/command/handle.ts'
import { inTurn } from '#src/command/in-turn.ts'
import { Refused } from '#src/command/refused.ts'
import {
  acceptedBy,
  assertUsable,
  type Invitation,
  invitationDecider,
} from '#src/features/invitation/decider.ts'
import { operatorDecider } from '#src/features/operator/decider.ts'
import { organisationDecider } from '#src/features/organisation/decider.ts'
import { teamDecider } from '#src/features/team/decider.ts'
import type { Hub } from '#src/http/env.ts'
import { readToken } from '#src/http/link.ts'
import { derivedId } from '#src/platform/ids.ts'
import { can } from '#src/policy/can.ts'

type Parts = Pick<Hub, 'log' | 'views' | 'projector'>
type Issued = Extract<Invitation, { status: 'open' | 'accepted' }>

/** What a link let its finder into. */
export type Accepted = { scope: InvitationRow['scope']; targetId: string; done: Done }

/**
 * Lets `personId` in by the link of `token`.
 * @throws Refused `link-invalid`, also when whoever issued it may no longer let anybody in;
 *   `already-member`, `already-in-team`, `own-challenge` without using the link up
 */
export async function acceptInvitation(
  hub: Parts,
  personId: string,
  token: string,
  { at, correlation, cause }: Pick<Asking, 'at' | 'correlation' | 'cause'>,
): Promise<Accepted> {
  const read = readToken(token)
  if (!read) throw new Refused('link-invalid')
  const { id, tokenHash } = read
  const asking = {
    by: personId,
    at,
    correlation: correlation ?? cause,
    cause: derivedId('accept', id, personId),
  }
  const enter = () => comeIn(hub, personId, { id, tokenHash }, asking)
  const { state } = await load(hub.log, invitation, invitationDecider, id)
  const challengeId =
    'scope' in state && state.scope === 'team' ? teams(hub.views).get(state.targetId)?.challengeId : undefined
  // Nobody gets into two teams of one challenge by two links at once.
  return challengeId === undefined ? enter() : inTurn(hub.log, challengeId, enter)
}

async function comeIn(
  hub: Parts,
  personId: string,
  { id, tokenHash }: { id: string; tokenHash: string },
  asking: Asking,
): Promise<Accepted> {
  const { state } = await load(hub.log, invitation, invitationDecider, id)
  const again = acceptedBy(state, personId, tokenHash)
  if (!again) {
    assertUsable(state, tokenHash, asking.at)
    await assertInviter(hub, id)
  }
  const way = doorOf(hub, personId, id, state)
  if (!again) {
    await way.check()
    const command = { type: 'AcceptInvitation', personId, tokenHash, now: asking.at } as const
    await handle(hub.log, invitation, invitationDecider, id, command, asking)
  }
  const done = await way.enter({ ...asking, cause: derivedId('join', id, personId) })
  return { scope: state.scope, targetId: state.targetId, done }
}

/**
 * Goes on if the link of `token` would let somebody in now, or has let `personId` in before (a retried sign-up).
 * @throws Refused `link-invalid`
 */
export async function assertInvited(hub: Parts, token: string, at: string, personId?: string): Promise<void> {
  const read = readToken(token)
  if (!read) throw new Refused('link-invalid')
  const { state } = await load(hub.log, invitation, invitationDecider, read.id)
  if (personId && acceptedBy(state, personId, read.tokenHash)) return
  assertUsable(state, read.tokenHash, at)
  await assertInviter(hub, read.id)
}

/** Nobody lets in others with a right they have lost. Waits for the read models: a loss a moment ago counts. */
async function assertInviter({ log, views, projector }: Parts, id: string): Promise<void> {
  await projector.reached(await log.head())
  const row = invitations(views).one(id)
  if (!row || !mayInvite(views, row)) throw new Refused('link-invalid')
}

/** Whether whoever issued the link may let people in there today. */
export function mayInvite(views: Hub['views'], { scope, targetId, issuedBy }: InvitationRow): boolean {
  // The hub itself invites its first operator, and only that one.
  if (issuedBy.startsWith('system:')) return scope === 'operator' && !standing(views).hasOperator()
  const inviter = standing(views).actor(issuedBy)
  switch (scope) {
    case 'organisation':
      return can(inviter, 'organisation.administer', { organisationId: targetId })
    case 'team':
      return can(inviter, 'team.lead', { teamId: targetId })
    case 'operator':
      return can(inviter, 'hub.operate', {})
  }
}

/** One way of joining: whether it would be refused, and doing it. */
type Door = { check(): Promise<void>; enter(asking: Asking): Promise<Done> }

function doorOf(
  { log, views }: Parts,
  personId: string,
  invitationId: string,
  { scope, targetId, role }: Issued,
): Door {
  switch (scope) {
    case 'organisation':
      return door(log, organisation, organisationDecider, targetId, {
        type: 'JoinOrganisation',
        personId,
        role: role === 'admin' ? 'admin' : 'member',
        invitationId,
      })
    case 'team':
      assertNotSeeker(views, personId, targetId)
      return door(log, team, teamDecider, targetId, {
        type: 'JoinTeam',
        personId,
        role: role === 'advisor' ? 'advisor' : 'member',
        invitationId,
        alreadyIn: inRivalTeam(views, personId, targetId),
      })
    case 'operator':
      return door(log, operator, operatorDecider, targetId, { type: 'GrantOperator', personId, invitationId })
  }
}

function door<State, Command, C extends Category<string, Record<string, z.ZodType>>>(
  log: Hub['log'],
  category: C,
  decider: Decider<State, Command, EventOf<C>>,
  id: string,
  command: Command,
): Door {
  return {
    async check() {
      const { state } = await load(log, category, decider, id)
      if (decider.decide(command, state).length === 0) throw new Refused('already-member')
    },
    enter: (asking) => handle(log, category, decider, id, command, asking),
  }
}

/** Whether the person answers the same challenge in another team. */
function inRivalTeam(views: Hub['views'], personId: string, teamId: string): boolean {
  const challengeId = teams(views).get(teamId)?.challengeId
  return standing(views)
    .actor(personId)
    .teams.some((place) => place.id !== teamId && place.challengeId === challengeId)
}

/** Whoever set the challenge would read an answer to it before its time. */
function assertNotSeeker(views: Hub['views'], personId: string, teamId: string): void {
  const challengeId = teams(views).get(teamId)?.challengeId
  const seekerId = challengeId && challenges(views).facts(challengeId)?.seekerId
  if (
    standing(views)
      .actor(personId)
      .organisations.some(({ id }) => id === seekerId)
  )
    throw new Refused('own-challenge')
}
