import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Asking, Done } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { derivedId, newId } from '#src/platform/ids.ts'
import { type Actor, actorName, type Person } from '#src/policy/actor.ts'
import { type Action, can, type Facts } from '#src/policy/can.ts'
import type { Hub, HubEnv } from './env.ts'

/** An Idempotency-Key is at most this long; a UUID is 36. */
const MAX_KEY = 200

/** Who asks, when and with what belief, read off the request. Awaits the body, to know a retry by it. */
export async function asking(c: Context<HubEnv>, hub: Hub): Promise<Asking> {
  const by = actorName(c.var.actor)
  const key = c.req.header('Idempotency-Key')
  if (key !== undefined && (key.length === 0 || key.length > MAX_KEY))
    throw new Refused('invalid-input', { header: 'Idempotency-Key' })
  return {
    by,
    at: hub.now(),
    cause: key ? derivedId(by, key) : newId(),
    // Which thing is meant counts as much as what is said about it.
    body: key ? hash(`${c.req.method} ${c.req.path}\n${await c.req.text()}`) : undefined,
    ifRevision: ifMatch(c.req.header('If-Match')),
  }
}

/** The id of what this request creates: the same for each retry under one Idempotency-Key. */
export const createdId = (c: Context<HubEnv>, { cause, by }: Asking, noun: string): string =>
  c.req.header('Idempotency-Key') ? derivedId(by, cause, noun) : newId()

const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const revision = /^(?:W\/)?"(-?\d{1,15})"$/.exec(header.trim())?.[1]
  if (revision === undefined) throw new Refused('invalid-input', { header: 'If-Match' })
  return Number(revision)
}

/** Headers of a finished command: its revision as ETag, and where the asker must read from to see it. */
export function done(c: Context<HubEnv>, hub: Hub, result: Done) {
  c.header('ETag', `"${result.revision}"`)
  seen(c, hub, result.position)
  return c.json({ id: result.id, revision: result.revision }, 200)
}

/** Tells the client the position it has written, in a header and, for page navigations, a cookie. */
export function seen(c: Context<HubEnv>, hub: Hub, position: number) {
  if (position === 0) return
  const token = `${hub.log.logId}:${position}`
  c.header('Hub-Position', token)
  setCookie(c, 'hub-position', token, { path: '/', sameSite: 'Lax', maxAge: 60, httpOnly: true })
}

/** The signed-in person. @throws Refused `sign-in-first` */
export function person(c: Context<HubEnv>): Person {
  const { actor } = c.var
  if (actor.kind !== 'person') throw new Refused('sign-in-first')
  return actor
}

/**
 * Goes on only if `can()` says yes.
 * @throws Refused `sign-in-first` for a visitor, `not-allowed` otherwise; `not-found` when `view` actions say no
 */
export function permit<A extends Action>(actor: Actor, action: A, facts: Facts[A]): void {
  if (can(actor, action, facts)) return
  if (/\.(view|read)$/.test(action)) throw new Refused('not-found')
  throw new Refused(actor.kind === 'visitor' ? 'sign-in-first' : 'not-allowed')
}
