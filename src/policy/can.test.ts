import { describe, expect, test } from 'vitest'
import type { OrganisationKind } from '#events/organisation.ts'
import type { TeamRole } from '#events/team.ts'
import { type Actor, type Person, visitor } from './actor.ts'
import {
  type ChallengeFacts,
  type ChallengeStatus,
  can,
  type ProposalFacts,
  type ProposalStatus,
} from './can.ts'

const organisation = (
  id: string,
  kind: OrganisationKind,
  verified = true,
  role: 'admin' | 'member' = 'member',
) => ({ id, kind, verified, role })
const person = (given: Partial<Person> = {}): Person => ({
  kind: 'person',
  id: 'p',
  operator: false,
  organisations: [],
  teams: [],
  ...given,
})
const inTeam = (role: TeamRole) => person({ teams: [{ id: 'team', challengeId: 'c', role }] })

/** One of each standing that matters to a challenge of `seeker` and a team's proposal to it. */
const actors = {
  visitor,
  stranger: person(),
  member: person({ organisations: [organisation('university', 'university')] }),
  unverified: person({ organisations: [organisation('shop', 'enterprise', false)] }),
  seeker: person({ organisations: [organisation('seeker', 'enterprise')] }),
  operator: person({ operator: true }),
  lead: inTeam('lead'),
  writer: inTeam('member'),
  advisor: inTeam('advisor'),
  incubator: person({ organisations: [organisation('incubator', 'incubator')] }),
  otherIncubator: person({ organisations: [organisation('other', 'accelerator')] }),
  newIncubator: person({ organisations: [organisation('incubator', 'incubator', false)] }),
} satisfies Record<string, Actor>
type Name = keyof typeof actors

const challenge = (
  status: ChallengeStatus,
  visibility: ChallengeFacts['visibility'] = 'public',
): ChallengeFacts => ({ status, visibility, seekerId: 'seeker', published: true })
const proposal = (status: ProposalStatus, sealed: boolean, incubatorIds: string[] = []): ProposalFacts => ({
  teamId: 'team',
  status,
  challenge: { ...challenge(sealed ? 'open' : 'closed'), sealed },
  incubatorIds,
})
const who = (allowed: (actor: Actor) => boolean): Name[] =>
  (Object.keys(actors) as Name[]).filter((name) => allowed(actors[name]))
const everyone = Object.keys(actors)

describe('seeing a challenge', () => {
  test('a draft is seen by its seeker alone', () => {
    expect(who((actor) => can(actor, 'challenge.view', challenge('draft')))).toEqual(['seeker'])
  })
  test('one in moderation is seen by the operator too', () => {
    expect(who((actor) => can(actor, 'challenge.view', challenge('in_moderation')))).toEqual([
      'seeker',
      'operator',
    ])
  })
  test.each(['open', 'closed', 'awarded', 'no_award', 'withdrawn', 'archived'] as const)(
    'a public one is seen by everyone when %s',
    (status) => {
      expect(who((actor) => can(actor, 'challenge.view', challenge(status)))).toEqual(everyone)
    },
  )
  test('one that was withdrawn before it was ever open stays its seeker’s alone', () => {
    const never = { ...challenge('withdrawn'), published: false }
    expect(who((actor) => can(actor, 'challenge.view', never))).toEqual(['seeker'])
    expect(who((actor) => can(actor, 'team.form', never))).toEqual([])
  })
  test('one for members is seen by people of verified organisations', () => {
    expect(who((actor) => can(actor, 'challenge.view', challenge('open', 'members')))).toEqual([
      'member',
      'seeker',
      'operator',
      'incubator',
      'otherIncubator',
    ])
  })
})

describe('running a challenge', () => {
  test('is the business of its seeker', () => {
    for (const action of ['challenge.manage', 'challenge.decide'] as const)
      expect(who((actor) => can(actor, action, challenge('closed')))).toEqual(['seeker'])
  })
  test('is moderated by the operator, who does not see drafts', () => {
    expect(who((actor) => can(actor, 'challenge.moderate', challenge('in_moderation')))).toEqual(['operator'])
    expect(who((actor) => can(actor, 'challenge.moderate', challenge('draft')))).toEqual([])
  })
  test('nobody answers a challenge of their own', () => {
    expect(who((actor) => can(actor, 'team.form', challenge('open')))).not.toContain('seeker')
    expect(who((actor) => can(actor, 'team.form', challenge('open')))).not.toContain('visitor')
    expect(can(actors.stranger, 'team.form', challenge('open'))).toBe(true)
    expect(can(actors.stranger, 'team.form', challenge('open', 'members'))).toBe(false)
  })
})

describe('a proposal', () => {
  const team: Name[] = ['lead', 'writer', 'advisor']
  test('is the team’s alone while it is written, even for the operator', () => {
    expect(who((actor) => can(actor, 'proposal.read', proposal('co_editing', false)))).toEqual(team)
  })
  test('stays sealed for the seeker until the deadline', () => {
    expect(who((actor) => can(actor, 'proposal.read', proposal('submitted', true)))).toEqual(team)
    expect(who((actor) => can(actor, 'proposal.read', proposal('submitted', false)))).toEqual([
      'seeker',
      ...team,
    ])
  })
  test('once withdrawn, is the team’s alone again', () => {
    expect(who((actor) => can(actor, 'proposal.read', proposal('withdrawn', false)))).toEqual(team)
  })
  test('is open to the incubator that the team let in, once verified, and to no other', () => {
    const facts = proposal('accepted', false, ['incubator'])
    expect(who((actor) => can(actor, 'proposal.read', facts))).toEqual(['seeker', ...team, 'incubator'])
  })
  test('is written by lead and members until it is handed in', () => {
    expect(who((actor) => can(actor, 'proposal.write', proposal('co_editing', true)))).toEqual([
      'lead',
      'writer',
    ])
    for (const status of ['submitted', 'accepted', 'rejected', 'withdrawn'] as const)
      expect(who((actor) => can(actor, 'proposal.write', proposal(status, true)))).toEqual([])
  })
  test('is handed in by the lead', () => {
    expect(who((actor) => can(actor, 'proposal.submit', proposal('co_editing', true)))).toEqual(['lead'])
  })
})

describe('a project', () => {
  const waiting = { seekerId: 'seeker', teamId: 'team', waiting: true }
  test('that waits is seen by every verified incubator, and claimed for its own', () => {
    expect(who((actor) => can(actor, 'project.view', waiting))).toEqual([
      'seeker',
      'lead',
      'writer',
      'advisor',
      'incubator',
      'otherIncubator',
    ])
    expect(who((actor) => can(actor, 'project.claim', { incubatorId: 'incubator', waiting: true }))).toEqual([
      'incubator',
    ])
    expect(who((actor) => can(actor, 'project.claim', { incubatorId: 'incubator', waiting: false }))).toEqual(
      [],
    )
  })
  test('in a funnel is seen and moved by its incubator', () => {
    const carried = { ...waiting, waiting: false, incubatorId: 'incubator' }
    expect(who((actor) => can(actor, 'project.view', carried))).not.toContain('otherIncubator')
    expect(who((actor) => can(actor, 'project.move', { incubatorId: 'incubator' }))).toEqual(['incubator'])
    expect(who((actor) => can(actor, 'funnel.view', { incubatorId: 'incubator' }))).toEqual(['incubator'])
  })
  test('is consented to by the team’s lead', () => {
    expect(who((actor) => can(actor, 'project.consent', { teamId: 'team' }))).toEqual(['lead'])
  })
})

describe('an organisation', () => {
  test('shows its members to its own people and the operator', () => {
    expect(who((actor) => can(actor, 'organisation.members.view', { organisationId: 'seeker' }))).toEqual([
      'seeker',
      'operator',
    ])
  })
  test('is administered by its administrators', () => {
    const admin = person({ organisations: [organisation('seeker', 'enterprise', false, 'admin')] })
    expect(can(admin, 'organisation.administer', { organisationId: 'seeker' })).toBe(true)
    expect(who((actor) => can(actor, 'organisation.administer', { organisationId: 'seeker' }))).toEqual([])
  })
})
