import type { SessionEvent } from '#events/session.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'

/** One sign-in, from its start to its end. That it also ends by itself is the reader's business. */
export type Session = { status: 'absent' } | { status: 'live'; expiresAt: string } | { status: 'revoked' }

export type SessionCommand =
  | { type: 'StartSession'; personId: string; startedAt: string; expiresAt: string }
  | { type: 'RenewSession'; expiresAt: string }
  | { type: 'RevokeSession'; why: Why }

export type Why = Extract<SessionEvent, { type: 'SessionRevoked' }>['data']['why']

export const sessionDecider: Decider<Session, SessionCommand, SessionEvent> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, session) {
    switch (command.type) {
      case 'StartSession': {
        // Its id is 200 random bits: a second start is not chance.
        if (session.status !== 'absent') throw new Refused('not-allowed')
        const { personId, startedAt, expiresAt } = command
        return [{ type: 'SessionStarted', data: { personId, startedAt, expiresAt } }]
      }
      case 'RenewSession':
        // Two tabs renew at once, or one renews what the other has just ended.
        if (session.status !== 'live' || session.expiresAt >= command.expiresAt) return []
        return [{ type: 'SessionRenewed', data: { expiresAt: command.expiresAt } }]
      case 'RevokeSession':
        return session.status === 'live' ? [{ type: 'SessionRevoked', data: { why: command.why } }] : []
    }
  },

  evolve(session, { type, data }) {
    switch (type) {
      case 'SessionStarted':
        return { status: 'live', expiresAt: data.expiresAt }
      case 'SessionRenewed':
        return session.status === 'live' ? { status: 'live', expiresAt: data.expiresAt } : session
      case 'SessionRevoked':
        return { status: 'revoked' }
      default:
        return session // written by a newer version of us; not ours to judge
    }
  },
}
