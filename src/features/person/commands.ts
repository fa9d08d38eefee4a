/** What people do about their accounts, without HTTP: for routes, the demo and the command line alike. */
import { email as emailCategory, person } from '#events/person.ts'
import { type Asking, type Done, handle, load } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import type { Hub } from '#src/http/env.ts'
import type { Lang } from '#src/http/lang.ts'
import { newToken, readToken } from '#src/http/link.ts'
import { assertStrong, hashPassword, verifyPassword } from '#src/http/password.ts'
import { derivedId, isId, newId } from '#src/platform/ids.ts'
import { assertResettable, emailDecider, personDecider, present } from './decider.ts'

type Parts = Pick<Hub, 'log' | 'keys'>

/** How long an operator's reset link works, in ms (reliability.md §3.1). */
const RESET_LIFE = 60 * 60_000

export type SignUp = {
  email: string
  name: string
  locale: Lang
  demo?: boolean
} & ({ password: string } | { passwordHash: string })

/** One address, however it is typed. */
export const normaliseEmail = (address: string): string => address.normalize('NFKC').trim().toLowerCase()

/** The id of the stream that reserves an address: the log never holds it in clear. */
export const emailId = ({ keys }: Pick<Hub, 'keys'>, address: string): string =>
  keys.fingerprint(`email:${normaliseEmail(address)}`)

/** Who has signed up under an address, if anybody. */
export async function personByEmail(hub: Parts, address: string): Promise<string | undefined> {
  const { state } = await load(hub.log, emailCategory, emailDecider, emailId(hub, address))
  return state.personId
}

/**
 * Reserves the address, then writes the person. Whoever finds a reservation
 * whose person was never written (a crash between the two) takes it over.
 * @throws Refused `email-taken`, `weak-password`
 */
export async function signUp(hub: Parts, wish: SignUp, asking: Asking): Promise<Done> {
  const email = normaliseEmail(wish.email)
  if ('password' in wish) assertStrong(wish.password, email)
  // Before anything is looked up, so that time does not tell whose address is known.
  const passwordHash = 'password' in wish ? await hashPassword(wish.password) : wish.passwordHash
  const fingerprint = emailId(hub, email)
  const reservation = { ...asking, cause: derivedId(asking.cause, 'email'), correlation: asking.cause }
  const command = { type: 'ReserveEmail', personId: newId() } as const
  await handle(hub.log, emailCategory, emailDecider, fingerprint, command, reservation)
  const personId = (await personByEmail(hub, email)) ?? command.personId
  const { name, locale, demo } = wish
  return handle(
    hub.log,
    person,
    personDecider,
    personId,
    { type: 'SignUp', email, name, locale, passwordHash, demo },
    { ...asking, by: asking.by.startsWith('system:') ? asking.by : personId },
  )
}

/**
 * Who these are the credentials of. Takes the same time whether or not the address is known.
 * @throws Refused `wrong-credentials`
 */
export async function signIn(hub: Parts, address: string, password: string): Promise<string> {
  const personId = await personByEmail(hub, address)
  const found = personId && (await load(hub.log, person, personDecider, personId)).state
  const passwordHash = found && found.status === 'present' ? found.passwordHash : undefined
  const right = await verifyPassword(password, passwordHash)
  if (!right || !personId) throw new Refused('wrong-credentials')
  return personId
}

/** @throws Refused `wrong-password`, `weak-password` */
export async function changePassword(
  hub: Parts,
  personId: string,
  { current, password }: { current: string; password: string },
  asking: Asking,
): Promise<Done> {
  const { state } = await load(hub.log, person, personDecider, personId)
  const { email, passwordHash: before } = present(state)
  if (!(await verifyPassword(current, before))) throw new Refused('wrong-password')
  assertStrong(password, email)
  const passwordHash = await hashPassword(password)
  return handle(hub.log, person, personDecider, personId, { type: 'ChangePassword', passwordHash }, asking)
}

/**
 * A link that sets a new password, once, within the hour; an earlier one stops working.
 * @param who - the person's id or e-mail address
 * @param by - the operator's id, or `system:<process>`
 * @throws Refused `not-found`
 */
export async function issueReset(
  hub: Parts & Pick<Hub, 'config' | 'now'>,
  who: string,
  by: string,
): Promise<{ personId: string; link: string; expiresAt: string; done: Done }> {
  const personId = isId(who) ? who : await personByEmail(hub, who)
  if (!personId) throw new Refused('not-found')
  const at = hub.now()
  const expiresAt = new Date(Date.parse(at) + RESET_LIFE).toISOString()
  const { token, tokenHash } = newToken(personId)
  const command = { type: 'IssueReset', tokenHash, expiresAt } as const
  const done = await handle(hub.log, person, personDecider, personId, command, { by, at, cause: newId() })
  return { personId, link: `${hub.config.url}/app/reset/${token}`, expiresAt, done }
}

/** Uses a reset link. @throws Refused `link-invalid`, `weak-password` (the link still works after that) */
export async function resetPassword(
  hub: Parts,
  token: string,
  password: string,
  asking: Asking,
): Promise<Done> {
  const read = readToken(token)
  if (!read) throw new Refused('link-invalid')
  const { id: personId, tokenHash } = read
  const { state } = await load(hub.log, person, personDecider, personId)
  assertResettable(state, tokenHash, asking.at)
  assertStrong(password, state.email)
  const passwordHash = await hashPassword(password)
  const command = { type: 'ResetPassword', tokenHash, passwordHash, now: asking.at } as const
  return handle(hub.log, person, personDecider, personId, command, { ...asking, by: personId })
}
