import type { OrganisationKind, OrganisationRole } from '#events/organisation.ts'
import type { TeamRole } from '#events/team.ts'

/** Who asks, with every standing that rights follow from. Built from the permission projections alone. */
export type Actor = Visitor | Person | System

export type Visitor = { kind: 'visitor' }

export type Person = {
  kind: 'person'
  id: string
  operator: boolean
  organisations: readonly Membership[]
  teams: readonly TeamPlace[]
}

/** A process of the hub's own, such as the one that closes challenges at their deadline. */
export type System = { kind: 'system'; name: string }

export type Membership = { id: string; kind: OrganisationKind; role: OrganisationRole; verified: boolean }
export type TeamPlace = { id: string; challengeId: string; role: TeamRole }

export const visitor: Visitor = { kind: 'visitor' }

/** The actor's name in event metadata. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'person' ? actor.id : actor.kind === 'system' ? `system:${actor.name}` : 'visitor'
