import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import { projects } from '#projections/projects.ts'
import { memorySnapshots } from '#src/collab/snapshots.ts'
import { loadDocument } from '#src/collab/store.ts'
import { CHALLENGES } from '#src/demo/challenges.ts'
import { PEOPLE } from '#src/demo/people.ts'
import { PROPOSALS } from '#src/demo/proposals.ts'
import { challengeId, organisationId, teamId } from '#src/demo/scene.ts'
import { seedDemo, wantsDemo } from '#src/demo/seed.ts'
import { documentIdOf, proposalIdOf } from '#src/features/proposal/commands.ts'
import type { OpenHub } from '#src/hub.ts'
import type { EventLog, RecordedEvent } from '#src/log/event-log.ts'
import { documentText } from '#src/platform/document-html.ts'
import type { Client } from '#test/support/client.ts'
import { CollabClient } from '#test/support/collab-client.ts'
import { type TestHub, testHub } from '#test/support/hub.ts'

type Card = {
  id: string
  status: string
  publishedAt?: string
  demo: boolean
  teams: number
  deadline?: object
}
type Board = { total: number; items: Card[] }
type DemoPerson = { id: string; name: string; role: { zh: string; en: string } }

async function demoHub(): Promise<TestHub> {
  const hub = await testHub({ HUB_DEMO: '1' })
  await seedDemo(hub.open)
  return hub
}

async function signedInAs(hub: TestHub, key: keyof typeof PEOPLE): Promise<Client> {
  const one = hub.visitor()
  const people = await one.read<DemoPerson[]>('/api/demo/people')
  one.id = people.find(({ name }) => name === PEOPLE[key].name)?.id ?? ''
  await one.ok('POST', '/api/demo/session', { personId: one.id })
  return one
}

async function eventsOf({ hub }: OpenHub): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = []
  for await (const batch of hub.log.readAll(0)) all.push(...batch)
  return all
}

/** How often each type occurs. */
async function counts(open: OpenHub): Promise<Record<string, number>> {
  const types: Record<string, number> = {}
  for (const { type } of await eventsOf(open)) types[type] = (types[type] ?? 0) + 1
  return types
}

/** The same hub, whose log breaks after some appends of the one who is given it. */
function breakingAfter(open: OpenHub, appends: number): OpenHub {
  let left = appends
  const log = new Proxy(open.hub.log, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'append') return value.bind(target)
      return (...given: Parameters<EventLog['append']>) =>
        left-- > 0 ? target.append(...given) : Promise.reject(new Error('the power went'))
    },
  })
  return Object.assign(Object.create(open), { hub: { ...open.hub, log } }) as OpenHub
}

describe('the demo', () => {
  test('has twelve organisations, eight needs, two answers to the hero and one award', async () => {
    await using hub = await demoHub()
    const types = await counts(hub.open)
    expect(types).toMatchObject({
      PersonSignedUp: 12,
      OrganisationRegistered: 12,
      OrganisationVerified: 11,
      ChallengeDrafted: 8,
      ChallengePublished: 7,
      ChallengeSubmittedForModeration: 1,
      ProposalStarted: 4,
      ProposalSubmitted: 3,
      ChallengeAwarded: 1,
      ProposalAccepted: 1,
      ProposalRejected: 1,
      ProjectInitiated: 1,
      IncubationStarted: 1,
      IncubationStageMoved: 1,
    })
    const hero = await hub.visitor().read<Card & { award: unknown }>(`/api/challenges/${challengeId('mesh')}`)
    expect(hero).toMatchObject({ status: 'awarded', teams: 2, proposals: 2, demo: true })
    expect(hero.award).toMatchObject({ awards: [{ teamName: PROPOSALS.tension.team }] })
  })

  test('shows seven needs on the board, posted on different days, and one to the operator', async () => {
    await using hub = await demoHub()
    const { total, items } = await hub.visitor().read<Board>('/api/challenges')
    expect(total).toBe(7)
    expect(items.every(({ demo }) => demo)).toBe(true)
    const days = items.map(({ publishedAt = '' }) => publishedAt.slice(0, 10))
    expect(new Set(days).size).toBe(7)
    for (const { publishedAt = '' } of items) {
      const inShanghai = new Date(Date.parse(publishedAt) + 8 * 3_600_000)
      expect(publishedAt < hub.clock.now()).toBe(true)
      expect(inShanghai.getUTCDay() % 6).not.toBe(0)
      expect(inShanghai.getUTCHours()).toBeGreaterThanOrEqual(9)
      expect(inShanghai.getUTCHours()).toBeLessThan(18)
    }
    expect(Object.fromEntries(Map.groupBy(items, ({ status }) => status))).toMatchObject({
      open: { length: 5 },
      closed: { length: 1 },
      awarded: { length: 1 },
    })
    const operator = await signedInAs(hub, 'operator')
    const queue = await operator.read<{ organisations: object[]; challenges: object[] }>(
      '/api/operator/queue',
    )
    expect(queue).toMatchObject({
      organisations: [{ id: organisationId('muyu') }],
      challenges: [{ id: challengeId('panels') }],
    })
  })

  test('lets everybody in it be signed in as by a click', async () => {
    await using hub = await demoHub()
    for (const key of Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]) {
      const one = await signedInAs(hub, key)
      expect(await one.read('/api/me')).toMatchObject({ signedIn: true, person: { name: PEOPLE[key].name } })
    }
  })

  test('has something to do for the enterprise and the incubator', async () => {
    await using hub = await demoHub()
    const engineer = await signedInAs(hub, 'engineer')
    expect(await engineer.read('/api/my/work')).toMatchObject({
      toDecide: [{ id: challengeId('inspection') }],
    })
    const submitted = { items: [{ team: { name: PROPOSALS.camera.team }, status: 'submitted' }] }
    expect(await engineer.read(`/api/challenges/${challengeId('inspection')}/proposals`)).toMatchObject(
      submitted,
    )
    const manager = await signedInAs(hub, 'incubator')
    const funnel = await manager.read<{ items: { id: string; stage: string }[] }>('/api/funnel')
    expect(funnel.items).toMatchObject([{ stage: 'applied', title: CHALLENGES.mesh.title }])
    expect(projects(hub.open.hub.views).get(funnel.items[0]?.id ?? '')?.demo).toBe(true)
    const read = await manager.read<{ html: string }>(
      `/api/proposals/${proposalIdOf(teamId('tension'))}/html`,
    )
    expect(read.html).toContain('☑')
  })

  test('has proposals of 300 to 600 characters, with the sections and both authors in each', async () => {
    await using hub = await demoHub()
    for (const key of ['tension', 'adaptive', 'camera'] as const) {
      const documentId = documentIdOf(proposalIdOf(teamId(key)))
      const stored = await loadDocument(hub.open.hub.log, memorySnapshots(), documentId)
      const text = documentText(stored.doc)
      const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
      expect(han).toBeGreaterThanOrEqual(300)
      expect(han).toBeLessThanOrEqual(600)
      for (const heading of ['技术路线', '指标与验收', '进度', '团队', '经费', 'English summary'])
        expect(text.split('\n')).toContain(heading)
      const writers = [...Y.decodeStateVector(Y.encodeStateVector(stored.doc)).keys()]
      expect(writers).toHaveLength(2)
      const bound = writers.map((client) => stored.bindings.get(client))
      const { lead, member } = PROPOSALS[key]
      const ids = await Promise.all([lead, member].map(async (one) => (await signedInAs(hub, one)).id))
      expect(bound.toSorted()).toEqual(ids.toSorted())
    }
  })

  test('is written by its authors: each update comes from the person whose Yjs client made it', async () => {
    await using hub = await demoHub()
    const stream = document.stream(documentIdOf(proposalIdOf(teamId('tension'))))
    const owners = new Map<number, string>()
    for await (const { type, data, meta } of hub.open.hub.log.readStream(stream)) {
      if (type === 'ClientBound') {
        const { clientId, personId } = data as { clientId: number; personId: string }
        owners.set(clientId, personId)
      }
      if (!(data instanceof Uint8Array)) continue
      const { structs } = Y.decodeUpdate(data)
      expect(structs.length).toBeGreaterThan(0)
      for (const { id } of structs) expect(owners.get(id.client)).toBe(meta.by)
    }
    expect(owners.size).toBe(2)
  })

  test('lets the student go on writing the draft, beside the professor, at once', async () => {
    await using hub = await demoHub()
    const base = (await hub.listen()).replace('http:', 'ws:')
    const student = await signedInAs(hub, 'student')
    const professor = await signedInAs(hub, 'professor')
    const documentId = documentIdOf(proposalIdOf(teamId('hydrogen')))
    const join = (one: Client) =>
      new CollabClient(`${base}/collab/${documentId}`, {
        headers: { cookie: one.cookie(), host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' },
      })
    const mine = join(student)
    const theirs = join(professor)
    await vi.waitUntil(() => mine.synced && theirs.synced, 5_000)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('补充:声发射门槛取45分贝。')])
    const page = mine.doc.getXmlFragment('default')
    page.insert(page.length, [paragraph])
    await vi.waitUntil(() => documentText(theirs.doc).includes('45分贝'), 5_000)
    expect(mine.closeCode).toBeUndefined()
    await mine.close()
    await theirs.close()
  })
})

describe('a start', () => {
  test('wants a demo in an empty hub, and lays it out once', async () => {
    await using hub = await testHub({ HUB_DEMO: '1' })
    expect(await wantsDemo(hub.open)).toBe(true)
    await seedDemo(hub.open)
    expect(await wantsDemo(hub.open)).toBe(false)
    const head = await hub.open.hub.log.head()
    hub.clock.advance(86_400_000)
    await seedDemo(hub.open)
    expect(await hub.open.hub.log.head()).toBe(head)
  })

  test('lays no demo out where somebody works already, or where none is wanted', async () => {
    await using hub = await testHub({ HUB_DEMO: '1' })
    await hub.person('王芳')
    expect(await wantsDemo(hub.open)).toBe(false)
    await using empty = await testHub()
    expect(await wantsDemo(empty.open)).toBe(false)
  })

  test('completes a demo that a crash cut short, wherever that was', async () => {
    const whole = await demoHub()
    const expected = await counts(whole.open)
    const appends = (await eventsOf(whole.open)).length
    await whole[Symbol.asyncDispose]()
    for (const at of [0, 1, 2, 20, 37, 50, 71, 88, 101, 119, 130].filter((n) => n < appends)) {
      await using hub = await testHub({ HUB_DEMO: '1' })
      await expect(seedDemo(breakingAfter(hub.open, at))).rejects.toThrow('the power went')
      await hub.open.settled()
      hub.clock.advance(3 * 86_400_000)
      expect(await wantsDemo(hub.open)).toBe(true)
      await seedDemo(hub.open)
      expect({ at, ...(await counts(hub.open)) }).toEqual({ at, ...expected })
    }
  })
})
