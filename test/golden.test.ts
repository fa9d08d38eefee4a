/**
 * Every event that was ever written must be readable for ever: each golden file
 * parses, is lifted to today's shape, folded and projected. And the rules that
 * every read model keeps (PR2, PR3), for all of the registry at once.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { categories } from '#events/index.ts'
import { upcast } from '#events/upcast.ts'
import { projections } from '#projections/index.ts'
import { challengeDecider } from '#src/features/challenge/decider.ts'
import { invitationDecider } from '#src/features/invitation/decider.ts'
import { operatorDecider } from '#src/features/operator/decider.ts'
import { organisationDecider } from '#src/features/organisation/decider.ts'
import { emailDecider, personDecider } from '#src/features/person/decider.ts'
import { projectDecider } from '#src/features/project/decider.ts'
import { proposalDecider } from '#src/features/proposal/decider.ts'
import { teamDecider } from '#src/features/team/decider.ts'
import { sessionDecider } from '#src/http/session-decider.ts'
import type { EventLog } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { type Database, openDatabase } from '#src/platform/sqlite.ts'
import type { AnyProjection } from '#src/projector/projection.ts'
import { openProjector } from '#src/projector/projector.ts'
import { dump } from './support/dump.ts'
import { corpus, goldenFiles } from './support/golden.ts'

type Fold = { initialState(): unknown; evolve(state: never, event: never): unknown }

/** Who folds each category; documents are folded by Yjs. */
const folds: Record<string, Fold> = {
  challenge: challengeDecider,
  document: {
    initialState: () => new Y.Doc(),
    evolve(doc: Y.Doc, { data }: { data: unknown }) {
      if (data instanceof Uint8Array) Y.applyUpdate(doc, data)
      return doc
    },
  },
  email: emailDecider,
  invitation: invitationDecider,
  operator: operatorDecider,
  organisation: organisationDecider,
  person: personDecider,
  project: projectDecider,
  proposal: proposalDecider,
  session: sessionDecider,
  team: teamDecider,
}

const files = goldenFiles()
const types = categories.flatMap((category) =>
  Object.keys(category.shapes).map((type) => ({ type, category, newest: category.version(type) })),
)

describe('the golden files', () => {
  test('hold every type in every version, and nothing else', () => {
    const wanted = types.flatMap(({ type, newest }) =>
      Array.from({ length: newest }, (_, n) => `${type}.v${n + 1}.json`),
    )
    expect(wanted.length).toBeGreaterThan(0)
    expect(files.map(({ file }) => file)).toEqual(wanted.sort())
  })

  test.each(files)(
    "$file is lifted to today's shape and changes nothing on the way through it",
    ({ type, v, data }) => {
      const shape = types.find((one) => one.type === type)?.category.shapes[type]
      const lifted = upcast(type, v, data)
      expect(shape?.parse(lifted)).toEqual(lifted)
    },
  )

  test('are folded by the deciders of their categories', () => {
    expect(Object.keys(folds).sort()).toEqual(categories.map(({ name }) => name).sort())
    const states = new Map<string, unknown>()
    for (const { stream, event } of corpus(files, 1)) {
      const category = stream.slice(0, stream.indexOf('-'))
      const { initialState, evolve } = folds[category] as Fold
      const { type, v, data } = event
      const before = states.get(stream) ?? initialState()
      states.set(stream, evolve(before as never, { type, data: upcast(type, v, data) } as never))
    }
    expect(states.size).toBeGreaterThan(categories.length)
  })
})

describe('every read model', () => {
  const COPIES = 40
  const events = corpus(files, COPIES)
  const log = new MemoryEventLog()
  let wanted: Record<string, unknown[]>

  beforeAll(async () => {
    for (const { stream, event } of events) await log.append(stream, [event], 'any')
    wanted = await projected(log, 1_000)
  })

  test('digests every golden event without parking any', () => {
    expect(events.length).toBeGreaterThan(2_000)
    const empty = Object.keys(wanted).filter((table) => wanted[table]?.length === 0)
    expect(Object.keys(wanted).length).toBeGreaterThan(projections.length)
    expect(empty, 'tables that no golden event reaches prove nothing').toEqual([])
  })

  test.each([1, 7])('[PR2] comes out the same from batches of %i as from batches of 1000', async (size) => {
    expect(await projected(log, size)).toEqual(wanted)
  })

  test('[PR2] comes out the same when it follows the log as it is written', async () => {
    const live = new MemoryEventLog()
    const opened = await open(live, 1_000)
    for (const { stream, event } of events) await live.append(stream, [event], 'any')
    await opened.projector.reached(await live.head(), 20_000)
    expect(await closed(opened)).toEqual(wanted)
  })

  test('[PR3] comes out the same when it is rebuilt', async () => {
    const opened = await open(log, 7)
    await opened.projector[Symbol.asyncDispose]()
    const raised = projections.map((one) => ({ ...one, version: one.version + 1 }))
    expect(await closed(await open(log, 7, { db: opened.db, registry: raised }))).toEqual(wanted)
  })

  test('[PR4] passes over events it does not know', async () => {
    const strange = new MemoryEventLog()
    for (const [n, { stream, event }] of events.entries()) {
      await strange.append(stream, [event], 'any')
      if (n % 10 === 0) {
        const unknown = { ...event, id: `${event.id}-x`, type: 'MoonRose', data: { 月: n } }
        await strange.append(n % 20 === 0 ? stream : `moon-${n}`, [unknown], 'any')
      }
    }
    // Revisions stand in rows, and a stream that strangers wrote to has more of them.
    const { projector, db } = await open(strange, 7)
    expect(projector.parked).toEqual([])
    const lengths = (tables: Record<string, unknown[]>) =>
      Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]))
    expect(lengths(await closed({ projector, db }))).toEqual(lengths(wanted))
  })
})

type Opened = Awaited<ReturnType<typeof open>>

async function projected(log: EventLog, size: number) {
  return closed(await open(log, size))
}

/** Read models that have caught up, reading the log `size` events at a time; faults are thrown. */
async function open(
  log: EventLog,
  size: number,
  { db = openDatabase(':memory:', { durable: false }), registry = projections }: Given = {},
) {
  const faults: unknown[] = []
  const sized = new Proxy(log, {
    get(target, name) {
      if (name === 'readAll') return (after: number) => target.readAll(after, size)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const projector = openProjector(db, sized, registry, (error) => faults.push(error))
  await projector.start()
  if (faults.length > 0) throw faults[0]
  expect(projector.parked).toEqual([])
  return { projector, db }
}
type Given = { db?: Database; registry?: readonly AnyProjection[] }

async function closed({ projector, db }: Opened) {
  await projector[Symbol.asyncDispose]()
  expect(projector.parked).toEqual([])
  const rows = dump(db, projections)
  db.close()
  return rows
}
