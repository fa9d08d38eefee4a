import type { EmailEvent, PersonEvent } from '#events/person.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'
import type { Lang } from '#src/http/lang.ts'
import { sameHash } from '#src/http/link.ts'

/** Just enough to decide by, and what it takes to sign in. */
export type Person =
  | { status: 'absent' }
  | {
      status: 'present'
      email: string
      passwordHash: string
      demo: boolean
      reset?: { tokenHash: string; expiresAt: string }
    }

export type PersonCommand =
  | {
      type: 'SignUp'
      email: string
      name: string
      locale: Lang
      passwordHash: string
      demo?: boolean | undefined
    }
  | { type: 'ChangeProfile'; name: string; locale: Lang; headline: string }
  | { type: 'ChangePassword'; passwordHash: string }
  | { type: 'IssueReset'; tokenHash: string; expiresAt: string }
  | { type: 'ResetPassword'; tokenHash: string; passwordHash: string; now: string }

export const personDecider: Decider<Person, PersonCommand, PersonEvent> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, person) {
    switch (command.type) {
      case 'SignUp': {
        if (person.status !== 'absent') throw new Refused('email-taken')
        const { email, name, locale, passwordHash, demo } = command
        return [
          { type: 'PersonSignedUp', data: { email, name, locale, passwordHash, ...(demo && { demo }) } },
        ]
      }
      case 'ChangeProfile': {
        present(person)
        const { name, locale, headline } = command
        return [{ type: 'ProfileChanged', data: { name, locale, headline } }]
      }
      case 'ChangePassword':
        present(person)
        return [{ type: 'PasswordChanged', data: { passwordHash: command.passwordHash } }]
      case 'IssueReset': {
        present(person)
        const { tokenHash, expiresAt } = command
        return [{ type: 'PasswordResetIssued', data: { tokenHash, expiresAt } }]
      }
      case 'ResetPassword': {
        assertResettable(person, command.tokenHash, command.now)
        const { tokenHash, passwordHash } = command
        return [{ type: 'PasswordReset', data: { tokenHash, passwordHash } }]
      }
    }
  },

  evolve(person, { type, data }) {
    if (type === 'PersonSignedUp') {
      const { email, passwordHash, demo } = data
      return { status: 'present', email, passwordHash, demo: demo === true }
    }
    if (person.status === 'absent') return person
    switch (type) {
      case 'PasswordResetIssued':
        return { ...person, reset: data }
      // A new password, however it came about, ends what was issued to replace the old one.
      case 'PasswordChanged':
      case 'PasswordReset': {
        const { email, demo } = person
        return { status: 'present', email, demo, passwordHash: data.passwordHash }
      }
      default:
        return person // no business of these rules, or written by a newer version of us
    }
  },
}

/** @throws Refused `not-found` for somebody who never signed up, or was erased */
export function present(person: Person) {
  if (person.status === 'absent') throw new Refused('not-found')
  return person
}

/** @throws Refused `link-invalid` unless the token of `tokenHash` is the last one issued, unused and in time */
export function assertResettable(
  person: Person,
  tokenHash: string,
  now: string,
): asserts person is Exclude<Person, { status: 'absent' }> {
  const reset = person.status === 'present' ? person.reset : undefined
  if (!reset || now >= reset.expiresAt || !sameHash(reset.tokenHash, tokenHash))
    throw new Refused('link-invalid')
}

/** Whose an e-mail address is. */
export type Email = { personId?: string }
export type EmailCommand = { type: 'ReserveEmail'; personId: string }

/** The first to reserve an address keeps it. A second one learns who from the stream, and finishes what they began. */
export const emailDecider: Decider<Email, EmailCommand, EmailEvent> = {
  initialState: () => ({}),
  decide: (command, { personId }) =>
    personId === undefined ? [{ type: 'EmailReserved', data: { personId: command.personId } }] : [],
  evolve: (email, { type, data }) => (type === 'EmailReserved' ? { personId: data.personId } : email),
}
