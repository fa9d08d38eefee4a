/**
 * Durable appends: our engine against a bare, hand-written, grouped better-sqlite3
 * store (performance.md G3). Same events, same driver, same clients, both at
 * synchronous=FULL, five interleaved rounds, medians.
 *
 * The peer keeps what makes it quick (one transaction per turn of the event loop)
 * and leaves out what a product needs: ids, metadata, idempotent retries, a thread
 * of its own. What we add on top must not cost more than 30 %.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { NewEvent } from '#src/log/event-log.ts'
import { SqliteEventLog } from '#src/log/sqlite/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import type { Bench } from './run.ts'

const ROUNDS = 5
const WARM_UP_SECONDS = 0.5
/** A client moves on to a fresh stream after so many events, as proposals and discussions do. */
const STREAM_LENGTH = 200

/** Appends one event to a stream that holds `length` events. */
type Append = (stream: string, length: number, data: Data) => Promise<unknown>
type Data = Record<string, unknown>
type Store = { append: Append; close: () => Promise<void> | void }
type Round = { perSecond: number; p50: number; p99: number }

export const bench: Bench = async ({ clients, seconds }) => {
  // Beside the hub's own data and not in /tmp, which may be memory, where an fsync costs nothing.
  mkdirSync('data', { recursive: true })
  const folder = mkdtempSync(join('data', 'bench-append-'))
  const rounds: { ours: Round[]; peer: Round[] } = { ours: [], peer: [] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      // Who goes first alternates, so that neither always meets the disk the other left behind.
      const sides = round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)
      for (const side of sides) {
        const file = join(folder, `${side}-${round}.db`)
        const store = side === 'ours' ? await ourStore(file) : bareStore(file)
        const measured = await drive(store.append, clients, seconds)
        await store.close()
        rounds[side].push(measured)
        const { perSecond, p50, p99 } = measured
        console.error(
          `round ${round + 1} ${side}: ${perSecond.toFixed(0)} appends/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`,
        )
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const of = (side: Round[], figure: keyof Round) => median(side.map((round) => round[figure]))
  const [ours, peer] = [of(rounds.ours, 'perSecond'), of(rounds.peer, 'perSecond')]
  return {
    ours: Math.round(ours),
    peer: Math.round(peer),
    ratio: round3(ours / peer),
    p99Ratio: round3(of(rounds.ours, 'p99') / of(rounds.peer, 'p99')),
    unit: 'appends/s',
    rounds: ROUNDS,
  }
}

async function ourStore(file: string): Promise<Store> {
  const log = await SqliteEventLog.open(file)
  if (log.synchronous !== 2) throw new Error('our log is not at synchronous=FULL')
  const meta = { by: newId(), at: new Date().toISOString(), cause: newId() }
  return {
    append: (stream, length, data) => {
      const event: NewEvent = { id: newId(), type: 'CommentPosted', v: 1, data, meta }
      return log.append(stream, [event], length === 0 ? 'new' : length - 1)
    },
    close: () => log[Symbol.asyncDispose](),
  }
}

/** What one would write in an afternoon: a table, a queue, one transaction per turn. */
function bareStore(file: string): Store {
  const db = openDatabase(file, { durable: true })
  db.exec(
    'CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, ' +
      'type TEXT NOT NULL, data TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (stream, version))',
  )
  const newest = db
    .prepare<[string], number | null>('SELECT max(version) FROM events WHERE stream = ?')
    .pluck()
  const insert = db.prepare('INSERT INTO events (stream, version, type, data, at) VALUES (?, ?, ?, ?, ?)')
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')]
  let queue: { stream: string; expected: number; data: Data; done: (error?: Error) => void }[] = []

  const flush = () => {
    const group = queue
    queue = []
    begin.run()
    const errors = group.map(({ stream, expected, data }) => {
      if ((newest.get(stream) ?? 0) !== expected) return new Error(`${stream} is not at ${expected}`)
      insert.run(stream, expected + 1, 'CommentPosted', JSON.stringify(data), Date.now())
      return undefined
    })
    commit.run()
    for (const [i, { done }] of group.entries()) done(errors[i])
  }

  return {
    append: (stream, expected, data) =>
      new Promise<void>((resolve, reject) => {
        if (queue.length === 0) setImmediate(flush)
        queue.push({ stream, expected, data, done: (error) => (error ? reject(error) : resolve()) })
      }),
    close: () => void db.close(),
  }
}

/** Each client awaits every answer before its next append; a latency is call to durable answer. */
async function drive(append: Append, clients: number, seconds: number): Promise<Round> {
  const latencies: number[] = []
  const run = async (until: number, measured: boolean) => {
    for (let stream = ''; performance.now() < until; ) {
      stream = `discussion-${newId()}`
      for (let length = 0; length < STREAM_LENGTH && performance.now() < until; length++) {
        const data = POOL[(length * 31 + latencies.length) % POOL.length] as Data
        const start = performance.now()
        await append(stream, length, data)
        if (measured) latencies.push(performance.now() - start)
      }
    }
  }
  const all = (until: number, measured: boolean) =>
    Promise.all(Array.from({ length: clients }, () => run(until, measured)))
  await all(performance.now() + WARM_UP_SECONDS * 1000, false)
  const start = performance.now()
  await all(start + seconds * 1000, true)
  const took = (performance.now() - start) / 1000
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { perSecond: latencies.length / took, p50: at(0.5), p99: at(0.99) }
}

/** Comments of about 550 bytes as JSON, in two languages, the same in every run. */
const POOL: readonly Data[] = Array.from({ length: 1024 }, (_, i) => {
  const words =
    'proposal 方案 review 评审 electrode 电极 cashmere 羊绒 trial 试验 vote 表决 member 成员'.split(' ')
  let body = ''
  for (let n = i; Buffer.byteLength(body) < 380; n += 7) body += `${words[n % words.length]} `
  return {
    id: `comment-${String(i).padStart(8, '0')}`,
    thread: `thread-${i % 97}`,
    body,
    mentions: [`person-${i % 31}`, `person-${i % 17}`],
    at: 1_750_000_000_000 + i,
    lang: i % 2 === 0 ? 'zh' : 'en',
  }
})

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const round3 = (value: number) => Math.round(value * 1000) / 1000
