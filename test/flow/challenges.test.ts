/** Posting, finding and amending challenges on a real hub. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Board } from '#projections/challenge-board.ts'
import { ORDERS } from '#projections/challenge-order.ts'
import { briefOf, CLOSES } from '#test/support/brief.ts'
import type { Client } from '#test/support/client.ts'
import { type TestHub, testHub } from '#test/support/hub.ts'

let hub: TestHub
let seeker: Client
let seekerId: string

beforeAll(async () => {
  hub = await testHub()
  seeker = await hub.person('王工')
  seekerId = await hub.organisation(seeker, 'enterprise', {
    zh: '河北丝源精密网业有限公司(虚构)',
    en: 'Siyuan Mesh (fictional)',
  })
})
afterAll(() => hub[Symbol.asyncDispose]())

const draft = (title: string, given = {}) =>
  seeker.ok('POST', '/api/challenges', { seekerId, brief: { ...briefOf(title), ...given } })
const post = async (title: string, given = {}) => {
  const made = await draft(title, given)
  await seeker.ok('POST', `/api/challenges/${made.id}/submit`)
  return made.id
}
const boardFor = (who: Client, query = '') => who.read<Board>(`/api/challenges${query}`)

describe('posting a challenge', () => {
  test('shows it on the public board at once, to a visitor too', async () => {
    const id = await post('高目数不锈钢印刷网稳定织造')
    const { total, items } = await boardFor(hub.visitor())
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ id, status: 'open', seeker: { id: seekerId, verified: true } })
    const page = await hub.visitor().get(`/challenges/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('高目数不锈钢印刷网稳定织造')
  })

  test('keeps a draft from everyone but its seeker, like something that does not exist', async () => {
    const { id } = await draft('尚未公开的需求')
    const stranger = await hub.person('路人')
    const hidden = await stranger.get(`/api/challenges/${id}`)
    const absent = await stranger.get('/api/challenges/018f0000-0000-7000-8000-0000000000ff')
    expect([hidden.status, absent.status]).toEqual([404, 404])
    expect({ ...(hidden.body as object), instance: '' }).toEqual({ ...(absent.body as object), instance: '' })
    expect((await hub.visitor().get(`/challenges/${id}`)).status).toBe(404)
    expect(await stranger.post(`/api/challenges/${id}/submit`)).toMatchObject({ status: 404 })
    expect((await boardFor(hub.visitor(), '?q=尚未公开')).total).toBe(0)
  })

  test('waits for the operator when the organisation is not verified', async () => {
    const newcomer = await hub.person('赵经理')
    const organisationId = await hub.organisation(newcomer, 'enterprise', { zh: '白沟新锐箱包(虚构)' }, false)
    const made = await newcomer.ok('POST', '/api/challenges', {
      seekerId: organisationId,
      brief: briefOf('拉杆箱拉杆耐疲劳'),
    })
    await newcomer.ok('POST', `/api/challenges/${made.id}/submit`)
    expect((await hub.visitor().get(`/api/challenges/${made.id}`)).status).toBe(404)

    const operator = await hub.operator()
    const queue = await operator.read<{ challenges: { id: string }[] }>('/api/operator/queue')
    expect(queue.challenges.map(({ id }) => id)).toContain(made.id)
    expect((await newcomer.post(`/api/challenges/${made.id}/approve`)).status).toBe(403)
    await operator.ok('POST', `/api/challenges/${made.id}/approve`)
    expect((await hub.visitor().get(`/api/challenges/${made.id}`)).body).toMatchObject({ status: 'open' })
  })

  test('says what is missing, and appends nothing', async () => {
    const { id } = await draft('空白需求', { mustHaves: [], description: {} })
    const before = await hub.open.hub.log.head()
    const answer = await seeker.post(`/api/challenges/${id}/submit`)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'challenge-incomplete', missing: ['description', 'mustHaves'] },
    })
    expect(await hub.open.hub.log.head()).toBe(before)
  })
})

describe('finding challenges', () => {
  test('finds two-character words, in Traditional characters as well as Simplified', async () => {
    const id = await post('丝网在线缺陷检测')
    for (const q of ['丝网', '絲網', '缺陷检测', '缺陷檢測'])
      expect(
        (await boardFor(hub.visitor(), `?q=${encodeURIComponent(q)}`)).items.map((item) => item.id),
      ).toContain(id)
    expect((await boardFor(hub.visitor(), `?q=${encodeURIComponent('网丝')}`)).total).toBe(0)
  })

  test.each(['"', '丝网" OR "1', 'NEAR(丝网)', '*', 'title:丝网', '(((', "'; DROP TABLE challenge;--"])(
    'treats %s as words, not as syntax',
    async (q) => {
      expect((await hub.visitor().get(`/api/challenges?q=${encodeURIComponent(q)}`)).status).toBe(200)
    },
  )

  test('pages through everything exactly once, whatever the order', async () => {
    for (let n = 0; n < 7; n++) await post(`分页测试需求 ${n}`, { cluster: '清河羊绒' })
    const { total } = await boardFor(hub.visitor())
    for (const sort of ['newest', 'deadline', 'budget']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page: Board = await boardFor(
          hub.visitor(),
          `?sort=${sort}&limit=3${cursor ? `&cursor=${cursor}` : ''}`,
        )
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      expect(seen).toHaveLength(total)
      expect(new Set(seen).size).toBe(total)
    }
  })

  test('counts by facet and narrows by it', async () => {
    const { facets } = await boardFor(hub.visitor())
    const narrowed = await boardFor(hub.visitor(), '?cluster=清河羊绒')
    expect(narrowed.total).toBe(facets.cluster.清河羊绒)
    expect(narrowed.total).toBe(7)
  })

  test('counts in a facet what the other filters leave, so that each count is what its choice will show', async () => {
    await post('可微调的织机张力', { mode: 'joint', cluster: '清河羊绒' })
    const filters = ['cluster=清河羊绒', 'mode=joint', 'status=open']
    for (const [index, query] of ['', ...filters, filters.join('&'), `q=张力&${filters[0]}`].entries()) {
      const { facets } = await boardFor(hub.visitor(), `?${query}`)
      for (const [name, counts] of Object.entries(facets))
        for (const [value, count] of Object.entries(counts)) {
          const others = query.split('&').filter((one) => one && !one.startsWith(`${name}=`))
          const chosen = await boardFor(hub.visitor(), `?${[...others, `${name}=${value}`].join('&')}`)
          expect([index, name, value, chosen.total]).toEqual([index, name, value, count])
        }
    }
  })

  test('reads pages and counts out of indexes, not out of every brief', () => {
    const sqlite = hub.open.hub.views.$client
    const plan = (text: string) =>
      (sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join('; ')
    const visible = `status <> 'draft' AND visibility = 'public'`
    for (const [name, key] of Object.entries(ORDERS))
      expect(plan(`SELECT id, ${key} AS key FROM challenge WHERE ${visible} ORDER BY key, id LIMIT 25`)).toBe(
        `SCAN challenge USING COVERING INDEX challenge_by_${name}`,
      )
    expect(
      plan(`SELECT status, count(*) FROM challenge WHERE ${visible} GROUP BY status, mode, cluster`),
    ).toBe('SCAN challenge USING COVERING INDEX challenge_counted')
  })

  test('shows challenges for members only to people of verified organisations, in lists, search and pages alike', async () => {
    const id = await post('仅限会员的压铸工艺难题', { visibility: 'members' })
    const q = `?q=${encodeURIComponent('压铸')}`
    expect((await boardFor(hub.visitor(), q)).total).toBe(0)
    expect((await hub.visitor().get(`/api/challenges/${id}`)).status).toBe(404)
    const professor = await hub.person('李教授')
    await hub.organisation(professor, 'university', { zh: '冀中理工大学(虚构)' })
    expect((await boardFor(professor, q)).total).toBe(1)
    expect((await professor.get(`/api/challenges/${id}`)).status).toBe(200)
  })
})

describe('changing a challenge', () => {
  test('is refused when somebody else changed it first', async () => {
    const { id } = await draft('并发修改')
    const brief = { ...briefOf('并发修改'), cluster: '永年标准件' }
    await seeker.ok('PUT', `/api/challenges/${id}/brief`, { brief }, { 'if-match': '"0"' })
    const second = await seeker.send(
      'PUT',
      `/api/challenges/${id}/brief`,
      { brief: briefOf('另一版') },
      { 'if-match': '"0"' },
    )
    expect(second).toMatchObject({ status: 412, body: { code: 'stale', revision: 1 } })
  })

  test('in the open leaves an addendum that everyone can read', async () => {
    const id = await post('公开修改')
    await seeker.ok('PUT', `/api/challenges/${id}/brief`, {
      brief: { ...briefOf('公开修改'), cluster: '安平' },
      note: '补充集群',
    })
    const at = '2026-09-30T16:00:00.000Z'
    await seeker.ok('POST', `/api/challenges/${id}/extend`, { at, reason: '应多个团队请求' })
    const page = await hub
      .visitor()
      .read<{ addenda: { n: number; note: string }[]; deadline: object }>(`/api/challenges/${id}`)
    expect(page.addenda).toMatchObject([
      { n: 1, note: '补充集群' },
      { n: 2, note: '应多个团队请求' },
    ])
    expect(page.deadline).toEqual({ kind: 'fixed', at })
  })

  test('acts once for one Idempotency-Key, and refuses the key for anything else', async () => {
    const body = { seekerId, brief: briefOf('重复提交') }
    const key = { 'idempotency-key': 'k-1' }
    const first = await seeker.ok('POST', '/api/challenges', body, key)
    const again = await seeker.ok('POST', '/api/challenges', body, key)
    expect(again).toEqual(first)
    const other = await seeker.post('/api/challenges', { ...body, brief: briefOf('别的') }, key)
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } })
  })

  test('closes by itself when its deadline comes', async () => {
    const id = await post('到期自动截止')
    hub.clock.set(CLOSES)
    await hub.open.settled()
    await expect
      .poll(async () => (await hub.visitor().read<{ status: string }>(`/api/challenges/${id}`)).status, {
        timeout: 5_000,
      })
      .toBe('closed')
  })
})
