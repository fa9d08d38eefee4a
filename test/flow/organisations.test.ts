import { describe, expect, test } from 'vitest'
import { invitation } from '#events/invitation.ts'
import { handle } from '#src/command/handle.ts'
import { operatorInvitation } from '#src/features/invitation/commands.ts'
import { invitationDecider } from '#src/features/invitation/decider.ts'
import type { OrganisationPage } from '#src/features/organisation/shapes.ts'
import { signUp } from '#src/features/person/commands.ts'
import type { Me } from '#src/features/person/shapes.ts'
import { readToken } from '#src/http/link.ts'
import { newId } from '#src/platform/ids.ts'
import { briefOf } from '#test/support/brief.ts'
import type { Answer, Client } from '#test/support/client.ts'
import { type TestHub, testHub } from '#test/support/hub.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const codeOf = ({ body }: Answer) => (body as { code?: string }).code
const tokenOf = ({ body }: Answer) => (body as { link: string }).link.split('/').at(-1) ?? ''
const page = (of: Client, id: string) => of.read<OrganisationPage>(`/api/organisations/${id}`)
const profile = (zh: string, kind = 'enterprise') => ({
  name: { zh },
  kind,
  region: '衡水',
  about: {},
  website: '',
})

/** An organisation of `admin`'s, and a link into it. */
async function inviting(hub: TestHub, admin: Client, role = 'member') {
  const id = await hub.organisation(admin, 'enterprise', { zh: '安平丝网厂' }, false)
  const token = tokenOf(await admin.post(`/api/organisations/${id}/invitations`, { role }))
  return { id, token }
}
const accept = (of: Client, token: string) => of.post(`/api/invitations/${token}/accept`)

describe('an organisation', () => {
  test('is registered by a person, who administers it', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    expect(codeOf(await hub.visitor().post('/api/organisations', profile('安平丝网厂')))).toBe(
      'sign-in-first',
    )
    const { id } = await wang.ok('POST', '/api/organisations', profile('安平丝网厂'))
    expect(await page(wang, id)).toMatchObject({
      id,
      name: { zh: '安平丝网厂' },
      verification: 'unverified',
      revision: 0,
      members: [{ personId: wang.id, name: '王强', role: 'admin' }],
      imported: false,
      demo: false,
    })
    expect((await wang.read<Me>('/api/me')) as object).toMatchObject({
      organisations: [{ id, name: { zh: '安平丝网厂' }, kind: 'enterprise', role: 'admin', verified: false }],
    })
  })

  test('registered twice under one Idempotency-Key is one', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const key = { 'idempotency-key': newId() }
    const first = await wang.post('/api/organisations', profile('安平丝网厂'), key)
    const again = await wang.post('/api/organisations', profile('安平丝网厂'), key)
    expect(again.body).toEqual(first.body)
    expect(await wang.read('/api/organisations')).toMatchObject({ total: 1 })
  })

  test('shows its members to those who belong to it and to the operator', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const id = await hub.organisation(wang, 'enterprise', { zh: '安平丝网厂' }, false)
    await wang.ok('POST', `/api/organisations/${id}/verification`, { note: '营业执照' })
    const stranger = await page(await hub.person('赵六'), id)
    expect(stranger.members).toBeUndefined()
    expect(stranger.verification).toBe('unverified')
    expect((await page(hub.visitor(), id)).members).toBeUndefined()
    expect(await page(await hub.operator(), id)).toMatchObject({ verification: 'pending', members: [{}] })
    expect((await wang.get(`/api/organisations/${newId()}`)).status).toBe(404)
  })

  test('is verified by an operator after it asked, or told why not', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const operator = await hub.operator()
    const { id } = await wang.ok('POST', '/api/organisations', profile('安平丝网厂'))
    const at = `/api/organisations/${id}`
    expect(codeOf(await operator.post(`${at}/verify`))).toBe('verification-not-requested')
    await wang.ok('POST', `${at}/verification`, { note: '营业执照见附件' })
    expect((await operator.read<{ organisations: unknown }>('/api/operator/queue')).organisations).toEqual([
      {
        id,
        name: { zh: '安平丝网厂' },
        kind: 'enterprise',
        note: '营业执照见附件',
        requestedAt: hub.clock.now(),
      },
    ])
    expect((await wang.post(`${at}/verify`)).status).toBe(403)
    expect((await wang.get('/api/operator/queue')).status).toBe(403)
    expect((await operator.post(`${at}/reject`, { reason: ' ' })).status).toBe(422)
    await operator.ok('POST', `${at}/reject`, { reason: '请补充公章' })
    expect(await page(wang, id)).toMatchObject({ verification: 'rejected', rejection: '请补充公章' })
    await wang.ok('POST', `${at}/verification`, { note: '已盖章' })
    await operator.ok('POST', `${at}/verify`)
    expect((await page(hub.visitor(), id)).verification).toBe('verified')
    expect(await operator.read('/api/operator/queue')).toMatchObject({ organisations: [] })
    const kind = await wang.send('PUT', `${at}/profile`, profile('安平丝网厂', 'incubator'))
    expect(codeOf(kind)).toBe('already-verified')
  })

  test('is changed by its administrators, at the revision they have seen', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const { id } = await wang.ok('POST', '/api/organisations', profile('安平丝网厂'))
    const put = (of: Client, name: string, revision: number) =>
      of.send('PUT', `/api/organisations/${id}/profile`, profile(name), { 'if-match': `"${revision}"` })
    expect((await put(wang, '安平丝网集团', 0)).headers.get('ETag')).toBe('"1"')
    expect(codeOf(await put(wang, '安平', 0))).toBe('stale')
    expect((await put(await hub.person('赵六'), '安平', 1)).status).toBe(403)
    expect(await page(wang, id)).toMatchObject({ name: { zh: '安平丝网集团' }, revision: 1 })
  })

  test('is found by kind and name, page by page', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    for (const [zh, kind] of [
      ['乙孵化器', 'incubator'],
      ['甲孵化器', 'incubator'],
      ['丙大学', 'university'],
    ] as const)
      await wang.ok('POST', '/api/organisations', profile(zh, kind))
    type List = { total: number; items: { name: { zh: string } }[]; next?: string }
    const list = (query: string) => hub.visitor().read<List>(`/api/organisations?${query}`)
    const first = await list('kind=incubator&limit=1')
    const second = await list(`kind=incubator&limit=1&cursor=${first.next}`)
    expect([first.total, second.total, second.next]).toEqual([2, 2, undefined])
    expect([...first.items, ...second.items].map(({ name }) => name.zh).sort()).toEqual([
      '乙孵化器',
      '甲孵化器',
    ])
    expect((await list(`q=${encodeURIComponent('丙')}`)).items).toHaveLength(1)
    expect((await list('cursor=bm90IG91cnM')).total).toBe(3)
    expect((await list('cursor=NQ')).total).toBe(3)
    expect((await hub.visitor().get('/api/organisations?kind=school')).status).toBe(422)
  })

  test('always has an administrator; members leave and are removed', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const li = await hub.person('李娜')
    const { id, token } = await inviting(hub, wang)
    await accept(li, token)
    const member = (of: Client) => `/api/organisations/${id}/members/${of.id}`
    expect(codeOf(await wang.send('DELETE', member(wang), {}))).toBe('last-admin')
    expect(codeOf(await wang.send('PUT', member(wang), { role: 'member' }))).toBe('last-admin')
    expect((await li.send('PUT', member(li), { role: 'admin' })).status).toBe(403)
    expect((await li.send('DELETE', member(wang), {})).status).toBe(403)
    await wang.ok('PUT', member(li), { role: 'admin' })
    await wang.ok('DELETE', member(wang))
    expect((await page(li, id)).members).toEqual([{ personId: li.id, name: '李娜', role: 'admin' }])
    expect((await page(wang, id)).members).toBeUndefined()
    expect(codeOf(await li.send('DELETE', member(wang), {}))).toBe('not-a-member')
  })
})

describe('an invitation', () => {
  test('says what it is for, and lets one person in, once', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const { id, token } = await inviting(hub, wang)
    expect(await hub.visitor().read(`/api/invitations/${token}`)).toMatchObject({
      scope: 'organisation',
      role: 'member',
      target: { id, name: { zh: '安平丝网厂' } },
      usable: true,
    })
    expect(codeOf(await accept(hub.visitor(), token))).toBe('sign-in-first')
    const rivals = [await hub.person('李娜'), await hub.person('赵六')]
    const answers = await Promise.all(rivals.map((one) => accept(one, token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    expect((await page(wang, id)).members).toHaveLength(2)
    expect(await hub.visitor().read(`/api/invitations/${token}`)).toMatchObject({ usable: false })
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    expect(codeOf(await hub.visitor().get(`/api/invitations/${changed}`))).toBe('link-invalid')
    expect(codeOf(await accept(rivals[0] as Client, changed))).toBe('link-invalid')
  })

  test('opens the door to whoever signs up with it', async () => {
    await using hub = await testHub()
    const { id, token } = await inviting(hub, await hub.person('王强'))
    const li = hub.visitor()
    const wish = { email: 'li@example.cn', name: '李娜', password: '不锈钢丝网-2026', locale: 'zh-CN' }
    const key = { 'idempotency-key': newId() }
    const { id: personId } = await li.ok('POST', '/api/people', { ...wish, invitation: token }, key)
    const again = await hub.visitor().ok('POST', '/api/people', { ...wish, invitation: token }, key)
    expect(again.id, 'when the first answer was lost').toBe(personId)
    expect(await li.read('/api/me')).toMatchObject({
      signedIn: true,
      organisations: [{ id, role: 'member' }],
    })
    const late = await hub
      .visitor()
      .post('/api/people', { ...wish, email: 'b@example.cn', invitation: token })
    expect(codeOf(late)).toBe('link-invalid')
    const retry = await hub.visitor().post('/api/people', { ...wish, email: 'b@example.cn' })
    expect(retry.status, 'the refused sign-up reserved nothing').toBe(200)
  })

  test('opened again by the same person mends a crash, but does not bring back who was removed', async () => {
    await using hub = await testHub()
    const { log } = hub.open.hub
    const wang = await hub.person('王强')
    const li = await hub.person('李娜')
    const { id, token } = await inviting(hub, wang)
    const { id: invitationId, tokenHash } = readToken(token) ?? { id: '', tokenHash: '' }
    // What the hub had written when it died between the two streams.
    await handle(
      log,
      invitation,
      invitationDecider,
      invitationId,
      { type: 'AcceptInvitation', personId: li.id, tokenHash, now: hub.clock.now() },
      { by: li.id, at: hub.clock.now(), cause: newId() },
    )
    expect(codeOf(await accept(await hub.person('赵六'), token))).toBe('link-invalid')
    expect((await accept(li, token)).status).toBe(200)
    expect((await page(wang, id)).members).toHaveLength(2)
    await wang.ok('DELETE', `/api/organisations/${id}/members/${li.id}`)
    expect((await accept(li, token)).status).toBe(200)
    expect((await page(wang, id)).members).toHaveLength(1)
  })

  test('works only while its issuer may let people in, for seven days, and until it is withdrawn', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const li = await hub.person('李娜')
    const zhao = await hub.person('赵六')
    const { id, token } = await inviting(hub, wang, 'admin')
    await accept(li, token)
    const invite = async (of: Client) => of.post(`/api/organisations/${id}/invitations`, { role: 'member' })
    const byWang = tokenOf(await invite(wang))
    const byLi = await invite(li)
    const { items } = await li.read<{ items: { issuedBy: string }[] }>(`/api/organisations/${id}/invitations`)
    expect(items.map(({ issuedBy }) => issuedBy)).toEqual(['王强', '李娜'])
    expect(JSON.stringify(items)).not.toContain('oken')

    await li.ok('PUT', `/api/organisations/${id}/members/${wang.id}`, { role: 'member' })
    expect(codeOf(await accept(zhao, byWang))).toBe('link-invalid')
    expect((await invite(wang)).status).toBe(403)
    expect((await wang.get(`/api/organisations/${id}/invitations`)).status).toBe(403)

    const withdraw = `/api/invitations/by-id/${(byLi.body as { id: string }).id}`
    expect((await zhao.send('DELETE', withdraw, {})).status).toBe(404)
    await li.ok('DELETE', withdraw)
    expect(codeOf(await accept(zhao, tokenOf(byLi)))).toBe('link-invalid')

    const last = tokenOf(await invite(li))
    hub.clock.advance(7 * DAY)
    const later = await hub.person('孙七')
    expect(codeOf(await accept(later, last))).toBe('link-invalid')
  })

  test('is not used up by who is a member already', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const { token } = await inviting(hub, wang)
    expect(codeOf(await accept(wang, token))).toBe('already-member')
    expect((await accept(await hub.person('李娜'), token)).status).toBe(200)
  })
})

describe('an invitation into a team', () => {
  test('is the lead’s to give; one person has one team in a challenge', async () => {
    await using hub = await testHub()
    const wang = await hub.person('王强')
    const seekerId = await hub.organisation(wang, 'enterprise', { zh: '安平丝网厂' })
    const { id: challengeId } = await wang.ok('POST', '/api/challenges', {
      seekerId,
      brief: briefOf('480目丝网'),
    })
    await wang.ok('POST', `/api/challenges/${challengeId}/submit`)
    const li = await hub.person('李娜')
    const zhao = await hub.person('赵六')
    const team = async (lead: Client, name: string) =>
      (await lead.ok('POST', `/api/challenges/${challengeId}/teams`, { name })).id
    const first = await team(li, '丝网先锋队')
    await team(zhao, '断丝攻关队')

    const invite = (of: Client, role = 'advisor') => of.post(`/api/teams/${first}/invitations`, { role })
    expect((await invite(zhao)).status).toBe(403)
    expect((await invite(li, 'lead')).status).toBe(422)
    const token = tokenOf(await invite(li))
    expect(await zhao.read(`/api/invitations/${token}`)).toMatchObject({
      scope: 'team',
      role: 'advisor',
      target: { id: first, name: '丝网先锋队' },
    })
    expect(codeOf(await accept(zhao, token))).toBe('already-in-team')
    expect(codeOf(await accept(wang, token)), 'of the seeker').toBe('own-challenge')
    const qian = await hub.person('钱八')
    expect((await accept(qian, token)).status).toBe(200)
    expect((await qian.read<Me>('/api/me')) as object).toMatchObject({
      teams: [{ id: first, name: '丝网先锋队', challengeId, role: 'advisor' }],
    })
  })
})

describe('the operator', () => {
  test('of an empty hub comes in by the last link that was printed', async () => {
    await using hub = await testHub()
    const first = (await operatorInvitation(hub.open.hub))?.split('/').at(-1) ?? ''
    const second = (await operatorInvitation(hub.open.hub))?.split('/').at(-1) ?? ''
    const zhao = await hub.person('赵六')
    expect(codeOf(await accept(zhao, first))).toBe('link-invalid')
    const before = zhao.cookie()
    expect((await accept(zhao, second)).status).toBe(200)
    expect(zhao.cookie(), 'a new right, a new session').not.toBe(before)
    expect(await zhao.read('/api/me')).toMatchObject({ person: { operator: true } })
    expect(await operatorInvitation(hub.open.hub)).toBeUndefined()

    hub.clock.advance(HOUR / 2 + 1)
    expect(await zhao.read('/api/me'), 'half an hour idle').toMatchObject({ signedIn: false })
  })

  test('finds people by name and address', async () => {
    await using hub = await testHub()
    const operator = await hub.operator()
    const li = await hub.person('李娜')
    const queue = await operator.read<{ people: object[] }>(
      `/api/operator/queue?q=${encodeURIComponent('李')}`,
    )
    expect(queue.people).toEqual([{ id: li.id, name: '李娜', email: li.email }])
  })
})

describe('the demo', () => {
  const demoPerson = async (hub: TestHub) => {
    const asking = { by: 'system:demo', at: hub.clock.now(), cause: newId() }
    const wish = { email: 'demo@example.cn', name: '周敏', locale: 'zh-CN', password: `${newId()}` } as const
    const { id } = await signUp(hub.open.hub, { ...wish, demo: true }, asking)
    await hub.open.settled()
    return id
  }

  test('lets whoever sits at this machine sign in as its people, and only as them', async () => {
    await using hub = await testHub({ HUB_DEMO: '1' })
    const personId = await demoPerson(hub)
    const real = await hub.person('王强')
    const one = hub.visitor()
    expect(await one.read('/api/demo/people')).toEqual([
      { id: personId, name: '周敏', role: { zh: '', en: '' }, organisation: {} },
    ])
    expect(codeOf(await one.post('/api/demo/session', { personId: real.id }))).toBe('demo-only')
    await one.ok('POST', '/api/demo/session', { personId })
    expect(await one.read('/api/me')).toMatchObject({ signedIn: true, demo: true, person: { name: '周敏' } })
  })

  test('is not there for others, nor without a demo', async () => {
    await using hub = await testHub({ HUB_DEMO: '1' })
    const personId = await demoPerson(hub)
    const proxied = { 'x-forwarded-for': '203.0.113.9' }
    expect((await hub.visitor().get('/api/demo/people', proxied)).status).toBe(404)
    expect((await hub.visitor().post('/api/demo/session', { personId }, proxied)).status).toBe(404)
    await using published = await testHub({ HUB_DEMO: '1', HUB_URL: 'https://hub.example.org' })
    expect((await published.visitor().get('/api/demo/people')).status).toBe(404)
    await using empty = await testHub()
    expect((await empty.visitor().get('/api/demo/people')).status).toBe(404)
  })
})
