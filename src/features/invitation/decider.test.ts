import { describe, test } from 'vitest'
import type { InvitationEvent } from '#events/invitation.ts'
import { spec } from '#test/support/decider-spec.ts'
import { invitationDecider } from './decider.ts'

const { given } = spec(invitationDecider)

const data = {
  scope: 'organisation',
  targetId: '22222222-2222-4222-8222-222222222222',
  role: 'member',
  tokenHash: 'aaaa',
  expiresAt: '2026-03-08T10:00:00.000Z',
} as const
const issued: InvitationEvent = { type: 'InvitationIssued', data }
const accepted: InvitationEvent = { type: 'InvitationAccepted', data: { personId: 'li' } }
const revoked: InvitationEvent = { type: 'InvitationRevoked', data: {} }
const accept = {
  type: 'AcceptInvitation',
  personId: 'li',
  tokenHash: 'aaaa',
  now: '2026-03-08T09:59:59.999Z',
} as const

describe('an invitation', () => {
  test('is issued once', () => {
    given()
      .when({ type: 'IssueInvitation', ...data })
      .then(issued)
    given(issued)
      .when({ type: 'IssueInvitation', ...data })
      .refused('not-allowed')
  })

  test('lets one person in', () => {
    given(issued).when(accept).then(accepted)
    given(issued, accepted)
      .when({ ...accept, personId: 'zhao' })
      .refused('link-invalid')
  })

  test('opened again by the same person finishes what was cut off', () => {
    given(issued, accepted).when(accept).nothing()
    given(issued, accepted)
      .when({ ...accept, tokenHash: 'bbbb' })
      .refused('link-invalid')
  })

  test('does not work late, with another secret, withdrawn, or when it never was', () => {
    given(issued)
      .when({ ...accept, now: '2026-03-08T10:00:00.000Z' })
      .refused('link-invalid')
    given(issued)
      .when({ ...accept, tokenHash: 'bbbb' })
      .refused('link-invalid')
    given(issued, revoked).when(accept).refused('link-invalid')
    given().when(accept).refused('link-invalid')
  })

  test('may be withdrawn until somebody has come in by it', () => {
    given(issued).when({ type: 'RevokeInvitation' }).then(revoked)
    given(issued, revoked).when({ type: 'RevokeInvitation' }).nothing()
    given(issued, accepted).when({ type: 'RevokeInvitation' }).refused('link-invalid')
    given().when({ type: 'RevokeInvitation' }).refused('not-found')
  })
})
