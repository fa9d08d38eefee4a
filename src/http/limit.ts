/**
 * Rate limits by GCRA (the leaky bucket that needs one number for each key).
 * In this process's memory: a restart forgets them, which costs an attacker
 * less than a database write for each request would cost everybody.
 *
 * A rate of `count` in `seconds` may be used up at once and then refills evenly.
 */
import type { Context, MiddlewareHandler } from 'hono'
import { Refused } from '#src/command/refused.ts'
import type { HubEnv } from './env.ts'

export type Rate = { count: number; seconds: number }

/** The limits of reliability.md §6.6. */
export const LIMITS = {
  /** Sign-ins of one account from one address; a success gives them back. */
  'sign-in': { count: 10, seconds: 15 * 60 },
  'sign-in-address': { count: 100, seconds: 60 * 60 },
  /** Sign-ups and uses of one-time links from one address. */
  'sign-up': { count: 20, seconds: 60 * 60 },
  reset: { count: 20, seconds: 60 * 60 },
  invite: { count: 20, seconds: 60 * 60 },
  /** All of `/api`, of one person or one address. */
  read: { count: 600, seconds: 60 },
  write: { count: 120, seconds: 60 },
} as const satisfies Record<string, Rate>

export type LimitName = keyof typeof LIMITS
export type Limits = Record<LimitName, Rate>

/** No limits, for benchmarks and for tests of something else. */
export const NO_LIMITS = Object.fromEntries(
  Object.keys(LIMITS).map((name) => [name, { count: Number.POSITIVE_INFINITY, seconds: 1 }]),
) as Limits

/** Keys remembered before the idle ones are swept; a flood of addresses must not fill the memory. */
const SWEEP_AT = 10_000

export type Taken = { allowed: boolean; remaining: number /** Seconds. */; retryAfter: number; reset: number }

/**
 * One limit and its keys.
 * @param now - the time in ms
 */
export function openBucket({ count, seconds }: Rate, now: () => number) {
  /** Key → when its bucket is full again ("theoretical arrival time"). */
  const fullAt = new Map<string, number>()
  const window = seconds * 1_000
  const each = window / count
  let sweepAt = SWEEP_AT

  const sweep = (at: number) => {
    for (const [key, full] of fullAt) if (full <= at) fullAt.delete(key)
    sweepAt = Math.max(SWEEP_AT, fullAt.size * 2)
  }
  return {
    /** Uses one of the key's turns, if it has one. */
    take(key: string): Taken {
      if (count === Number.POSITIVE_INFINITY)
        return { allowed: true, remaining: 999, retryAfter: 0, reset: 0 }
      const at = now()
      if (fullAt.size >= sweepAt) sweep(at)
      const full = Math.max(fullAt.get(key) ?? at, at) + each
      // Half a millisecond forgives what dividing the window into turns lost.
      const allowed = full - at <= window + 0.5
      if (allowed) fullAt.set(key, full)
      const left = window - ((allowed ? full : full - each) - at)
      return {
        allowed,
        remaining: Math.max(0, Math.floor((left + 0.5) / each)),
        retryAfter: allowed ? 0 : Math.max(1, Math.ceil((full - at - window) / 1_000)),
        reset: Math.ceil((window - left) / 1_000),
      }
    },
    /** Gives the key all of its turns back. */
    forget: (key: string) => void fullAt.delete(key),
    get size() {
      return fullAt.size
    },
  }
}

export type Bucket = ReturnType<typeof openBucket>

/** What {@link bucketOf} needs of the hub. */
type Limited = { readonly limits?: Limits; readonly now: () => string }

/** The bucket of a named limit, at the hub's own rate for it and by the hub's clock. */
export const bucketOf = (hub: Limited, name: LimitName): Bucket =>
  openBucket((hub.limits ?? LIMITS)[name], () => Date.parse(hub.now()))

/** Goes on if the key has a turn left. @throws Refused `rate-limited` */
export function takeTurn(bucket: Bucket, key: string): void {
  const { allowed, retryAfter } = bucket.take(key)
  if (!allowed) throw limited(retryAfter)
}

const limited = (retryAfter: number) => new Refused('rate-limited', { retry: retryAfter, retryAfter })

/** One limit in front of a route, by whatever `key` finds in the request. */
export function limit(
  hub: Limited,
  name: LimitName,
  key: (c: Context<HubEnv>) => string,
): MiddlewareHandler<HubEnv> {
  const bucket = bucketOf(hub, name)
  return async (c, next) => {
    takeTurn(bucket, key(c))
    await next()
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The general limits of `/api`, told in `RateLimit` headers. Comes after the session was read. */
export function limitApi(hub: Limited): MiddlewareHandler<HubEnv> {
  const buckets = { read: bucketOf(hub, 'read'), write: bucketOf(hub, 'write') }
  const rates = hub.limits ?? LIMITS
  return async (c, next) => {
    const name = SAFE.has(c.req.method) ? 'read' : 'write'
    const { actor } = c.var
    const { allowed, remaining, retryAfter, reset } = buckets[name].take(
      actor.kind === 'person' ? actor.id : addressOf(c),
    )
    if (Number.isFinite(rates[name].count)) {
      c.header('RateLimit-Policy', `"${name}";q=${rates[name].count};w=${rates[name].seconds}`)
      c.header('RateLimit', `"${name}";r=${remaining};t=${reset}`)
    }
    if (!allowed) throw limited(retryAfter)
    await next()
  }
}

/** The peer's address as the socket tells it; undefined for a request made in this process (`app.request`). */
export const peerOf = (c: Context<HubEnv>): string | undefined =>
  (c.env as Partial<HubEnv['Bindings']> | undefined)?.incoming?.socket.remoteAddress?.replace(/^::ffff:/, '')

/**
 * Where a request came from, as limits count it: the socket's own peer, never a
 * header that the client may write. An IPv6 host owns a whole /64, so that is one key.
 */
export function addressOf(c: Context<HubEnv>): string {
  const address = peerOf(c) ?? 'local'
  return address.includes(':') ? expanded(address).slice(0, 4).join(':') : address
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
}
