import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { email as emailCategory } from '#events/person.ts'
import { readConfig } from '#src/config.ts'
import { emailId, issueReset } from '#src/features/person/commands.ts'
import type { Me } from '#src/features/person/shapes.ts'
import { openHub } from '#src/hub.ts'
import { newId } from '#src/platform/ids.ts'
import { type Answer, type Client, client } from '#test/support/client.ts'
import { type TestHub, testHub } from '#test/support/hub.ts'

const HOUR = 3_600_000
const LI = { email: 'Li.Na@Example.cn', name: '李娜', password: '不锈钢丝网-2026', locale: 'zh-CN' }
const WANG = { email: 'wang@example.cn', name: '王强', password: 'quiet river 8', locale: 'zh-CN' }

const codeOf = ({ body }: Answer) => (body as { code?: string }).code
const me = (of: Client) => of.read<Me>('/api/me')
const signedIn = async (of: Client) => (await me(of)).signedIn

async function signUp(hub: TestHub, who: typeof LI) {
  const one = hub.visitor()
  one.id = (await one.ok('POST', '/api/people', who)).id
  return one
}

const logOf = async (hub: TestHub) => {
  const types: string[] = []
  for await (const batch of hub.open.hub.log.readAll(0)) types.push(...batch.map(({ type }) => type))
  return types
}

describe('signing up, in and out', () => {
  test('makes a person who is signed in, and may leave and come back', async () => {
    await using hub = await testHub()
    const li = hub.visitor()
    const answer = await li.post('/api/people', LI)
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).toMatch(
      /(^|,)sid=\w+; HttpOnly; Max-Age=43200; Path=\/; SameSite=Lax/,
    )
    expect(await me(li)).toMatchObject({
      signedIn: true,
      person: { name: '李娜', email: 'li.na@example.cn', locale: 'zh-CN', headline: '', operator: false },
      organisations: [],
      teams: [],
    })

    await li.ok('DELETE', '/api/session')
    expect(await me(li)).toEqual({ signedIn: false, demo: false })
    await li.ok('POST', '/api/session', { email: ' LI.na@example.CN', password: LI.password })
    expect(await signedIn(li)).toBe(true)
  })

  test('keeps the address, the name and the password out of what the disk holds of the log', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'hub-accounts-'))
    await using hub = await testHub({ HUB_DATA: folder.path, HUB_LOG: `sqlite:${folder.path}/log.db` })
    await signUp(hub, LI)
    expect(await logOf(hub)).toEqual(['EmailReserved', 'PersonSignedUp', 'SessionStarted'])
    const written = await Promise.all(
      ['log.db', 'log.db-wal'].map((name) => readFile(join(folder.path, name)).catch(() => Buffer.alloc(0))),
    )
    const bytes = Buffer.concat(written)
    expect(bytes.includes('SessionStarted')).toBe(true)
    for (const secret of ['example.cn', LI.name, LI.password, 'argon2id'])
      expect(bytes.includes(secret), secret).toBe(false)
  })

  test('gives an address to one person, also when two ask at once', async () => {
    await using hub = await testHub()
    const answers = await Promise.all([
      hub.visitor().post('/api/people', LI),
      hub.visitor().post('/api/people', LI),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const late = await hub.visitor().post('/api/people', { ...LI, email: 'ｌi.na@example.cn' })
    expect(codeOf(late)).toBe('email-taken')
  })

  test('takes over a reservation that a crash left without its person', async () => {
    await using hub = await testHub()
    const { log } = hub.open.hub
    const personId = newId()
    const meta = { by: 'visitor', at: hub.clock.now(), cause: newId() }
    const event = { id: newId(), type: 'EmailReserved', v: 1, data: { personId }, meta }
    await log.append(emailCategory.stream(emailId(hub.open.hub, LI.email)), [event], 'new')
    expect((await signUp(hub, LI)).id).toBe(personId)
  })

  test('under one Idempotency-Key is done once', async () => {
    await using hub = await testHub()
    const li = hub.visitor()
    const key = { 'idempotency-key': newId() }
    const first = await li.post('/api/people', LI, key)
    const again = await hub.visitor().post('/api/people', LI, key)
    expect(again.body).toEqual(first.body)
    const other = await hub.visitor().post('/api/people', { ...LI, name: '李四' }, key)
    expect(codeOf(other)).toBe('idempotency-mismatch')
  })

  test('tells a wrong password and an unknown address apart from nothing', async () => {
    await using hub = await testHub()
    await signUp(hub, LI)
    const wrong = await hub.visitor().post('/api/session', { email: LI.email, password: 'not this one' })
    const nobody = await hub
      .visitor()
      .post('/api/session', { email: 'nobody@example.cn', password: 'not this' })
    const said = ({ status, body }: Answer) => ({ status, ...(body as object), instance: '' })
    expect(said(wrong)).toMatchObject({ status: 401, code: 'wrong-credentials' })
    expect(said(nobody)).toEqual(said(wrong))
  })

  test('refuses what cannot be a person, and writes nothing', async () => {
    await using hub = await testHub()
    const tries: [unknown, number, string][] = [
      ['{"email":', 400, 'malformed-json'],
      [{ ...LI, email: 'not an address' }, 422, 'invalid-input'],
      [{ ...LI, name: ' ' }, 422, 'invalid-input'],
      [{ ...LI, name: 'a\u0000b' }, 422, 'invalid-input'],
      [{ ...LI, name: '长'.repeat(81) }, 422, 'invalid-input'],
      [{ ...LI, locale: 'fr' }, 422, 'invalid-input'],
      [{ ...LI, password: 'short' }, 422, 'weak-password'],
      [{ ...LI, password: 'woaini1314' }, 422, 'weak-password'],
      [{ ...LI, password: 'i am li.na' }, 422, 'weak-password'],
      [{ ...LI, password: 'long'.repeat(100) }, 422, 'weak-password'],
      [{ ...LI, invitation: 'x' }, 404, 'link-invalid'],
    ]
    for (const [body, status, code] of tries) {
      const answer = await hub.visitor().post('/api/people', body)
      expect([answer.status, codeOf(answer)], JSON.stringify(body)).toEqual([status, code])
    }
    expect(await logOf(hub)).toEqual([])
  })
})

describe('sessions', () => {
  test('end after twelve idle hours; use lengthens them, reading does not write', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const profile = { name: '李娜', locale: 'zh-CN', headline: '丝网研究员' }
    hub.clock.advance(11 * HOUR)
    const before = (await logOf(hub)).length
    expect(await signedIn(li)).toBe(true)
    expect((await logOf(hub)).length).toBe(before)
    await li.ok('PUT', '/api/me/profile', profile)
    await li.ok('PUT', '/api/me/profile', profile)
    expect((await logOf(hub)).filter((type) => type === 'SessionRenewed')).toHaveLength(1)
    hub.clock.advance(11 * HOUR)
    expect(await signedIn(li)).toBe(true)
    hub.clock.advance(HOUR + 1)
    expect(await signedIn(li)).toBe(false)
    expect(codeOf(await li.send('PUT', '/api/me/profile', profile))).toBe('sign-in-first')
  })

  test('end after thirty days, however much they are used', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const profile = { name: '李娜', locale: 'zh-CN', headline: '' }
    for (let half = 0; half < 71; half++) {
      hub.clock.advance(10 * HOUR)
      await li.ok('PUT', '/api/me/profile', profile)
    }
    hub.clock.advance(10 * HOUR + 1)
    expect(await signedIn(li)).toBe(false)
  })

  test('are listed, ended one by one, and everywhere', async () => {
    await using hub = await testHub()
    const home = await signUp(hub, LI)
    hub.clock.advance(1_000)
    const phone = hub.visitor()
    const office = hub.visitor()
    for (const one of [phone, office]) await one.ok('POST', '/api/session', LI)
    type List = { items: { handle: string; current: boolean }[] }
    const { items } = await home.read<List>('/api/sessions')
    expect(items.map(({ current }) => current)).toEqual([false, false, true])
    expect((await hub.visitor().get('/api/sessions')).status).toBe(401)

    const onPhone = (await phone.read<List>('/api/sessions')).items.find(({ current }) => current)
    await home.ok('DELETE', `/api/sessions/${onPhone?.handle}`)
    expect([await signedIn(phone), await signedIn(office), await signedIn(home)]).toEqual([false, true, true])
    expect((await home.send('DELETE', `/api/sessions/${onPhone?.handle}`, {})).status).toBe(404)

    await home.ok('DELETE', '/api/sessions')
    expect([await signedIn(office), await signedIn(home)]).toEqual([false, false])
  })

  test('of another person cannot be ended by their handle', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const wang = await signUp(hub, WANG)
    const { items } = await li.read<{ items: { handle: string }[] }>('/api/sessions')
    expect((await wang.send('DELETE', `/api/sessions/${items[0]?.handle}`, {})).status).toBe(404)
    expect(await signedIn(li)).toBe(true)
  })

  test('are twenty at most: the oldest gives way', async () => {
    await using hub = await testHub()
    const first = await signUp(hub, LI)
    for (let i = 0; i < 20; i++) {
      hub.clock.advance(1_000)
      await hub.visitor().ok('POST', '/api/session', LI)
    }
    expect(await signedIn(first)).toBe(false)
  })

  test('get a new id at each sign-in, and the old one is over', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const stolen = li.cookie()
    await li.ok('POST', '/api/session', LI)
    expect(li.cookie()).not.toBe(stolen)
    const thief = await hub.visitor().get('/api/me', { cookie: stolen })
    expect(thief.body).toMatchObject({ signedIn: false })
  })

  test('survive a foreign cookie that does not decode', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const answer = await hub.visitor().get('/api/me', { cookie: `other=%E0%A4%A; ${li.cookie()}` })
    expect(answer.body).toMatchObject({ signedIn: true })
    const broken = await hub.visitor().get('/api/me', { cookie: 'sid=%E0%A4%A' })
    expect(broken.body).toMatchObject({ signedIn: false })
  })

  test('are not started over plain HTTP on another host, and are Secure over https', async () => {
    await using hub = await testHub({ HUB_URL: 'http://hub.lan:3000', HUB_HOST: '0.0.0.0' })
    const refused = await hub.visitor().post('/api/people', LI, {
      host: 'hub.lan:3000',
      origin: 'http://hub.lan:3000',
    })
    expect([refused.status, codeOf(refused)]).toEqual([400, 'plain-http'])

    await using safe = await testHub({ HUB_URL: 'https://hub.example.org' })
    const answer = await safe.visitor().post('/api/people', LI, {
      host: 'hub.example.org',
      origin: 'https://hub.example.org',
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).toMatch(
      /__Host-sid=\w+; HttpOnly; Max-Age=43200; Path=\/; SameSite=Lax; Secure/,
    )
  })
})

describe('passwords', () => {
  test('are changed by who knows the old one; other browsers are signed out', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const phone = hub.visitor()
    await phone.ok('POST', '/api/session', LI)
    const change = (current: string, password: string) =>
      li.send('PUT', '/api/me/password', { current, password })
    expect(codeOf(await change('not this one', 'a better one'))).toBe('wrong-password')
    expect(codeOf(await change(LI.password, 'password1'))).toBe('weak-password')
    const before = li.cookie()
    expect((await change(LI.password, '新的密码-丝网八号')).status).toBe(200)
    expect(li.cookie()).not.toBe(before)
    expect([await signedIn(li), await signedIn(phone)]).toEqual([true, false])
    expect(codeOf(await phone.post('/api/session', LI))).toBe('wrong-credentials')
    await phone.ok('POST', '/api/session', { ...LI, password: '新的密码-丝网八号' })
  })

  test('are reset once, within the hour, by a link of the operator’s', async () => {
    await using hub = await testHub()
    const li = await signUp(hub, LI)
    const operator = await hub.operator()
    const path = `/api/operator/people/${li.id}/reset`
    expect((await li.post(path)).status).toBe(403)
    expect((await operator.post(`/api/operator/people/${newId()}/reset`)).status).toBe(404)
    const token = async () => {
      const { link } = (await operator.post(path)).body as { link: string }
      expect(link).toMatch(/\/app\/reset\/[\w-]{64}$/)
      return link.split('/').at(-1) ?? ''
    }
    const late = await token()
    hub.clock.advance(HOUR)
    const use = (token: string, password = '重置之后的新密码') =>
      hub.visitor().post('/api/resets', { token, password })
    expect(codeOf(await use(late))).toBe('link-invalid')

    // The operator's own session has ended meanwhile; the command line does the same.
    const replaced = (await issueReset(hub.open.hub, LI.email, 'system:cli')).link.split('/').at(-1) ?? ''
    const last = (await issueReset(hub.open.hub, li.id, 'system:cli')).link.split('/').at(-1) ?? ''
    expect(codeOf(await use(replaced))).toBe('link-invalid')
    expect(codeOf(await use(last, 'password1'))).toBe('weak-password')
    expect(await signedIn(li)).toBe(true)
    expect((await use(last)).status).toBe(200)
    expect(await signedIn(li)).toBe(false)
    expect(codeOf(await use(last))).toBe('link-invalid')
    await li.ok('POST', '/api/session', { ...LI, password: '重置之后的新密码' })
  })

  test('cannot be guessed at leisure', async () => {
    const config = readConfig({ HUB_LOG: 'memory:', HUB_DEMO: '0', LOG_LEVEL: 'silent' })
    await using open = await openHub(config, { now: () => '2026-03-02T01:00:00.000Z' })
    const one = client(open)
    await one.ok('POST', '/api/people', LI)
    const guess = (password: string) => one.post('/api/session', { email: LI.email, password })
    // A success in between gives the turns back.
    for (let i = 0; i < 9; i++) expect((await guess(`guess ${i} 号`)).status).toBe(401)
    expect((await guess(LI.password)).status).toBe(200)
    for (let i = 0; i < 10; i++) expect((await guess(`guess ${i} 号`)).status).toBe(401)
    const limited = await guess(LI.password)
    expect([limited.status, codeOf(limited), limited.headers.get('Retry-After')]).toEqual([
      429,
      'rate-limited',
      '90',
    ])
    expect((await one.post('/api/session', { email: WANG.email, password: 'x' })).status).toBe(401)
  })

  test('cannot be guessed either by whoever finds a browser signed in', async () => {
    const config = readConfig({ HUB_LOG: 'memory:', HUB_DEMO: '0', LOG_LEVEL: 'silent' })
    await using open = await openHub(config, { now: () => '2026-03-02T01:00:00.000Z' })
    const one = client(open)
    await one.ok('POST', '/api/people', LI)
    const guess = (current: string) =>
      one.send('PUT', '/api/me/password', { current, password: '新的 correct horse 77' })
    for (let i = 0; i < 10; i++) expect(codeOf(await guess(`guess ${i} 号`))).toBe('wrong-password')
    expect(codeOf(await guess(LI.password))).toBe('rate-limited')
  })
})
