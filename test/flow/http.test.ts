/** HTTP as it is promised to clients: beliefs, retries, methods, limits, health, and one description of it all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import { newId } from '#src/platform/ids.ts'
import { ask, expectArmour, expectProblem, HOST } from '#test/support/ask.ts'
import { routesOf } from '#test/support/bad-json.ts'
import { briefOf } from '#test/support/brief.ts'
import { testHub } from '#test/support/hub.ts'
import { twice } from '#test/support/twice.ts'
import { UNKNOWN, type World, world } from '#test/support/world.ts'

let the: World
beforeAll(async () => {
  the = await world()
})
afterAll(() => the[Symbol.asyncDispose]())

const send = (method: string, path: string, headers: Record<string, string | undefined> = {}) =>
  ask(the.hub.open, { method, path, headers })

describe('a belief, in If-Match', () => {
  test.each([
    ['a challenge', () => `/api/challenges/${the.ids.draft}`],
    ['an open challenge', () => `/api/challenges/${the.ids.challenge}`],
    ['a team', () => `/api/teams/${the.ids.team}`],
  ])('can be had of %s from its ETag', async (_what, path) => {
    const { headers, body } = await the.people.owner.get(path())
    expect(headers.get('etag')).toBe(`"${(body as { revision: number }).revision}"`)
  })

  test('that is out of date is refused with the true revision, and nothing is written', async () => {
    const { owner } = the.people
    const path = `/api/challenges/${the.ids.draft}/brief`
    const { revision } = await owner.ok('PUT', path, { brief: briefOf('第一版') })
    const before = await the.hub.open.hub.log.head()
    for (const stale of [`"${revision - 1}"`, `"${revision + 1}"`, `W/"${revision - 1}"`, '"-1"']) {
      const answer = await owner.send('PUT', path, { brief: briefOf('旧的') }, { 'if-match': stale })
      expect(answer).toMatchObject({ status: 412, body: { code: 'stale', revision } })
    }
    expect(await the.hub.open.hub.log.head()).toBe(before)
    for (const fresh of [`"${revision}"`, '*']) {
      const answer = await owner.send('PUT', path, { brief: briefOf(`新的 ${fresh}`) }, { 'if-match': fresh })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('etag')).toBe(`"${(answer.body as { revision: number }).revision}"`)
    }
  })
})

describe('a command sent twice under one Idempotency-Key', () => {
  test('acts once, at each step from an organisation to a proposal that is handed in', async () => {
    await using fresh = await world()
    const { hub, people, ids } = fresh
    const { owner, stranger, lead, operator, manager } = people
    const again = twice(hub)
    const profile = {
      name: { zh: '清河羊绒(虚构)' },
      kind: 'enterprise',
      region: '清河',
      about: {},
      website: '',
    }
    const organisation = (await again(stranger, 'POST', '/api/organisations', profile)).id
    await again(stranger, 'PUT', `/api/organisations/${organisation}/profile`, { ...profile, region: '邢台' })
    await again(stranger, 'POST', `/api/organisations/${organisation}/verification`, { note: '执照' })
    await again(operator, 'POST', `/api/organisations/${organisation}/verify`)
    await again(stranger, 'PUT', '/api/me/profile', { name: '路人甲', locale: 'en', headline: '羊绒' })
    const brief = briefOf('羊绒分梳')
    const challenge = (await again(stranger, 'POST', '/api/challenges', { seekerId: organisation, brief })).id
    await again(stranger, 'PUT', `/api/challenges/${challenge}/brief`, {
      brief: { ...brief, cluster: '清河羊绒' },
    })
    await again(stranger, 'POST', `/api/challenges/${challenge}/submit`)
    await again(stranger, 'PUT', `/api/challenges/${challenge}/brief`, { brief, note: '更正' })
    await again(stranger, 'POST', `/api/challenges/${challenge}/extend`, {
      at: '2027-01-01T00:00:00.000Z',
      reason: '延期',
    })
    const team = (await again(lead, 'POST', `/api/challenges/${challenge}/teams`, { name: '分梳队' })).id
    const proposal = (await again(lead, 'POST', `/api/teams/${team}/proposal`, { title: '分梳方案' })).id
    await again(lead, 'PUT', `/api/proposals/${proposal}/outline`, {
      title: '分梳方案',
      summary: '两步法',
      answers: [],
    })
    const { documentId } = await lead.read<{ documentId: string }>(`/api/proposals/${proposal}`)
    await typed(
      fresh,
      documentId,
      '采用两步分梳与在线长度检测,平均长度提高十分之一,短绒率降低一半以上,三个月内完成小试。',
    )
    await again(lead, 'POST', `/api/proposals/${proposal}/submit`)
    await again(lead, 'POST', `/api/proposals/${proposal}/recall`)
    await again(lead, 'POST', `/api/proposals/${proposal}/submit`)
    await again(stranger, 'POST', `/api/challenges/${challenge}/close`, { note: '' })
    const awards = [
      {
        proposalId: proposal,
        reason: '证据充分,小试数据可复核,报价与工期合理,团队具备产业化经验,建议采纳并立项推进后续中试工作。',
      },
    ]
    await again(stranger, 'POST', `/api/challenges/${challenge}/award`, { awards, declines: [] })
    const { projectId } = await lead.read<{ projectId: string }>(`/api/proposals/${proposal}`)
    await again(manager, 'POST', `/api/projects/${projectId}/claim`, { incubatorId: ids.incubator })
    await again(lead, 'POST', `/api/projects/${projectId}/consent`, { incubatorId: ids.incubator })
    const move = { incubatorId: ids.incubator, from: 'lead', to: 'applied', note: '' }
    await again(manager, 'POST', `/api/projects/${projectId}/move`, move)
    await again(lead, 'POST', `/api/proposals/${ids.proposal}/withdraw`, { reason: '' })
    await again(owner, 'POST', `/api/challenges/${ids.challenge}/close`, { note: '' })
    await again(owner, 'POST', `/api/challenges/${ids.challenge}/withdraw`, { reason: '不再需要' })
    await again(owner, 'DELETE', `/api/organisations/${ids.seeker}/members/${ids.member}`)
  })

  test('signs up one person, whose second answer signs them in as well', async () => {
    const body = { email: 'retry@example.com', name: '重试', password: '正确的马电池订书钉', locale: 'zh-CN' }
    const key = { 'idempotency-key': 'sign-up-1' }
    const first = await the.hub.visitor().ok('POST', '/api/people', body, key)
    const browser = the.hub.visitor()
    expect(await browser.ok('POST', '/api/people', body, key)).toEqual(first)
    expect(await browser.read('/api/me')).toMatchObject({ signedIn: true, person: { id: first.id } })
  })

  test('is refused when the key was used for something else', async () => {
    const { owner } = the.people
    const path = `/api/challenges/${the.ids.draft}/brief`
    const key = { 'idempotency-key': 'used-once' }
    await owner.ok('PUT', path, { brief: briefOf('一') }, key)
    const before = await the.hub.open.hub.log.head()
    expect(await owner.send('PUT', path, { brief: briefOf('二') }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-mismatch' },
    })
    expect(await the.hub.open.hub.log.head()).toBe(before)
  })

  test("does not answer one person with another's command", async () => {
    const key = { 'idempotency-key': 'shared' }
    const name = { name: { zh: '同名' }, kind: 'broker', region: '', about: {}, website: '' }
    const mine = await the.people.owner.ok('POST', '/api/organisations', name, key)
    const theirs = await the.people.lead.ok('POST', '/api/organisations', name, key)
    expect(theirs.id).not.toBe(mine.id)
  })
})

describe('methods', () => {
  test.each([
    '/',
    '/challenges',
    '/api/challenges',
    '/api/me',
    '/live',
    '/ready',
    '/api/openapi.json',
    '/robots.txt',
  ])('HEAD %s answers as GET does, without a body', async (path) => {
    const [got, headed] = [await send('GET', path), await send('HEAD', path)]
    expect([got.status, headed.status]).toEqual([200, 200])
    expect(headed.headers.get('content-type')).toBe(got.headers.get('content-type'))
    expect(await headed.text()).toBe('')
    expectArmour(headed, `HEAD ${path}`)
  })

  test.each(['OPTIONS', 'TRACE', 'PATCH', 'PROPFIND'])(
    '%s lets no other site in and breaks nothing',
    async (method) => {
      for (const path of ['/', '/api/challenges', `/api/challenges/${the.ids.draft}/brief`]) {
        const request = { origin: 'http://evil.example', 'access-control-request-method': 'PUT' }
        // TRACE cannot be made with fetch's own Request.
        if (method === 'TRACE') continue
        const answer = await send(method, path, request)
        expect(answer.status).toBeLessThan(500)
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
        expectArmour(answer, `${method} ${path}`)
      }
    },
  )

  test('a method that a path does not have is as absent as the path', async () => {
    for (const [method, path] of [
      ['DELETE', '/api/challenges'],
      ['PUT', '/api/me'],
      ['GET', `/api/challenges/${the.ids.draft}/submit`],
      ['POST', '/api/nowhere'],
    ] as const)
      expect(await expectProblem(await send(method, path), 'zh-CN', `${method} ${path}`)).toBe('not-found')
  })
})

describe('an address that is not there', () => {
  test('is a problem under /api and a page elsewhere, in the language of the reader', async () => {
    expect(await expectProblem(await send('GET', '/api/nothing'), 'zh-CN', 'zh')).toBe('not-found')
    expect(
      await expectProblem(await send('GET', '/api/nothing', { 'accept-language': 'en' }), 'en', 'en'),
    ).toBe('not-found')
    const page = await send('GET', '/nothing/here')
    expect(page.status).toBe(404)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expectArmour(page, 'a missing page')
    expect((await send('GET', `/challenges/${UNKNOWN}`)).status).toBe(404)
  })
})

describe('limits', () => {
  test('a body over 1 MiB is too large, with a length or without one', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
    const said = await ask(the.hub.open, {
      method: 'POST',
      path: '/api/session',
      body,
      headers: { 'content-length': String(body.length) },
    })
    expect(await expectProblem(said, 'zh-CN', 'with a length')).toBe('too-large')
    const base = await the.hub.listen()
    const parts = (async function* () {
      for (let at = 0; at < body.length; at += 65_536)
        yield new TextEncoder().encode(body.slice(at, at + 65_536))
    })()
    const streamed = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { origin: base, 'content-type': 'application/json' },
      body: ReadableStream.from(parts),
      duplex: 'half',
    })
    expect(await expectProblem(streamed, 'zh-CN', 'in parts')).toBe('too-large')
    expect((await fetch(`${base}/live`)).status).toBe(200)
  })
})

describe('the host', () => {
  test.each([
    'evil.example',
    `${HOST}.evil.example`,
    'evil.example:3000',
    '127.0.0.1@evil.example',
    '169.254.169.254',
    '[::ffff:7f00:1',
    undefined,
  ])('%s is not answered for', async (host) => {
    for (const path of ['/', '/api/challenges', '/challenges.atom', '/app/'])
      expect(await expectProblem(await send('GET', path, { host }), 'zh-CN', `${path} at ${host}`)).toBe(
        'foreign-host',
      )
    expect(
      await expectProblem(
        await send('POST', '/api/session', { host, origin: `http://${host}` }),
        'zh-CN',
        'POST',
      ),
    ).toBe('foreign-host')
  })

  test('in a forwarding header changes nothing: links lead to the address the hub is published at', async () => {
    const forged = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-forwarded-proto': 'https',
      'x-original-host': 'evil.example',
    }
    for (const path of ['/', '/challenges', '/challenges.atom', '/sitemap.xml', '/robots.txt'])
      expect(await (await send('GET', path, forged)).text(), path).not.toContain('evil.example')
    const { owner } = the.people
    const made = await owner.post(
      `/api/organisations/${the.ids.seeker}/invitations`,
      { role: 'member' },
      forged,
    )
    expect(made.body).toMatchObject({ link: expect.stringContaining('http://127.0.0.1:') as string })
  })
})

describe('health', () => {
  test('is told to whoever asks, whatever they call us', async () => {
    for (const host of [HOST, '10.0.0.7:3000', undefined]) {
      const live = await send('GET', '/live', { host })
      expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }])
      const ready = await send('GET', '/ready', { host })
      expect([ready.status, await ready.json()]).toMatchObject([
        200,
        { status: 'ok', behind: false, parked: [] },
      ])
      expectArmour(ready, '/ready')
    }
  })

  test('says that the hub is closing before it closes', async () => {
    await using hub = await testHub()
    hub.open.close()
    const ready = await ask(hub.open, { method: 'GET', path: '/ready' })
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'closing' }])
    expect((await ask(hub.open, { method: 'GET', path: '/live' })).status).toBe(200)
  })
})

test('cookies cannot be read by scripts nor sent from other sites', async () => {
  const body = { email: 'cookies@example.com', name: '甜饼', password: '正确的马电池订书钉', locale: 'en' }
  const { headers } = await the.hub.visitor().post('/api/people', body)
  const cookies = headers.getSetCookie()
  expect(cookies.map((line) => line.split('=')[0]).sort()).toEqual(['hub-position', 'sid'])
  for (const line of cookies) {
    expect(line).toMatch(/; *HttpOnly/i)
    expect(line).toMatch(/; *SameSite=Lax/i)
    expect(line).toMatch(/; *Path=\/(;|$)/i)
  }
})

test('a hub published under https says so to browsers, in a header and in its cookie', async () => {
  await using hub = await testHub({ HUB_URL: 'https://hub.example.org', HUB_HOST: '0.0.0.0' })
  const host = 'hub.example.org'
  const body = JSON.stringify({
    email: 'a@example.com',
    name: '甲',
    password: '正确的马电池订书钉',
    locale: 'en',
  })
  const answer = await ask(hub.open, {
    method: 'POST',
    path: '/api/people',
    headers: { host, origin: `https://${host}` },
    body,
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000; includeSubDomains/)
  expect(answer.headers.getSetCookie().join('\n')).toMatch(/^__Host-sid=.*; Secure/m)
  const elsewhere = await ask(hub.open, { method: 'GET', path: '/', headers: { host: 'localhost:3000' } })
  expect(await expectProblem(elsewhere, 'zh-CN', 'another name')).toBe('foreign-host')
})

test('the OpenAPI document describes every route of the API, and no other', async () => {
  const { body } = await the.people.visitor.get('/api/openapi.json')
  expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Trihelix' } })
  const described = routesOf(body).map(({ method, path }) => `${method} ${path}`)
  const served = the.hub.open.app.routes
    .filter(
      ({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && path !== '/api/openapi.json',
    )
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
  expect(described.length).toBeGreaterThan(50)
  expect([...new Set(served)].sort()).toEqual([...described].sort())
})

/** Words in a live document, as an editor would have written them. */
async function typed({ hub }: World, documentId: string, words: string) {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('default').insert(0, [paragraph])
  const meta = { by: 'system:test', at: hub.clock.now(), cause: newId() }
  const event = { id: newId(), type: 'DocumentUpdated', v: 1, data: Y.encodeStateAsUpdate(doc), meta }
  await hub.open.hub.log.append(document.stream(documentId), [event], 'any')
}
