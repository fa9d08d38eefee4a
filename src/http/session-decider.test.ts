import { describe, test } from 'vitest'
import type { SessionEvent } from '#events/session.ts'
import { spec } from '#test/support/decider-spec.ts'
import { sessionDecider } from './session-decider.ts'

const { given } = spec(sessionDecider)

const data = { personId: 'li', startedAt: '2026-03-01T08:00:00.000Z', expiresAt: '2026-03-01T20:00:00.000Z' }
const started: SessionEvent = { type: 'SessionStarted', data }
const renewed: SessionEvent = { type: 'SessionRenewed', data: { expiresAt: '2026-03-01T22:00:00.000Z' } }
const revoked: SessionEvent = { type: 'SessionRevoked', data: { why: 'signed-out' } }

describe('a session', () => {
  test('starts once', () => {
    given()
      .when({ type: 'StartSession', ...data })
      .then(started)
    given(started)
      .when({ type: 'StartSession', ...data })
      .refused('not-allowed')
  })

  test('is lengthened, never shortened', () => {
    given(started).when({ type: 'RenewSession', expiresAt: '2026-03-01T22:00:00.000Z' }).then(renewed)
    given(started, renewed).when({ type: 'RenewSession', expiresAt: '2026-03-01T21:00:00.000Z' }).nothing()
  })

  test('that was ended stays ended', () => {
    given(started).when({ type: 'RevokeSession', why: 'signed-out' }).then(revoked)
    given(started, revoked).when({ type: 'RenewSession', expiresAt: '2026-03-01T22:00:00.000Z' }).nothing()
    given(started, revoked).when({ type: 'RevokeSession', why: 'everywhere' }).nothing()
    given().when({ type: 'RevokeSession', why: 'signed-out' }).nothing()
  })
})
