import { proposals } from '#projections/proposals.ts'
import type { Hub } from '#src/http/env.ts'
import type { Actor } from '#src/policy/actor.ts'
import { type ChallengeFacts, can } from '#src/policy/can.ts'

/** What the reader may do with a challenge, and the team they are in for it. */
export type MyPlace = {
  canManage: boolean
  canDecide: boolean
  canModerate: boolean
  canFormTeam: boolean
  team?: { id: string; role: string; proposalId?: string }
}

/** Where `actor` stands towards the challenge `id`. */
export function myPlaceIn(hub: Hub, actor: Actor, id: string, facts: ChallengeFacts): MyPlace {
  const place =
    actor.kind === 'person' ? actor.teams.find(({ challengeId }) => challengeId === id) : undefined
  const proposalId = place && proposals(hub.views).ofTeam(place.id)?.id
  return {
    canManage: can(actor, 'challenge.manage', facts),
    canDecide: can(actor, 'challenge.decide', facts) && facts.status === 'closed',
    canModerate: can(actor, 'challenge.moderate', facts) && facts.status === 'in_moderation',
    canFormTeam: !place && facts.status === 'open' && can(actor, 'team.form', facts),
    ...(place && { team: { id: place.id, role: place.role, ...(proposalId && { proposalId }) } }),
  }
}
