/**
 * Whatever is sent, by whoever, to whichever route: a refusal with a code and a
 * sentence, nothing appended, and the hub goes on. Routes come from the hub's
 * own OpenAPI document, so that none can be forgotten.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ask, ask, expectArmour, expectProblem, HOST } from '#test/support/ask.ts'
import { badBodies, type Route, routesOf, sample } from '#test/support/bad-json.ts'
import { briefOf } from '#test/support/brief.ts'
import { fill, UNKNOWN, type World, world } from '#test/support/world.ts'
import { ROOT } from '../architecture.ts'

const LARGE = 1024 * 1024 + 1

let the: World
let all: Route[]
let mutating: Route[]

beforeAll(async () => {
  the = await world()
  all = routesOf((await the.people.visitor.get('/api/openapi.json')).body)
  mutating = all.filter(({ method }) => method !== 'GET')
})
afterAll(() => the[Symbol.asyncDispose]())

const head = () => the.hub.open.hub.log.head()
const alive = async () => (await ask(the.hub.open, { method: 'GET', path: '/live' })).status

/** Sends it in both languages; both answers must be refusals and nothing may be in the log. */
async function refused(request: Ask, who: string, what: string): Promise<string> {
  const before = await head()
  const name = `${request.method} ${request.path} as ${who}: ${what}`
  const codes: string[] = []
  for (const lang of ['zh-CN', 'en'] as const) {
    const answer = await ask(the.hub.open, {
      ...request,
      headers: { ...request.headers, 'accept-language': lang },
    })
    codes.push(await expectProblem(answer, lang, name))
  }
  expect(codes[1], name).toBe(codes[0])
  expect(await head(), `${name} wrote something`).toBe(before)
  return codes[0] ?? ''
}

/** Tries every case on every mutating route as everyone. @returns how many requests that were */
async function everywhere(cases: (route: Route) => readonly Case[]): Promise<number> {
  let tried = 0
  for (const route of mutating)
    for (const { what, body, headers } of cases(route))
      for (const [who, { cookie }] of Object.entries(the.people)) {
        const request: Ask = { method: route.method, path: fill(route.path, the), cookie: cookie() }
        await refused(
          { ...request, ...(body !== undefined && { body }), ...(headers && { headers }) },
          who,
          what,
        )
        tried += 2
      }
  expect(tried).toBeGreaterThan(0)
  return tried
}
type Case = Pick<Ask, 'body' | 'headers'> & { what: string }

describe('a mutating request is refused', { timeout: 120_000 }, () => {
  test('when it does not come from a page of this hub', async () => {
    const origins = [
      undefined,
      'null',
      '',
      'http://evil.example',
      `http://${HOST}.evil.example`,
      `http://x${HOST}`,
      'http://127.0.0.1:3001',
    ]
    const cases: Case[] = [
      ...origins.map((origin) => ({ what: `Origin ${origin}`, body: '{}', headers: { origin } })),
      ...['cross-site', 'same-site'].map((site) => ({
        what: `from ${site}`,
        body: '{}',
        headers: { 'sec-fetch-site': site },
      })),
      {
        what: 'a form',
        body: 'role=admin',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      { what: 'text/plain', body: '{}', headers: { 'content-type': 'text/plain' } },
      { what: 'multipart', body: '{}', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      { what: 'JSON of another kind', body: '{}', headers: { 'content-type': 'application/jsonp' } },
      { what: 'a body of no kind', body: '{}', headers: { 'content-type': undefined } },
    ]
    const tried = await everywhere(() => cases)
    console.log(`bad input: ${mutating.length} routes × ${cases.length} foreign requests, ${tried} sent`)
  })

  test('when its body is not JSON that can be stored', async () => {
    const deep = (n: number) => `${'['.repeat(n)}${']'.repeat(n)}`
    const cases: Case[] = [
      ...[
        '{',
        '{"a":}',
        '{"a":1,}',
        "{'a':1}",
        '{"a":1}}',
        'undefined',
        'NaN',
        '{"a":01}',
        '\u0000',
        '<xml/>',
        '"',
        '{"a":"\u0001"}',
      ].map((body) => ({ what: `malformed ${JSON.stringify(body)}`, body })),
      { what: 'bytes that are no text', body: Uint8Array.of(0xff, 0xfe, 0x7b) },
      { what: 'deep JSON', body: deep(33) },
      { what: 'very deep JSON', body: deep(400_000) },
      { what: 'deep JSON in a member', body: `{"name":${deep(5_000)}}` },
      { what: 'NUL', body: '{"name":"丝\\u0000网"}' },
      { what: 'NUL in a key', body: '{"na\\u0000me":1}' },
      { what: 'half a surrogate pair', body: '{"name":"\\ud83e"}' },
      { what: '__proto__', body: '{"__proto__":{"operator":true}}' },
      { what: '__proto__ inside', body: '{"brief":{"__proto__":{"operator":true}}}' },
      { what: 'too much', body: JSON.stringify({ name: '丝'.repeat(LARGE / 3) }) },
    ]
    const tried = await everywhere(() => cases)
    console.log(`bad input: ${mutating.length} routes × ${cases.length} unusable bodies, ${tried} sent`)
  })

  test('when its body is not of the shape that the route takes', async () => {
    const shaped = mutating.filter(({ body }) => body)
    let cases = 0
    const tried = await everywhere(({ body }) => {
      const bad = body ? badBodies(body) : []
      cases += bad.length
      return bad
    })
    expect(shaped.length).toBeGreaterThan(20)
    console.log(`bad input: ${shaped.length} routes, ${cases} wrong shapes, ${tried} sent`)
  })

  test('when its headers for retries and beliefs cannot be read', async () => {
    const wrong: NonNullable<Ask['headers']>[] = [
      { 'if-match': 'yesterday' },
      { 'if-match': '"1", "2"' },
      { 'if-match': '"1e3"' },
      { 'idempotency-key': '' },
      { 'idempotency-key': 'k'.repeat(201) },
    ]
    const brief = JSON.stringify({ brief: briefOf('改一改') })
    for (const headers of wrong)
      await refused(
        {
          method: 'PUT',
          path: `/api/challenges/${the.ids.draft}/brief`,
          cookie: the.people.owner.cookie(),
          body: brief,
          headers,
        },
        'owner',
        JSON.stringify(headers),
      )
  })
})

/** What people may ask for who are not signed in. */
const FOR_ANYONE = /^(POST \/api\/(people|session|resets|demo\/session)|DELETE \/api\/session)$/

describe('who is not signed in', () => {
  const bodyOf = (route: Route) => ({ body: JSON.stringify(route.body ? sample(route.body) : {}) })

  test.each([
    'without a cookie',
    'with a cookie that was made up',
    'with a session that has expired',
    'who signed out',
  ])('%s is sent to the sign-in or told that nothing is there, by every route', async (how) => {
    const late = await world()
    try {
      const { hub, people } = late
      if (how.includes('expired')) hub.clock.advance(31 * 24 * 60 * 60_000)
      const old = people.owner.cookie()
      if (how.includes('signed out')) await people.owner.send('DELETE', '/api/session', {})
      await hub.open.settled()
      const sid = /sid=[^;]*/.exec(old)?.[0] ?? ''
      const cookie = how.includes('without') ? '' : how.includes('made up') ? `sid=${'a'.repeat(40)}` : sid
      const before = await hub.open.hub.log.head()
      const routes = mutating.filter(({ method, path }) => !FOR_ANYONE.test(`${method} ${path}`))
      expect(routes.length).toBeGreaterThan(20)
      for (const route of routes) {
        const path = fill(route.path, late)
        const answer = await ask(hub.open, { method: route.method, path, cookie, ...bodyOf(route) })
        const code = await expectProblem(answer, 'zh-CN', `${route.method} ${path} ${how}`)
        expect(
          ['sign-in-first', 'not-found', 'invalid-input', 'not-an-incubator'],
          `${route.method} ${path}`,
        ).toContain(code)
      }
      expect(await hub.open.hub.log.head()).toBe(before)
    } finally {
      await late[Symbol.asyncDispose]()
    }
  })
})

describe('an id that names nothing', () => {
  test.each([
    UNKNOWN,
    'not-an-id',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    "' OR 1=1 --",
    '018F0000-0000-7000-8000-0000000000FF',
    '__proto__',
  ])('is absent to everyone: %s', async (id) => {
    let tried = 0
    for (const route of all.filter(({ path }) => path.includes('{id}')))
      for (const [who, { cookie }] of Object.entries(the.people)) {
        const path = route.path
          .replace('{id}', encodeURI(id).replaceAll('%25', '%'))
          .replace('{personId}', the.ids.member)
        const before = await head()
        const good = route.body ? sample(route.body) : {}
        const body =
          route.method === 'GET'
            ? {}
            : { body: JSON.stringify('brief' in Object(good) ? { brief: briefOf('无') } : good) }
        const answer = await ask(the.hub.open, { method: route.method, path, cookie: cookie(), ...body })
        const code = await expectProblem(answer, 'zh-CN', `${route.method} ${path} as ${who}`)
        // Who may not ask at all is told so before it is looked for.
        const mayAsk = who !== 'visitor' && !/\/operator\/|\/(verify|reject|claim)$/.test(route.path)
        if (id === UNKNOWN && mayAsk) expect(code, `${route.method} ${path} as ${who}`).toBe('not-found')
        expect(await head()).toBe(before)
        tried += 1
      }
    expect(tried).toBeGreaterThan(100)
  })
})

describe('members that a form does not have', () => {
  test('are never stored, whoever sends them', async () => {
    const planted = {
      role: 'planted-admin',
      status: 'planted-open',
      operator: 'planted',
      verified: 'planted',
      adminId: 'planted',
      demo: 'planted',
      personId: 'planted',
      id: 'planted',
      constructor: { prototype: { operator: 'planted' } },
    }
    let tried = 0
    const fresh = await world()
    try {
      const before = await fresh.hub.open.hub.log.head()
      for (const route of mutating.filter(({ body }) => body))
        for (const { cookie } of [fresh.people.owner, fresh.people.lead, fresh.people.stranger]) {
          const known = sample(route.body ?? {}) as Record<string, unknown>
          if ('seekerId' in known) known.seekerId = fresh.ids.seeker
          if ('brief' in known)
            known.brief = { ...briefOf('夹带字段'), ...planted, title: { zh: '夹带', ...planted } }
          const answer = await ask(fresh.hub.open, {
            method: route.method,
            path: fill(route.path, fresh),
            cookie: cookie(),
            body: JSON.stringify({ ...planted, ...known }),
          })
          expect(answer.status, `${route.method} ${route.path}`).toBeLessThan(500)
          tried += 1
        }
      const written = []
      for await (const batch of fresh.hub.open.hub.log.readAll(before)) written.push(...batch)
      expect(written.length).toBeGreaterThan(5)
      expect(JSON.stringify(written)).not.toContain('planted')
      const me = await fresh.people.stranger.read<{ person: { operator: boolean } }>('/api/me')
      expect(me.person.operator).toBe(false)
      expect(Object.hasOwn(Object.prototype, 'operator')).toBe(false)
      console.log(`bad input: ${tried} forms with members of their own, none stored`)
    } finally {
      await fresh[Symbol.asyncDispose]()
    }
  })
})

describe('script in text', () => {
  const SCRIPTS = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    '</title><svg onload=alert(1)>',
    '{{7*7}}#{7*7}',
  ]
  const words = SCRIPTS.join(' ')

  test('is kept as text, and shown as text on every page that shows it', async () => {
    const { owner, lead, visitor } = the.people
    const evil = {
      ...briefOf(words),
      summary: { zh: words },
      description: { zh: `${words}\n\n[x](javascript:alert(1))` },
      domain: { zh: SCRIPTS[0] },
      cluster: SCRIPTS[1] ?? '',
      ipNote: words,
      mustHaves: [{ id: 'm1', text: { zh: words }, test: { zh: words } }],
    }
    const { id } = await owner.ok('POST', '/api/challenges', { seekerId: the.ids.seeker, brief: evil })
    await owner.ok('POST', `/api/challenges/${id}/submit`)
    const profile = {
      name: { zh: words.slice(0, 100) },
      kind: 'enterprise',
      region: SCRIPTS[0],
      about: { zh: words },
      website: 'https://example.com/?a=%22%3E',
    }
    const organisation = await owner.ok('POST', '/api/organisations', profile)
    await lead.ok('POST', `/api/challenges/${id}/teams`, { name: SCRIPTS[1] })
    const stored = await visitor.read<{ title: { zh: string } }>(`/api/challenges/${id}`)
    expect(stored.title.zh).toBe(words)

    const query = encodeURIComponent(words)
    const pages = [
      `/challenges/${id}`,
      '/challenges',
      '/',
      `/organisations/${organisation.id}`,
      `/challenges?q=${query}`,
      `/challenges?status=${query}&cluster=${query}`,
      '/challenges.atom',
      `/challenges.atom?q=${query}`,
      `/challenges/${query}`,
    ]
    for (const path of pages) {
      const { text, status } = await visitor.get(path)
      expect(status, path).toBeLessThan(500)
      expect(text, path).not.toMatch(
        /<script>alert|<img src=x|<svg onload|href="javascript:|on(error|load)=alert\(1\)>(?<!&gt;)/,
      )
    }
    expect((await visitor.get(`/challenges/${id}`)).text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    'ftp://example.com',
  ])('in an address is refused: %s', async (website) => {
    const body = JSON.stringify({
      name: { zh: '某公司' },
      kind: 'enterprise',
      region: '',
      about: {},
      website,
    })
    const cookie = the.people.owner.cookie()
    expect(
      await refused({ method: 'POST', path: '/api/organisations', cookie, body }, 'owner', website),
    ).toBe('invalid-input')
    await refused(
      { method: 'PUT', path: `/api/organisations/${the.ids.seeker}/profile`, cookie, body },
      'owner',
      website,
    )
  })
})

describe('reading', () => {
  const pages = [
    '/',
    '/challenges',
    '/challenges.atom',
    '/sitemap.xml',
    '/robots.txt',
    '/problems',
    '/no/such/page',
    '/app/assets/none.js',
    // The application itself, where it is built.
    ...(existsSync(join(ROOT, 'web', 'dist', 'index.html')) ? ['/app/', '/app/challenges/new'] : []),
    '/live',
    '/ready',
    '/api/openapi.json',
    '/assets/helix.svg',
    '/assets/none.js',
  ]

  test('appends nothing, whatever is read and by whom', async () => {
    let tried = 0
    await the.hub.open.settled()
    const before = await head()
    for (const path of [
      ...all.filter(({ method }) => method === 'GET').map((route) => fill(route.path, the)),
      ...pages,
      `/challenges/${the.ids.challenge}`,
      `/organisations/${the.ids.seeker}`,
    ])
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        for (const [who, { cookie }] of Object.entries(the.people)) {
          const answer = await ask(the.hub.open, { method, path, cookie: cookie() })
          expect(answer.status, `${method} ${path} as ${who}`).not.toBe(500)
          expectArmour(answer, `${method} ${path} as ${who}`)
          await answer.body?.cancel()
          tried += 1
        }
    expect(tried).toBeGreaterThan(500)
    expect(await head()).toBe(before)
    console.log(`bad input: ${tried} readings, nothing appended`)
  })
})

test('after all of it the hub is alive and its read models are whole', async () => {
  expect(await alive()).toBe(200)
  expect((await the.people.visitor.get('/ready')).body).toMatchObject({ status: 'ok', parked: [] })
  await the.people.owner.ok('POST', '/api/challenges', {
    seekerId: the.ids.seeker,
    brief: briefOf('照常工作'),
  })
})
