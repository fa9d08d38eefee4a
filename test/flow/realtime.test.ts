/** Live news over a real port: who hears what, how soon, and at what cost; and that nobody reads behind their own write. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ARMOUR } from '#test/support/ask.ts'
import { briefOf } from '#test/support/brief.ts'
import type { Client } from '#test/support/client.ts'
import { CollabClient } from '#test/support/collab-client.ts'
import { ChangesReader } from '#test/support/sse.ts'
import { UNKNOWN, type World, world } from '#test/support/world.ts'

/** A right that is taken away takes effect within this, ms (reliability.md P7). */
const REVOKED_WITHIN = 1_000

let the: World
let base: string
/** Listeners to changes that are not readers. */
let idle: number
beforeAll(async () => {
  the = await world()
  base = await the.hub.listen()
  idle = the.hub.open.hub.projector.changes.size
})
afterAll(() => the[Symbol.asyncDispose]())

const listen = (who: Client, ...topics: string[]) => ChangesReader.open(base, topics, who.cookie())
let posted = 0
const post = async () => {
  const brief = briefOf(`新发布的需求 ${++posted}`)
  const { id } = await the.people.owner.ok('POST', '/api/challenges', { seekerId: the.ids.seeker, brief })
  await the.people.owner.ok('POST', `/api/challenges/${id}/submit`)
  return id
}
const revise = (id: string) =>
  the.people.owner.ok('PUT', `/api/challenges/${id}/brief`, { brief: briefOf(`改 ${++posted}`) })
/** Whatever was before it in the log has been told once this is heard. */
const boardHeard = async (reader: ChangesReader) => {
  const seen = reader.topics.filter((topic) => topic === 'board').length
  await post()
  await vi.waitFor(() =>
    expect(reader.topics.filter((topic) => topic === 'board').length).toBeGreaterThan(seen),
  )
}

describe('the live news', () => {
  test('say that the board changed when a challenge is published, to a visitor too', async () => {
    await using reader = await listen(the.people.visitor, 'board')
    expect(reader.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(reader.headers.get('cache-control')).toMatch(/no-(cache|store)/)
    for (const [name, pattern] of Object.entries(ARMOUR))
      expect(reader.headers.get(name), name).toMatch(pattern)
    await post()
    await vi.waitFor(() => expect(reader.topics).toContain('board'))
    expect(reader.changed[0]?.position).toBeLessThanOrEqual(await the.hub.open.hub.log.head())
  })

  test('are silent about a draft to strangers, while its seeker hears of it', async () => {
    const topics = ['board', `challenge:${the.ids.draft}`]
    await using stranger = await listen(the.people.stranger, ...topics)
    await using member = await listen(the.people.member, ...topics)
    await revise(the.ids.draft)
    await vi.waitFor(() => expect(member.topics).toContain(`challenge:${the.ids.draft}`))
    await boardHeard(stranger)
    expect(new Set(stranger.topics)).toEqual(new Set(['board']))
  })

  test('do not tell what nobody asked for, nor what is for the hub itself', async () => {
    const internal = [
      'rights',
      `rights:${the.people.owner.id}`,
      'operator',
      `person:${the.people.owner.id}`,
      `proposal:${the.ids.proposal}`,
    ]
    await using reader = await listen(
      the.people.stranger,
      'board',
      ...internal,
      `challenge:${UNKNOWN}`,
      '__proto__',
      'board:',
    )
    await the.people.lead.ok('PUT', `/api/proposals/${the.ids.proposal}/outline`, {
      title: '方案',
      summary: '',
      answers: [],
    })
    await the.people.owner.ok('PUT', '/api/me/profile', { name: '王工', locale: 'zh-CN', headline: '织造' })
    await boardHeard(reader)
    expect(new Set(reader.topics)).toEqual(new Set(['board']))
  })

  test('stop for who has lost the right, without a new connection', async () => {
    await using own = await world()
    const address = await own.hub.listen()
    const { owner, member } = own.people
    const topics = ['board', `challenge:${own.ids.draft}`]
    await using reader = await ChangesReader.open(address, topics, member.cookie())
    const change = (title: string) =>
      owner.ok('PUT', `/api/challenges/${own.ids.draft}/brief`, { brief: briefOf(title) })
    await change('成员还在')
    await vi.waitFor(() => expect(reader.topics).toContain(`challenge:${own.ids.draft}`))
    await owner.ok('DELETE', `/api/organisations/${own.ids.seeker}/members/${own.ids.member}`)
    await own.hub.open.settled()
    const before = reader.changed.length
    await change('成员已离开')
    await owner
      .ok('POST', '/api/challenges', { seekerId: own.ids.seeker, brief: briefOf('公开的') })
      .then(({ id }) => owner.ok('POST', `/api/challenges/${id}/submit`))
    await vi.waitFor(() => expect(reader.topics).toContain('board'))
    expect(reader.changed.slice(before).flatMap((one) => one.topics)).not.toContain(
      `challenge:${own.ids.draft}`,
    )
  })

  test('end when the session ends', async () => {
    const person = await the.hub.person('要退出的人')
    await using reader = await listen(person, 'board', `person:${person.id}`)
    await person.send('DELETE', '/api/session', {})
    await post()
    await vi.waitFor(() => expect(reader.ended).toBe(true), 3_000)
    expect(reader.topics).not.toContain(`person:${person.id}`)
  })

  test('cost the same memory however slow a reader is', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { changes } = the.hub.open.hub.projector
    // Readers of the tests before are gone.
    await vi.waitFor(() => expect(changes.size).toBe(idle))
    const { hostname, port } = new URL(base)
    const topics = [
      'board',
      ...Array.from({ length: 70 }, (_, n) => `organisation:${UNKNOWN.slice(0, -2)}${n + 10}`),
    ]
    const slow = connect(Number(port), hostname)
    await once(slow, 'connect')
    slow.pause()
    slow.write(`GET /api/changes?topics=${topics.join(',')} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
    await vi.waitFor(() => expect(changes.size).toBe(idle + 1))

    collect()
    const before = memory()
    const CHANGES = 40_000
    const heard = new Set(topics)
    for (let n = 0; n < CHANGES; n++) {
      changes.tell({ position: n, topics: heard })
      // Each in a turn of its own, or they would be merged before anyone could have sent them.
      await new Promise(setImmediate)
    }
    collect()
    const grown = (memory() - before) / 1024 / 1024
    // Kept one by one they would be 160 MB and more.
    expect(grown, `MB after ${CHANGES} changes of ${topics.length} topics`).toBeLessThan(24)
    const closed = vi.waitFor(() => expect(changes.size).toBe(idle), 5_000)
    slow.destroy()
    await closed
  })
})

const memory = () => {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}

describe('reading after writing', () => {
  test('is never stale, 200 times over, on a log on disk', async () => {
    const data = mkdtempSync(join(tmpdir(), 'trihelix-realtime-'))
    try {
      await using own = await world({ HUB_DATA: data, HUB_LOG: `sqlite:${join(data, 'log.db')}` })
      const { owner, visitor } = own.people
      const path = `/api/challenges/${own.ids.challenge}`
      let reads = 0
      for (let n = 0; n < 200; n++) {
        const title = `第 ${n} 版标题`
        const answer = await owner.send('PUT', `${path}/brief`, { brief: briefOf(title), note: '再改' })
        expect(answer.status).toBe(200)
        expect((await owner.read<{ title: { zh: string } }>(path)).title.zh).toBe(title)
        // Whoever is told the position reads as fresh as who wrote.
        const told = await visitor.get(path, { 'hub-position': answer.headers.get('hub-position') ?? '' })
        expect(told.body).toMatchObject({ title: { zh: title } })
        reads += 2
      }
      expect(reads).toBe(400)
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  })

  test('does not wait for a position of another log, nor for one that was never handed out', async () => {
    const { logId } = the.hub.open.hub.log
    const strange = [
      `${UNKNOWN}:999999999`,
      `${logId}:999999999`,
      `${logId}:-5`,
      `${logId}:1e400`,
      `${logId}:`,
      ':',
      'rubbish',
      `${logId}:NaN`,
    ]
    for (const token of strange)
      for (const headers of [{ 'hub-position': token }, { cookie: `hub-position=${token}` }])
        expect((await the.people.visitor.get('/api/challenges', headers)).status, token).toBe(200)
  })
})

describe('a live document', () => {
  const open = async (who: Client) => {
    const headers = { cookie: who.cookie(), origin: base }
    const client = new CollabClient(`${base.replace('http', 'ws')}/collab/${the.ids.document}`, { headers })
    await vi.waitFor(() => expect(client.synced).toBe(true))
    return client
  }
  const join = async (name: string) => {
    const person = await the.hub.person(name)
    const answer = await the.people.lead.post(`/api/teams/${the.ids.team}/invitations`, { role: 'member' })
    const token = (answer.body as { link: string }).link.split('/').at(-1)
    await person.ok('POST', `/api/invitations/${token}/accept`)
    return person
  }
  const closesWith = (client: CollabClient, code: number) =>
    vi.waitFor(() => expect(client.closeCode).toBe(code), { timeout: REVOKED_WITHIN, interval: 10 })

  test('closes for who is removed from the team, and stays open for who is not', async () => {
    const person = await join('魏然')
    const [removed, stays] = [await open(person), await open(the.people.lead)]
    await the.people.lead.ok('DELETE', `/api/teams/${the.ids.team}/members/${person.id}`)
    await closesWith(removed, 4403)
    stays.paragraph('我还在写')
    await vi.waitFor(() => expect(stays.saved).toBe(true))
    await stays.close()
  })

  test('closes for who signs out, and only on that browser', async () => {
    const person = await join('陈思')
    const client = await open(person)
    await person.send('DELETE', '/api/session', {})
    await closesWith(client, 4401)
    const refused = new CollabClient(`${base.replace('http', 'ws')}/collab/${the.ids.document}`, {
      headers: { cookie: person.cookie(), origin: base },
    })
    await vi.waitFor(() => expect(refused.closeCode).toBe(1006))
    expect(refused.synced).toBe(false)
  })
})
