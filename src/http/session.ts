/**
 * Who is signed in: Lucia over the event log. The only file that imports it
 * (ADR: its author has archived it and publishes a single file in its place).
 *
 * Lucia makes the ids, checks them and writes the cookie. Ours is the adapter:
 * the log and its read model know a session by the SHA-256 of the cookie's
 * value, so neither is worth stealing. Reading never writes: Lucia's own wish to
 * renew or to delete while it validates is not granted, {@link Sessions.renewIfDue}
 * does it on requests that write anyway.
 */
import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { parse } from 'hono/utils/cookie'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import { session as category } from '#events/session.ts'
import { people } from '#projections/people.ts'
import { sessions as rows, type SessionRow } from '#projections/sessions.ts'
import { standing } from '#projections/standing.ts'
import { handle } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { newId } from '#src/platform/ids.ts'
import { visitor } from '#src/policy/actor.ts'
import type { Hub, HubEnv } from './env.ts'
import { onLoopbackHost } from './loopback.ts'
import { type Session, type SessionCommand, sessionDecider, type Why } from './session-decider.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a session lives unused, and at most (reliability.md §6.5), in ms. */
const LIVES = { idle: 12 * HOUR, absolute: 30 * DAY }
const OPERATOR_LIVES = { idle: 30 * MINUTE, absolute: 24 * HOUR }
/** A tour of the demo may pause for lunch. */
const DEMO_OPERATOR_LIVES = { ...OPERATOR_LIVES, idle: 12 * HOUR }

/** A renewal is an event, so there is at most one in this time, or in a quarter of a shorter life. */
const RENEW_AFTER = HOUR
const MAX_SESSIONS = 20
/** Of the stored id, enough to tell a person's own sessions apart. */
const HANDLE_LENGTH = 16

export type SignedIn = { personId: string; sessionId: string; startedAt: string; expiresAt: string }
export type ListedSession = { handle: string; startedAt: string; expiresAt: string; current: boolean }

/** The parts of the hub that sessions need. */
type Parts = Pick<Hub, 'log' | 'views' | 'projector' | 'now' | 'config'>

declare module 'lucia' {
  interface Register {
    DatabaseSessionAttributes: { row?: SessionRow }
    Lucia: Lucia<{ row?: SessionRow }>
  }
}

export type Sessions = ReturnType<typeof openSessions>

/** Sessions of this hub. Keeps no state of its own, so it may be opened more than once. */
export function openSessions(hub: Parts) {
  const { log, views, projector, now, config } = hub
  const stored = rows(views)
  const secure = config.url.startsWith('https:')

  const later = (from: string, ms: number) => new Date(Date.parse(from) + ms).toISOString()
  const earlier = (a: string, b: string) => (a < b ? a : b)

  const livesOf = (personId: string) => {
    if (!standing(views).actor(personId).operator) return LIVES
    return config.demo.signIn ? DEMO_OPERATOR_LIVES : OPERATOR_LIVES
  }
  const expiry = (personId: string, startedAt: string) => {
    const { idle, absolute } = livesOf(personId)
    return earlier(later(now(), idle), later(startedAt, absolute))
  }

  /** One event, and the read model has it: a session is valid, or over, once this resolves. */
  async function write(id: string, command: SessionCommand, by: string): Promise<number> {
    const asking = { by, at: now(), cause: newId() }
    const { position } = await handle<Session, SessionCommand, typeof category>(
      log,
      category,
      sessionDecider,
      id,
      command,
      asking,
    )
    await projector.reached(position)
    return position
  }

  const revoke = ({ id, personId }: SessionRow, why: Why) =>
    write(id, { type: 'RevokeSession', why }, personId)

  async function revokeAll(personId: string, why: Why, exceptSessionId?: string): Promise<void> {
    for (const row of stored.ofPerson(personId, now())) if (row.id !== exceptSessionId) await revoke(row, why)
  }

  const adapter: Adapter = {
    async getSessionAndUser(value) {
      const row = stored.one(hash(value), now())
      // Nobody is signed in as a person who was erased.
      if (!row || people(views).name(row.personId) === undefined) return [null, null]
      return [asLucia(value, row), { id: row.personId, attributes: {} }]
    },
    getUserSessions: async (personId) => stored.ofPerson(personId, now()).map((row) => asLucia(row.id, row)),
    async setSession({ id, userId }) {
      const startedAt = now()
      const expiresAt = expiry(userId, startedAt)
      await write(hash(id), { type: 'StartSession', personId: userId, startedAt, expiresAt }, userId)
    },
    async deleteSession(value) {
      const row = stored.one(hash(value), now())
      if (row) await revoke(row, 'signed-out')
    },
    deleteUserSessions: (personId) => revokeAll(personId, 'everywhere'),
    // A GET never writes, and rows that are over are not read: see above.
    updateSessionExpiration: async () => {},
    deleteExpiredSessions: async () => {},
  }

  const lucia = new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(LIVES.idle, 'ms'),
    sessionCookie: {
      // Browsers keep a `__Host-` or Secure cookie only over https; on this machine itself plain http is safe.
      name: secure ? '__Host-sid' : 'sid',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ row }) => (row ? { row } : {}),
  })

  /** Lucia compares with the machine's clock and the hub has its own, so it is handed the time that is left. */
  const asLucia = (id: string, row: SessionRow) => ({
    id,
    userId: row.personId,
    expiresAt: new Date(Date.now() + Date.parse(row.expiresAt) - Date.parse(now())),
    attributes: { row },
  })

  // Not Lucia's own parser: it throws on a cookie of another program that does not decode.
  const valueIn = (cookies: string | undefined) =>
    parse(cookies ?? '', lucia.sessionCookieName)[lucia.sessionCookieName]

  const setCookie = (c: Context<HubEnv>, value: string) =>
    c.header('Set-Cookie', lucia.createSessionCookie(value).serialize(), { append: true })

  /** Who sent this Cookie header; works on the raw request of a WebSocket upgrade. */
  async function actorOfRequest(cookies: string | undefined): Promise<SignedIn | undefined> {
    const value = valueIn(cookies)
    if (!value) return undefined
    const { session } = await lucia.validateSession(value)
    if (!session?.row) return undefined
    const { id, personId, startedAt, expiresAt } = session.row
    return { sessionId: id, personId, startedAt, expiresAt }
  }

  return {
    actorOfRequest,
    /** Whether a session is still valid: live connections ask again while they last. */
    alive: (sessionId: string): boolean => stored.one(sessionId, now()) !== undefined,
    /** Who makes this request, if they are signed in. */
    read: (c: Context<HubEnv>) => actorOfRequest(c.req.header('Cookie')),

    /**
     * Signs a person in on this browser, under a new id; what was signed in here before is signed out.
     * @returns the session's stored id; it is valid already
     * @throws Refused `plain-http` where others on the network could read the cookie
     */
    async start(personId: string, c: Context<HubEnv>): Promise<{ sessionId: string }> {
      if (!secure && !onLoopbackHost(c)) throw new Refused('plain-http')
      const before = valueIn(c.req.header('Cookie'))
      if (before) await lucia.invalidateSession(before)
      const live = stored.ofPerson(personId, now())
      for (const row of live.slice(0, Math.max(0, live.length - MAX_SESSIONS + 1)))
        await revoke(row, 'everywhere')
      const session = await lucia.createSession(personId, {})
      setCookie(c, session.id)
      return { sessionId: hash(session.id) }
    },

    /** Lengthens a session that is in use. For requests that write; at most once an hour. */
    async renewIfDue(
      c: Context<HubEnv>,
      { sessionId, personId, startedAt, expiresAt }: SignedIn,
    ): Promise<void> {
      const next = expiry(personId, startedAt)
      const due = Math.min(RENEW_AFTER, livesOf(personId).idle / 4)
      const value = valueIn(c.req.header('Cookie'))
      if (!value || Date.parse(next) - Date.parse(expiresAt) < due) return
      await write(sessionId, { type: 'RenewSession', expiresAt: next }, personId)
      setCookie(c, value)
    },

    /** Signs out on this browser. */
    async end(c: Context<HubEnv>): Promise<void> {
      const value = valueIn(c.req.header('Cookie'))
      if (value) await lucia.invalidateSession(value)
      c.header('Set-Cookie', lucia.createBlankSessionCookie().serialize(), { append: true })
    },

    /** Ends all of a person's sessions, but not `exceptSessionId`. */
    endAll: revokeAll,

    /** Ends the session that the person knows by `handle`. @throws Refused `not-found` */
    async endOne(personId: string, handle: string): Promise<void> {
      const row = stored.ofPerson(personId, now()).find(({ id }) => handleOf(id) === handle)
      if (!row) throw new Refused('not-found')
      await revoke(row, 'signed-out')
    },

    /** The person's live sessions, newest first. */
    list: (personId: string, currentId?: string): ListedSession[] =>
      stored
        .ofPerson(personId, now())
        .map(({ id, startedAt, expiresAt }) => ({
          handle: handleOf(id),
          startedAt,
          expiresAt,
          current: id === currentId,
        }))
        .reverse(),
  }
}

const hash = (value: string) => createHash('sha256').update(value).digest('hex')
const handleOf = (storedId: string) => storedId.slice(0, HANDLE_LENGTH)

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Finds out who asks, with today's rights. Comes after `readYourWrites`, so that a session just started is seen. */
export const withActor =
  (hub: Pick<Hub, 'views'>, sessions: Sessions): MiddlewareHandler<HubEnv> =>
  async (c, next) => {
    const signedIn = await sessions.read(c)
    c.set('sessionId', signedIn?.sessionId)
    c.set('actor', signedIn ? standing(hub.views).actor(signedIn.personId) : visitor)
    if (signedIn && !SAFE.has(c.req.method)) await sessions.renewIfDue(c, signedIn)
    await next()
  }
