/**
 * The three engines given the same commands in the same order, while the way to KurrentDB's double
 * breaks in every manner the double knows. Whatever happens on the way, they must answer alike and end
 * with the same events.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type EventLog,
  type Expect,
  type NewEvent,
  type RecordedEvent,
  VersionConflict,
} from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { SqliteEventLog } from '#src/log/sqlite/event-log.ts'
import type { KurrentDouble } from '#test/support/kurrent-double.ts'
import { allOf, bytes, random, said, streamOf } from './events.ts'
import { withDouble } from './kurrent-logs.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurrent-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const COMMANDS = 150
const STREAMS = ['challenge-1', 'challenge-2', 'team-1', 'document-1']

type Command = { stream: string; events: NewEvent[]; expect: Expect }
type Pick = (below: number) => number

/** A command as a hub sends them: mostly right, sometimes stale, sometimes a repeat of an earlier one. */
function command(pick: Pick, done: readonly Command[], revisions: ReadonlyMap<string, number>): Command {
  const earlier = done[pick(done.length)]
  if (earlier && pick(6) === 0) return earlier
  const stream = STREAMS[pick(STREAMS.length)] ?? 'challenge-1'
  const events = Array.from({ length: 1 + pick(4) }, () =>
    pick(4) === 0 ? bytes(Uint8Array.from([pick(256), pick(256)])) : said(`丝网 ${pick(1e6)}`),
  )
  const at = revisions.get(stream)
  const right: Expect = at === undefined ? 'new' : at
  const stale: Expect = pick(2) === 0 ? 'new' : pick(8)
  return { stream, events, expect: pick(4) === 0 ? 'any' : pick(4) === 0 ? stale : right }
}

/** Break something, before or during the next command. @returns what was broken */
async function breakSomething(double: KurrentDouble, pick: Pick): Promise<string> {
  switch (pick(9)) {
    case 0:
      double.inject('append', 'lost')
      return 'an answer lost after the commit'
    case 1:
      double.inject('append', 'lost-hang')
      return 'an answer that never came'
    case 2:
      double.inject('append', 'unavailable')
      return 'an append not taken'
    case 3:
      double.leaderPort = double.proxy.port
      double.inject('append', 'not-leader')
      return 'an append at the wrong node'
    case 4:
      double.inject('read', 'broken', 2)
      return 'reads broken in the middle'
    case 5:
      double.silence()
      return 'a silent subscription'
    case 6:
      double.inject('subscribe', 'unavailable', 2)
      double.proxy.cut()
      return 'connections cut, resubscribing refused twice'
    case 7:
      setImmediate(() => double.proxy.cut())
      return 'connections cut during the command'
    default:
      await double.kill()
      await double.restart()
      return 'the server restarted'
  }
}

/** An answer without its position, which is each engine's own. */
async function answered(log: EventLog, { stream, events, expect: expected }: Command): Promise<string> {
  try {
    return `revision ${(await log.append(stream, events, expected)).revision}`
  } catch (error) {
    if (error instanceof VersionConflict) return `conflict at ${error.actual}`
    throw error
  }
}

const withoutPlace = (events: RecordedEvent[]) => events.map(({ position: _, ...event }) => event)

function subscriber(log: EventLog) {
  const stop = new AbortController()
  const seen: RecordedEvent[] = []
  const done = (async () => {
    for await (const batch of log.subscribe(0, stop.signal)) seen.push(...batch)
  })()
  const end = async () => {
    stop.abort()
    await done
  }
  return { seen, end }
}

describe('memory, SQLite and KurrentDB (on the double)', () => {
  test.each([1, 20260301, 777])(
    'answer alike and end alike while connections break (seed %i)',
    async (seed) => {
      await using held = await withDouble()
      await using sqlite = await SqliteEventLog.open(join(folder, `${seed}.db`))
      await using memory = new MemoryEventLog()
      const live = subscriber(held.log)
      const next = random(seed)
      const pick: Pick = (below) => Math.floor(next() * below)
      const done: Command[] = []
      const revisions = new Map<string, number>()
      const count = { appended: 0, conflicts: 0, reads: 0 }
      const broken = new Map<string, number>()

      for (let i = 0; i < COMMANDS; i++) {
        if (pick(3) === 0) {
          const what = await breakSomething(held.double, pick)
          broken.set(what, (broken.get(what) ?? 0) + 1)
        }
        const given = command(pick, done, revisions)
        const told = await answered(memory, given)
        expect(await answered(sqlite, given)).toBe(told)
        expect(await answered(held.log, given), `command ${i} of seed ${seed}`).toBe(told)
        done.push(given)
        told.startsWith('revision') ? count.appended++ : count.conflicts++
        revisions.set(given.stream, (await memory.readLast(given.stream))?.revision ?? -1)
        if (pick(4) > 0) continue
        const from = pick(5)
        const events = withoutPlace(await streamOf(memory, given.stream, from))
        expect(withoutPlace(await streamOf(held.log, given.stream, from))).toEqual(events)
        count.reads++
      }

      const truth = withoutPlace(await allOf(memory))
      expect(withoutPlace(await allOf(sqlite))).toEqual(truth)
      const kept = await allOf(held.log)
      expect(withoutPlace(kept)).toEqual(truth)
      expect(kept.every(({ position }, i) => position > (kept[i - 1]?.position ?? 0))).toBe(true)
      await expect.poll(() => live.seen.length, { timeout: 10_000 }).toBe(truth.length)
      expect(live.seen).toEqual(kept)
      await live.end()

      const breaks = [...broken.values()].reduce((sum, n) => sum + n, 0)
      console.log(
        `kurrent fuzz, seed ${seed}: ${count.appended} appends and ${count.conflicts} conflicts alike on 3 engines, ` +
          `${truth.length} events compared, ${count.reads} reads, ${breaks} breaks of ${broken.size} kinds, ` +
          `${held.double.faults.taken} injected faults struck, ${held.double.calls.subscribe} subscriptions opened`,
      )
      for (const n of [count.appended, count.conflicts, count.reads, truth.length])
        expect(n).toBeGreaterThan(0)
      expect(broken.size).toBeGreaterThan(4)
      expect(held.double.faults.taken).toBeGreaterThan(5)
      expect(held.double.calls.subscribe).toBeGreaterThan(1)
    },
    60_000,
  )
})
