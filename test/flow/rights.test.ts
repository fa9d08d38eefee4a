/**
 * Who may do what, through every door: each route of the API and each page, for
 * each standing, on a challenge in each state. The table says what must come
 * out; nothing here asks `can()`.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '#test/support/ask.ts'
import { routesOf } from '#test/support/bad-json.ts'
import { accountRows, organisationRows, pageRows } from '#test/support/rights-accounts.ts'
import { heardBy, upgrade } from '#test/support/rights-doors.ts'
import { challengeRows, READS, type Row, SEES, SEES_PROJECT, workRows } from '#test/support/rights-table.ts'
import {
  ACTORS,
  ANSWERED,
  type Name,
  type RightsWorld,
  rightsWorld,
  STATES,
} from '#test/support/rights-world.ts'
import { UNKNOWN } from '#test/support/world.ts'

type Class = 'may' | 'sign-in' | 'refused' | 'hidden'

let the: RightsWorld
beforeAll(async () => {
  the = await rightsWorld()
})
afterAll(() => the[Symbol.asyncDispose]())

const rows = () => [
  ...challengeRows(the),
  ...workRows(the),
  ...organisationRows(the),
  ...pageRows(the),
  ...accountRows(the),
]

function expected({ may, sees, signIn, hears }: Row, name: Name): Class {
  if (hears) return hears
  if (may.includes(name)) return 'may'
  if (name === 'visitor' && (signIn === 'always' || (signIn === 'if-seen' && sees.includes(name))))
    return 'sign-in'
  return sees.includes(name) ? 'refused' : 'hidden'
}

/** What a status says about rights; a rule's "no" comes after they were granted, but a malformed body says nothing. */
function classOf(status: number, text: string): Class | number {
  if (text.includes('"code":"invalid-input"')) return status
  if (status === 401) return 'sign-in'
  if (status === 403) return 'refused'
  if (status === 404) return 'hidden'
  return status === 200 || status === 409 || status === 412 || status === 422 ? 'may' : status
}

/** Writes say a belief that is never true: rights are asked before it, and nothing is written. */
async function knock(name: Name, { route, acts, body }: Row, path: string) {
  const method = route.split(' ')[0] ?? 'GET'
  const response = await ask(the.hub.open, {
    method,
    path,
    cookie: the.people[name].cookie(),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: method === 'GET' || acts ? {} : { 'If-Match': '"999999"' },
  })
  const streams = /event-stream/.test(response.headers.get('content-type') ?? '')
  if (!streams) return { status: response.status, text: await response.text(), headers: response.headers }
  await response.body?.cancel()
  return { status: response.status, text: '', headers: response.headers }
}

/** The same refusal apart from what names the request itself. */
const faceless = (text: string) =>
  text
    .replace(/"instance":"[^"]*"/, '')
    .replace(/nonce="[^"]*"|nonce-[\w+/=]*/g, '')
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')

const idsOf = (answer: { body: unknown }) =>
  (answer.body as { items: { id: string }[] }).items.map(({ id }) => id)

describe('lists, search and counts', () => {
  const LISTED = STATES.filter((state) => !['draft', 'moderation', 'dropped'].includes(state))
  const listedFor = (name: Name) => LISTED.filter((state) => SEES[state].includes(name)).length

  test.each(ACTORS)(
    'have for the %s what they may see, in totals, facets, search and pages',
    async (name) => {
      const one = the.people[name]
      const board = await one.read<{ total: number; facets: Record<string, Record<string, number>> }>(
        '/api/challenges?limit=100',
      )
      const inside = SEES.members.includes(name)
      expect(board.total).toBe(listedFor(name))
      const sum = (counts: Record<string, number> = {}) => Object.values(counts).reduce((a, b) => a + b, 0)
      for (const facet of ['status', 'mode', 'cluster']) expect(sum(board.facets[facet])).toBe(board.total)
      expect('保密集群' in (board.facets.cluster ?? {})).toBe(inside)
      const found = await one.get(`/api/challenges?q=${encodeURIComponent('仅限成员')}`)
      expect(found.body).toMatchObject({ total: inside ? 1 : 0 })
      const secrets = await one.get(`/api/challenges?q=${encodeURIComponent('草稿机密')}`)
      expect(secrets.body).toMatchObject({ total: 0, facets: { status: {} } })
      const bySeeker = await one.get(`/api/challenges?seeker=${the.organisations.seeker}&limit=100`)
      expect(bySeeker.body).toMatchObject({ total: listedFor(name) })
      const pages = ['/', '/challenges', `/organisations/${the.organisations.seeker}`, '/challenges?q=需求']
      for (const page of pages) {
        const { text } = await one.get(page)
        expect(text).not.toMatch(/未公开的需求|待审核的需求|撤回的草稿/)
        if (!inside) expect(text).not.toMatch(/仅限成员|保密集群/)
      }
      // What anybody may keep a copy of shows to everybody what a visitor may see.
      for (const page of ['/challenges.atom', '/sitemap.xml']) {
        const { text, headers } = await one.get(page)
        expect(headers.get('cache-control')).toMatch(/public/)
        for (const state of ['draft', 'moderation', 'members', 'dropped'] as const)
          expect(text).not.toContain(the.challenges[state])
        expect(text).toContain(the.challenges.open)
      }
    },
  )

  test('of one’s own show nobody else’s: challenges, work and what waits', async () => {
    const { owner, other, lead, rival, stranger, manager, otherManager } = the.people
    expect(idsOf(await owner.get('/api/my/challenges')).sort()).toEqual(Object.values(the.challenges).sort())
    expect(idsOf(await other.get('/api/my/challenges'))).toEqual([])
    const teamsOf = async (one: typeof lead) =>
      (await one.read<{ teams: { id: string }[] }>('/api/my/work')).teams.map(({ id }) => id).sort()
    const mine = (all: RightsWorld['answers']) => Object.values(all).map(({ team }) => team)
    expect(await teamsOf(lead)).toEqual(mine(the.answers).sort())
    expect(await teamsOf(rival)).toEqual(mine(the.rivals).sort())
    expect(await teamsOf(stranger)).toEqual([])
    type Funnel = { items: { id: string; value?: object }[]; waiting: { id: string }[] }
    const carried = await manager.read<Funnel>('/api/funnel')
    expect(carried.items).toMatchObject([{ id: the.projects.awarded, value: { amount: 123_456_789 } }])
    const others = await otherManager.read<Funnel>('/api/funnel')
    expect(others).toMatchObject({ items: [], waiting: [{ id: the.projects.waiting }] })
  })
})

describe('what a page leaves out', () => {
  test('names of members and e-mail addresses, for those outside', async () => {
    for (const name of ACTORS) {
      const one = the.people[name]
      const inTeam = ['lead', 'writer', 'advisor'].includes(name)
      const team = await one.read<{ members?: unknown; proposal?: unknown }>(
        `/api/teams/${the.answers.open.team}`,
      )
      expect([name, team.members !== undefined, team.proposal !== undefined]).toEqual([name, inTeam, inTeam])
      const page = await one.get(`/api/organisations/${the.organisations.seeker}`)
      expect('members' in (page.body as object)).toBe(['owner', 'member', 'operator'].includes(name))
      for (const path of ['/api/challenges', `/api/challenges/${the.challenges.open}`, '/api/organisations'])
        expect((await one.get(path)).text).not.toMatch(/@example\.com|tokenHash|passwordHash|argon2/)
    }
  })

  test('proposals, while they are sealed: there are only counts, also once the challenge was taken back', async () => {
    for (const state of ['open', 'pulled'] as const) {
      const table = await the.people.owner.get(`/api/challenges/${the.challenges[state]}/proposals`)
      expect(table.body).toMatchObject({ sealed: true, submitted: 2, items: [] })
      expect(table.text).not.toMatch(/张力闭环|机密摘要|123456789/)
    }
    const rolling = await the.people.owner.get(`/api/challenges/${the.challenges.rolling}/proposals`)
    expect(idsOf(rolling).sort()).toEqual([the.answers.rolling.proposal, the.rivals.rolling.proposal].sort())
  })

  test('figures of a project, for an incubator that the team has not let in', async () => {
    const path = `/api/projects/${the.projects.waiting}`
    expect((await the.people.otherManager.get(path)).text).not.toMatch(/123456789/)
    expect((await the.people.owner.get(path)).text).toMatch(/123456789/)
  })

  test('everything private is kept by no cache', async () => {
    for (const path of [
      '/api/me',
      '/api/my/work',
      `/api/proposals/${the.answers.open.proposal}`,
      '/challenges',
    ])
      expect((await the.people.lead.get(path)).headers.get('cache-control')).toMatch(/no-store|private/)
  })
})

describe('live doors', () => {
  test('tell of changes only what the page would show', async () => {
    const { challenges, answers, projects, organisations, people } = the
    const person = people.lead.id
    const topics: [topic: string, may: readonly Name[]][] = [
      ['board', ACTORS],
      [`organisation:${organisations.seeker}`, ACTORS],
      ['operator', ['operator']],
      [`person:${person}`, ['lead']],
      [`funnel:${organisations.incubator}`, ['manager']],
      [`rights:${person}`, []],
      ['rights', []],
      [`challenge:${UNKNOWN}`, []],
      [`document:${answers.open.document}`, []],
      ...STATES.map((state) => [`challenge:${challenges[state]}`, SEES[state]] as [string, readonly Name[]]),
      ...ANSWERED.flatMap((state): [string, readonly Name[]][] => [
        [`proposal:${answers[state].proposal}`, READS[state]],
        [`team:${answers[state].team}`, [...SEES[state], 'lead', 'writer', 'advisor']],
      ]),
      [`project:${projects.awarded}`, SEES_PROJECT.awarded],
      [`project:${projects.waiting}`, SEES_PROJECT.waiting],
    ]
    for (const name of ACTORS)
      expect([
        name,
        await heardBy(
          the,
          name,
          topics.map(([topic]) => topic),
        ),
      ]).toEqual([name, topics.filter(([, may]) => may.includes(name)).map(([topic]) => topic)])
    console.log(`rights: ${topics.length * ACTORS.length} topics heard or not`)
  })

  test('of documents open for who may read them, from our own pages', async () => {
    const base = (await the.hub.listen()).replace('http', 'ws')
    let cells = 0
    for (const state of ANSWERED)
      for (const name of ACTORS) {
        const want = name === 'visitor' ? 401 : READS[state].includes(name) ? 101 : 404
        const cookie = the.people[name].cookie()
        expect([state, name, await upgrade(base, the.answers[state].document, cookie)]).toEqual([
          state,
          name,
          want,
        ])
        cells++
      }
    console.log(`rights: ${cells} upgrades`)
    expect(cells).toBe(ANSWERED.length * ACTORS.length)
    const cookie = the.people.lead.cookie()
    const { document } = the.answers.open
    expect(await upgrade(base, document, cookie, 'http://evil.example')).toBe(403)
    expect(await upgrade(base, document, cookie, '')).toBe(403)
    expect(await upgrade(base, UNKNOWN, cookie)).toBe(404)
  })

  test('are so many for one person, and a HEAD opens none', async () => {
    const open = () =>
      ask(the.hub.open, { method: 'GET', path: '/api/changes', cookie: the.people.stranger.cookie() })
    for (let i = 0; i < 30; i++) {
      const cookie = the.people.stranger.cookie()
      expect((await ask(the.hub.open, { method: 'HEAD', path: '/api/changes', cookie })).status).toBe(200)
    }
    const streams = await Promise.all(Array.from({ length: 20 }, open))
    for (const stream of streams) expect(stream.status).toBe(200)
    expect((await open()).status).toBe(429)
    for (const stream of streams) await stream.body?.cancel()
    await expect
      .poll(async () => {
        const again = await open()
        await again.body?.cancel()
        return again.status
      })
      .toBe(200)
  })
})

describe('the table', () => {
  test('has a row for every route of the API and every page, and no other', async () => {
    const { body } = await the.people.visitor.get('/api/openapi.json')
    const api = routesOf(body).map(({ method, path }) => `${method} ${path}`)
    const pages = the.hub.open.app.routes
      .filter(({ method, path }) => method === 'GET' && !/^\/(api|app|assets|live|ready)\b|\*/.test(path))
      .map(({ method, path }) => `${method} ${path}`)
    const known = new Set(rows().map(({ route }) => route))
    expect([...known].sort()).toEqual([...new Set([...api, ...pages])].sort())
    expect(api.length).toBeGreaterThan(50)
  })

  test('is what every route answers to everybody, and what is hidden looks absent', async () => {
    const wrong: string[] = []
    const counts = { cells: 0, may: 0, 'sign-in': 0, refused: 0, hidden: 0, compared: 0 }
    const before = await the.hub.open.hub.log.head()
    let acted = 0
    for (const row of rows())
      for (const name of ACTORS) {
        const want = expected(row, name)
        const head = await the.hub.open.hub.log.head()
        const answer = await knock(name, row, row.path)
        if (row.acts) acted += (await the.hub.open.hub.log.head()) - head
        const got = classOf(answer.status, answer.text)
        counts.cells++
        counts[want]++
        if (got !== want)
          wrong.push(
            `${name}: ${row.route} (${row.at}) → ${answer.status}, not ${want}: ${answer.text.slice(0, 90)}`,
          )
        if (want !== 'hidden' || got !== want || !row.absent) continue
        counts.compared++
        const nothing = await knock(name, row, row.absent)
        if (nothing.status !== answer.status || faceless(nothing.text) !== faceless(answer.text))
          wrong.push(
            `${name}: ${row.route} (${row.at}) tells hidden from absent: ${answer.text} / ${nothing.text}`,
          )
        if (answer.headers.has('etag')) wrong.push(`${name}: ${row.route} (${row.at}) has an ETag`)
      }
    console.log(`rights: ${JSON.stringify(counts)}`)
    expect(wrong).toEqual([])
    // The rows that act are the only ones that wrote.
    expect((await the.hub.open.hub.log.head()) - before).toBe(acted)
    expect(counts.cells).toBeGreaterThan(2_000)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })
})
