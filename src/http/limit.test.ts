import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { Refused } from '#src/command/refused.ts'
import { visitor } from '#src/policy/actor.ts'
import type { HubEnv } from './env.ts'
import { addressOf, LIMITS, limit, limitApi, NO_LIMITS, openBucket } from './limit.ts'

/** A clock that is moved by hand, in ms. */
function clock() {
  let at = Date.parse('2026-03-01T08:00:00.000Z')
  return { now: () => at, iso: () => new Date(at).toISOString(), pass: (ms: number) => (at += ms) }
}

describe('a bucket', () => {
  test('allows its count at once, then refills evenly', () => {
    const time = clock()
    const bucket = openBucket({ count: 3, seconds: 30 }, time.now)
    expect([1, 2, 3].map(() => bucket.take('li').allowed)).toEqual([true, true, true])
    expect(bucket.take('li')).toMatchObject({ allowed: false, remaining: 0, retryAfter: 10 })
    time.pass(9_999)
    expect(bucket.take('li')).toMatchObject({ allowed: false, retryAfter: 1 })
    time.pass(1)
    expect(bucket.take('li')).toMatchObject({ allowed: true, remaining: 0 })
    expect(bucket.take('li').allowed).toBe(false)
  })

  test('refusals cost nothing', () => {
    const time = clock()
    const bucket = openBucket({ count: 1, seconds: 10 }, time.now)
    bucket.take('li')
    for (let i = 0; i < 100; i++) bucket.take('li')
    time.pass(10_000)
    expect(bucket.take('li').allowed).toBe(true)
  })

  test('counts keys apart and forgets one that is told to', () => {
    const bucket = openBucket({ count: 1, seconds: 10 }, clock().now)
    expect(bucket.take('li').allowed).toBe(true)
    expect(bucket.take('wang').allowed).toBe(true)
    expect(bucket.take('li').allowed).toBe(false)
    bucket.forget('li')
    expect(bucket.take('li').allowed).toBe(true)
  })

  test('says what remains and when it is full again', () => {
    const bucket = openBucket({ count: 10, seconds: 60 }, clock().now)
    expect(bucket.take('li')).toMatchObject({ remaining: 9, reset: 6 })
    expect(bucket.take('li')).toMatchObject({ remaining: 8, reset: 12 })
  })

  test('drops keys that are full again, so that a flood of them does not fill the memory', () => {
    const time = clock()
    const bucket = openBucket({ count: 1, seconds: 1 }, time.now)
    for (let i = 0; i < 10_000; i++) bucket.take(`${i}`)
    time.pass(2_000)
    bucket.take('li')
    expect(bucket.size).toBe(1)
  })

  test('without a limit never refuses', () => {
    const bucket = openBucket(NO_LIMITS['sign-in'], clock().now)
    expect(Array.from({ length: 1_000 }, () => bucket.take('li').allowed)).not.toContain(false)
  })
})

describe('limits in front of routes', () => {
  const app = (use: (now: () => string) => ReturnType<typeof limitApi>) => {
    const time = clock()
    const hono = new Hono<HubEnv>()
    hono.onError((error, c) => {
      if (!(error instanceof Refused)) throw error
      return c.json({ code: error.code, ...error.detail }, error.status)
    })
    hono.use(async (c, next) => {
      c.set('actor', visitor)
      await next()
    })
    hono.use(use(time.iso))
    hono.get('/', (c) => c.text('好'))
    return { hono, time }
  }

  test('refuse with the seconds to wait', async () => {
    const limits = { ...LIMITS, invite: { count: 1, seconds: 60 } }
    const { hono } = app((now) => limit({ limits, now }, 'invite', () => 'everybody'))
    expect((await hono.request('/')).status).toBe(200)
    const refused = await hono.request('/')
    expect(refused.status).toBe(429)
    expect(await refused.json()).toEqual({ code: 'rate-limited', retry: 60, retryAfter: 60 })
  })

  test('tell readers of the API how much is left', async () => {
    const { hono } = app((now) => limitApi({ now }))
    const { headers } = await hono.request('/')
    expect(headers.get('RateLimit-Policy')).toBe('"read";q=600;w=60')
    expect(headers.get('RateLimit')).toBe('"read";r=599;t=1')
  })
})

describe('the address that limits count', () => {
  const from = async (remoteAddress: string, headers = {}) => {
    const hono = new Hono<HubEnv>().get('/', (c) => c.text(addressOf(c)))
    const response = await hono.request('/', { headers }, {
      incoming: { socket: { remoteAddress } },
    } as never)
    return response.text()
  }

  test('is the socket’s own, whatever a header says', async () => {
    expect(await from('203.0.113.9', { 'X-Forwarded-For': '198.51.100.1' })).toBe('203.0.113.9')
    expect(await from('::ffff:203.0.113.9')).toBe('203.0.113.9')
  })

  test('is the whole /64 of an IPv6 host', async () => {
    expect(await from('2001:db8:1:2:aaaa::1')).toBe(await from('2001:db8:1:2::ffff'))
    expect(await from('2001:db8:1:3::1')).not.toBe(await from('2001:db8:1:2::1'))
  })
})
