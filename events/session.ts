import { z } from 'zod'
import { category, type EventOf, id, instant } from './define.ts'

/**
 * One sign-in, `session-<SHA-256 of the cookie's value>`. Nothing else about
 * the session is in the log: no address, no device, no cookie.
 */
export const session = category('session', {
  SessionStarted: z.object({ personId: id, startedAt: instant, expiresAt: instant }),
  SessionRenewed: z.object({ expiresAt: instant }),
  SessionRevoked: z.object({ why: z.enum(['signed-out', 'everywhere', 'password-changed', 'operator']) }),
})

export type SessionEvent = EventOf<typeof session>
