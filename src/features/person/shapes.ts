import { bilingual } from '#events/define.ts'
import { organisationKind, organisationRole } from '#events/organisation.ts'
import { locale, person } from '#events/person.ts'
import { teamRole } from '#events/team.ts'
import { z } from '#src/http/routes.ts'
import { normaliseEmail } from './commands.ts'

/** A stored name is trimmed already, but may be in one language only or in none (an organisation that is gone). */
const shownName = bilingual(120)

/** What people type: looked at in its normal form, so that ` A@B.cn` and `a@b.cn` are one. */
export const emailInput = z.string().max(400).transform(normaliseEmail).pipe(z.email().max(254))

/** Longer than any password we accept, so that `weak-password` can say so. */
export const passwordInput = z.string().min(1).max(1_000)

export const signUpBody = z.object({
  email: emailInput,
  name: person.shapes.PersonSignedUp.shape.name,
  password: passwordInput,
  locale,
  /** The token of an invitation, accepted at once. */
  invitation: z.string().max(100).optional(),
})

export const signInBody = z.object({ email: emailInput, password: passwordInput })
export const passwordBody = z.object({ current: passwordInput, password: passwordInput })
export const profileBody = person.shapes.ProfileChanged
export const resetBody = z.object({ token: z.string().max(100), password: passwordInput })

export const resetLink = z.object({ link: z.string(), expiresAt: z.string() })

export type ResetLink = z.infer<typeof resetLink>

export const sessionList = z.object({
  items: z.array(
    z.object({ handle: z.string(), startedAt: z.string(), expiresAt: z.string(), current: z.boolean() }),
  ),
})

export type Session = z.infer<typeof sessionList>['items'][number]

export const signedOut = z.object({ signedIn: z.literal(false) })

export const me = z
  .discriminatedUnion('signedIn', [
    z.object({ signedIn: z.literal(false), demo: z.boolean() }),
    z.object({
      signedIn: z.literal(true),
      demo: z.boolean(),
      person: z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        locale,
        headline: z.string(),
        operator: z.boolean(),
      }),
      organisations: z.array(
        z.object({
          id: z.string(),
          name: shownName,
          kind: organisationKind,
          role: organisationRole,
          verified: z.boolean(),
        }),
      ),
      teams: z.array(z.object({ id: z.string(), name: z.string(), challengeId: z.string(), role: teamRole })),
    }),
  ])
  .openapi('Me')

export type Me = z.infer<typeof me>

export const demoPeople = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    role: z.object({ zh: z.string(), en: z.string() }),
    organisation: z.object({ zh: z.string().optional(), en: z.string().optional() }),
  }),
)

export type DemoPerson = z.infer<typeof demoPeople>[number]
