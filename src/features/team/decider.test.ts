import { describe, test } from 'vitest'
import type { TeamEvent } from '#events/team.ts'
import { spec } from '#test/support/decider-spec.ts'
import { teamDecider } from './decider.ts'

const { given } = spec(teamDecider)

const formed: TeamEvent = { type: 'TeamFormed', data: { challengeId: 'c', name: '织网联队', leadId: 'lin' } }
const joined = (personId: string, invitationId?: string): TeamEvent => ({
  type: 'TeamMemberJoined',
  data: { personId, role: 'member', ...(invitationId && { invitationId }) },
})
const form = {
  type: 'FormTeam',
  challengeId: 'c',
  name: '织网联队',
  leadId: 'lin',
  challenge: { status: 'open', closesAt: '2027-01-01T00:00:00.000Z' },
  now: '2026-11-22T00:00:00.000Z',
  alreadyIn: false,
} as const
const join = { type: 'JoinTeam', personId: 'wu', role: 'member', alreadyIn: false } as const

describe('forming a team', () => {
  test('makes the asker its lead', () => {
    given().when(form).then(formed)
  })

  test('records the organisation it acts for', () => {
    given()
      .when({ ...form, organisationId: 'hebut' })
      .then({ type: 'TeamFormed', data: { ...formed.data, organisationId: 'hebut' } as never })
  })

  test('is refused unless the challenge is open', () => {
    given()
      .when({ ...form, challenge: { status: 'closed' } })
      .refused('challenge-not-open')
  })

  test('is refused from the instant of the deadline on', () => {
    given()
      .when({ ...form, now: '2027-01-01T00:00:00.000Z' })
      .refused('submissions-closed')
  })

  test('is refused to someone who is in another team of the challenge', () => {
    given()
      .when({ ...form, alreadyIn: true })
      .refused('already-in-team')
  })
})

describe('joining a team', () => {
  test('is recorded with the invitation', () => {
    given(formed)
      .when({ ...join, invitationId: 'i' })
      .then(joined('wu', 'i'))
  })

  test('by the same invitation again does nothing', () => {
    given(formed, joined('wu', 'i'))
      .when({ ...join, invitationId: 'i', alreadyIn: true })
      .nothing()
  })

  test('is refused to its members and to members of another team', () => {
    given(formed, joined('wu', 'i'))
      .when({ ...join, invitationId: 'j' })
      .refused('already-member')
    given(formed)
      .when({ ...join, alreadyIn: true })
      .refused('already-in-team')
  })

  test('is refused where there is no team', () => {
    given().when(join).refused('not-found')
  })
})

describe('leaving a team', () => {
  test('is open to every member but the lead', () => {
    given(formed, joined('wu'))
      .when({ type: 'LeaveTeam', personId: 'wu' })
      .then({ type: 'TeamMemberRemoved', data: { personId: 'wu', how: 'left' } })
    given(formed).when({ type: 'LeaveTeam', personId: 'lin' }).refused('lead-cannot-leave')
    given(formed).when({ type: 'RemoveMember', personId: 'lin' }).refused('lead-cannot-leave')
  })

  test('is told apart from being removed', () => {
    given(formed, joined('wu'))
      .when({ type: 'RemoveMember', personId: 'wu' })
      .then({ type: 'TeamMemberRemoved', data: { personId: 'wu', how: 'removed' } })
  })

  test('is refused to strangers, and to those who have left', () => {
    given(formed).when({ type: 'LeaveTeam', personId: 'wu' }).refused('not-a-member')
    given(formed, joined('wu'), { type: 'TeamMemberRemoved', data: { personId: 'wu', how: 'left' } })
      .when({ type: 'LeaveTeam', personId: 'wu' })
      .refused('not-a-member')
  })
})
