/**
 * What anyone may do, in one pure function. Every route, socket, SSE topic and
 * search hit asks here (reliability.md §6.3). What may not be seen does not
 * exist: callers answer 404, never 403, when the `.view` action says no.
 */
import type { Actor, Person } from './actor.ts'

export type ChallengeFacts = {
  status: ChallengeStatus
  visibility: 'public' | 'members'
  seekerId: string
  /** It was open once. What was withdrawn before that stays the seeker's own. */
  published?: boolean | undefined
}
export type ChallengeStatus =
  | 'draft'
  | 'in_moderation'
  | 'open'
  | 'closed'
  | 'awarded'
  | 'no_award'
  | 'withdrawn'
  | 'archived'

export type ProposalFacts = {
  teamId: string
  status: ProposalStatus
  /** The challenge it answers. */
  challenge: ChallengeFacts & { sealed: boolean }
  /** Incubators that the team has let in. */
  incubatorIds?: readonly string[]
}
export type ProposalStatus = 'co_editing' | 'submitted' | 'accepted' | 'rejected' | 'withdrawn'

export type ProjectFacts = {
  seekerId: string
  teamId: string
  /** The incubator that carries it or was named for it. */
  incubatorId?: string | undefined
  /** No incubator carries it and any may claim it. */
  waiting: boolean
}

/** What each action needs to know about its object. */
export type Facts = {
  'hub.operate': Record<string, never>
  'organisation.register': Record<string, never>
  'organisation.view': Record<string, never>
  'organisation.administer': { organisationId: string }
  'organisation.members.view': { organisationId: string }
  'challenge.view': ChallengeFacts
  'challenge.draft': { seekerId: string }
  /** Revise, submit, amend, extend, close, withdraw. */
  'challenge.manage': ChallengeFacts
  'challenge.moderate': ChallengeFacts
  'challenge.decide': ChallengeFacts
  'team.form': ChallengeFacts
  'team.view': { teamId: string; challenge: ChallengeFacts }
  'team.lead': { teamId: string }
  /** See that a proposal exists and its figures. */
  'proposal.view': ProposalFacts
  /** Read its words. */
  'proposal.read': ProposalFacts
  'proposal.write': ProposalFacts
  'proposal.submit': ProposalFacts
  'project.view': ProjectFacts
  'project.consent': { teamId: string }
  'project.claim': { incubatorId: string; waiting: boolean }
  'project.move': { incubatorId: string }
  'funnel.view': { incubatorId: string }
}

export type Action = keyof Facts

/** Kinds of organisation that carry projects through a funnel. */
const CARRIERS: ReadonlySet<string> = new Set(['incubator', 'accelerator'])

/**
 * Whether `actor` may do `action` to the thing that `facts` describe.
 * Pure: rights change when facts change, and only then.
 */
export function can<A extends Action>(actor: Actor, action: A, facts: Facts[A]): boolean {
  return rules[action](actor, facts)
}

/** Deny by default: an action without a rule is a type error. */
const rules: { [A in Action]: (actor: Actor, facts: Facts[A]) => boolean } = {
  'hub.operate': isOperator,
  'organisation.register': isPerson,
  'organisation.view': () => true,
  'organisation.administer': (actor, { organisationId }) => administers(actor, organisationId),
  'organisation.members.view': (actor, { organisationId }) =>
    isOperator(actor) || belongsTo(actor, organisationId),

  'challenge.view': viewsChallenge,
  'challenge.draft': (actor, { seekerId }) => belongsTo(actor, seekerId),
  'challenge.manage': (actor, { seekerId }) => belongsTo(actor, seekerId),
  'challenge.moderate': (actor, { status }) => isOperator(actor) && status !== 'draft',
  'challenge.decide': (actor, { seekerId }) => belongsTo(actor, seekerId),

  // Whoever wrote the question may not answer it.
  'team.form': (actor, challenge) =>
    isPerson(actor) && viewsChallenge(actor, challenge) && !belongsTo(actor, challenge.seekerId),
  'team.view': (actor, { teamId, challenge }) => inTeam(actor, teamId) || viewsChallenge(actor, challenge),
  'team.lead': (actor, { teamId }) => leads(actor, teamId),

  'proposal.view': readsProposal,
  'proposal.read': readsProposal,
  'proposal.write': (actor, { teamId, status }) => writesIn(actor, teamId) && status === 'co_editing',
  'proposal.submit': (actor, { teamId }) => leads(actor, teamId),

  'project.view': (actor, { seekerId, teamId, incubatorId, waiting }) =>
    belongsTo(actor, seekerId) ||
    inTeam(actor, teamId) ||
    (incubatorId !== undefined && belongsTo(actor, incubatorId)) ||
    (waiting && carries(actor)),
  'project.consent': (actor, { teamId }) => leads(actor, teamId),
  'project.claim': (actor, { incubatorId, waiting }) => waiting && carriesFor(actor, incubatorId),
  'project.move': (actor, { incubatorId }) => carriesFor(actor, incubatorId),
  'funnel.view': (actor, { incubatorId }) => carriesFor(actor, incubatorId),
}

function viewsChallenge(
  actor: Actor,
  { status, visibility, seekerId, published = false }: ChallengeFacts,
): boolean {
  if (actor.kind === 'system' || belongsTo(actor, seekerId)) return true
  if (status === 'draft' || (status === 'withdrawn' && !published)) return false
  if (status === 'in_moderation') return isOperator(actor)
  return visibility === 'public' || isOperator(actor) || isVerifiedMember(actor)
}

/**
 * The team always; the seeker once it was handed in and is no longer sealed; an
 * incubator once the team let it in.
 */
function readsProposal(
  actor: Actor,
  { teamId, status, challenge, incubatorIds = [] }: ProposalFacts,
): boolean {
  if (actor.kind === 'system' || inTeam(actor, teamId)) return true
  const handedIn = status === 'submitted' || status === 'accepted' || status === 'rejected'
  if (handedIn && !challenge.sealed && belongsTo(actor, challenge.seekerId)) return true
  return incubatorIds.some((incubatorId) => carriesFor(actor, incubatorId))
}

function isPerson(actor: Actor): actor is Person {
  return actor.kind === 'person'
}

function isOperator(actor: Actor): boolean {
  return isPerson(actor) && actor.operator
}

function belongsTo(actor: Actor, organisationId: string): boolean {
  return isPerson(actor) && actor.organisations.some(({ id }) => id === organisationId)
}

function administers(actor: Actor, organisationId: string): boolean {
  return (
    isPerson(actor) && actor.organisations.some(({ id, role }) => id === organisationId && role === 'admin')
  )
}

function isVerifiedMember(actor: Actor): boolean {
  return isPerson(actor) && actor.organisations.some(({ verified }) => verified)
}

function inTeam(actor: Actor, teamId: string): boolean {
  return isPerson(actor) && actor.teams.some(({ id }) => id === teamId)
}

function writesIn(actor: Actor, teamId: string): boolean {
  return isPerson(actor) && actor.teams.some(({ id, role }) => id === teamId && role !== 'advisor')
}

function leads(actor: Actor, teamId: string): boolean {
  return isPerson(actor) && actor.teams.some(({ id, role }) => id === teamId && role === 'lead')
}

function carries(actor: Actor): boolean {
  return isPerson(actor) && actor.organisations.some(({ kind, verified }) => verified && CARRIERS.has(kind))
}

function carriesFor(actor: Actor, incubatorId: string): boolean {
  return (
    isPerson(actor) &&
    actor.organisations.some(({ id, kind, verified }) => id === incubatorId && verified && CARRIERS.has(kind))
  )
}
