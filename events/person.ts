import { z } from 'zod'
import { category, type EventOf, instant } from './define.ts'

export const locale = z.enum(['zh-CN', 'en'])

/**
 * A person and how they sign in, `person-<id>`. The only category that holds
 * personal data, so all of it is encrypted under the person's own key: erasing
 * the key erases the person, everywhere but here they are an opaque id.
 */
export const person = category(
  'person',
  {
    PersonSignedUp: z.object({
      email: z.email().max(254),
      name: z.string().trim().min(1).max(80),
      locale,
      passwordHash: z.string().max(300),
      demo: z.boolean().optional(),
    }),
    ProfileChanged: z.object({
      name: z.string().trim().min(1).max(80),
      locale,
      headline: z.string().trim().max(160),
    }),
    PasswordChanged: z.object({ passwordHash: z.string().max(300) }),
    PasswordResetIssued: z.object({ tokenHash: z.string().max(100), expiresAt: instant }),
    PasswordReset: z.object({ tokenHash: z.string().max(100), passwordHash: z.string().max(300) }),
  },
  { personal: true },
)

export type PersonEvent = EventOf<typeof person>

/** Reserves an e-mail address: the id is an HMAC of it, so the log never holds the address in clear. */
export const email = category('email', {
  EmailReserved: z.object({ personId: z.uuid() }),
})

export type EmailEvent = EventOf<typeof email>
