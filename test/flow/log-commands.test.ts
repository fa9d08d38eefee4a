import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { copyLog } from '#src/cli/log-copy.ts'
import { copyCommand, verifyCommand } from '#src/cli/log-doors.ts'
import { verifyLog } from '#src/cli/log-verify.ts'
import { readConfig } from '#src/config.ts'
import { openKeyStore } from '#src/keys/key-store.ts'
import { sealedLog } from '#src/keys/sealed-log.ts'
import type { EventLog, RecordedEvent } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { openLog } from '#src/log/open-log.ts'
import { derivedId } from '#src/platform/ids.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { corpus, goldenFiles } from '#test/support/golden.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'
import { program } from '#test/support/program.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'trihelix-log-'))
  folders.push(made)
  return made
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

const COPIES = 6
const LARGE = 300 * 1024
const quiet = { write: () => true }
const ignore = () => {}
const configOf = (data: string) => readConfig({ HUB_DATA: data, HUB_DEMO: '0' })
const silent = { onProgress: ignore }

/** Every golden event several times over, sealed as the hub seals, and updates too large for one append. */
async function fill(log: EventLog, keysFile = ':memory:'): Promise<number> {
  using keys = openKeyStore(keysFile)
  const sealed = sealedLog(log, keys)
  const placed = corpus(goldenFiles(), COPIES)
  for (const { stream, event } of placed) await sealed.append(stream, [event], 'any')
  const meta = { by: '林', at: '2026-03-02T01:00:00.000Z', cause: derivedId('large') }
  for (const n of [0, 1, 2]) {
    const update = { id: derivedId('large', n), type: 'DocumentUpdated', v: 1, meta }
    const data = new Uint8Array(LARGE).fill(n + 250)
    await log.append(`document-${derivedId('large')}`, [{ ...update, data }], 'any')
  }
  return placed.length + 3
}

async function eventsOf(log: EventLog): Promise<Omit<RecordedEvent, 'position'>[]> {
  const events: Omit<RecordedEvent, 'position'>[] = []
  for await (const batch of log.readAll(0)) for (const { position: _, ...event } of batch) events.push(event)
  return events
}

/** A hub's folder with a log and its keys. */
async function filled() {
  const data = folder()
  const url = `sqlite:${join(data, 'log.db')}`
  await using log = await openLog(url)
  const count = await fill(log, join(data, 'keys.db'))
  return { data, url, file: join(data, 'log.db'), count, events: await eventsOf(log) }
}

function tamper(file: string, sql: string, ...values: (string | number)[]): void {
  const db = openDatabase(file, { durable: true })
  try {
    expect(db.prepare(sql).run(...values).changes).toBe(1)
  } finally {
    db.close()
  }
}

describe('log copy', () => {
  test('takes over every event as it is, and a second run finds them all there', async () => {
    const { url, count, events } = await filled()
    expect(count).toBeGreaterThan(300)
    const to = `sqlite:${join(folder(), 'deeper', 'log.db')}`
    const said: string[] = []
    const out = { write: (text: string) => said.push(text) }
    const first = await copyCommand(url, to, out)
    expect(first.result).toMatchObject({ events: count, found: 0, copied: count, grown: false })
    expect(first.lines.join('\n')).toMatch(/read models rebuild by themselves[\s\S]*keys\.db/)
    expect(said.join('')).toMatch(/copying\n[\s\S]*100 %[\s\S]*reading both again\n[\s\S]*100 %/)

    const second = await copyCommand(url, to, quiet)
    expect(second.result).toMatchObject({ events: count, found: count, copied: 0 })
    await using copy = await openLog(to)
    expect(await eventsOf(copy)).toEqual(events)
  })

  test('that was broken off goes on where it stopped', async () => {
    const from = new MemoryEventLog()
    const count = await fill(from)
    await using to = await openLog(`sqlite:${join(folder(), 'log.db')}`)
    const stop = new AbortController()
    const copying = copyLog(from, to, {
      batch: 40,
      signal: stop.signal,
      onProgress: (_, { done }) => {
        if (done >= 120) stop.abort()
      },
    })
    await expect(copying).rejects.toThrow('broken off after 120 events; run the command again')
    expect(await eventsOf(to)).toHaveLength(120)

    const rest = await copyLog(from, to, { ...silent, inOrder: true })
    expect(rest).toMatchObject({ events: count, found: 120, copied: count - 120 })
    expect(await eventsOf(to)).toEqual(await eventsOf(from))
  })

  test('goes on after any event, also between two of one stream', async () => {
    const from = new MemoryEventLog()
    await fill(from)
    const events = await eventsOf(from)
    for (const cut of [1, events.length - 2, events.length - 1]) {
      const to = new MemoryEventLog()
      for (const { stream, revision, ...event } of events.slice(0, cut))
        await to.append(stream, [event], revision === 0 ? 'new' : revision - 1)
      expect(await copyLog(from, to, silent)).toMatchObject({ found: cut, copied: events.length - cut })
      expect(await eventsOf(to)).toEqual(events)
    }
  })

  test('takes what was written to FROM meanwhile in the next run', async () => {
    const from = new MemoryEventLog()
    const count = await fill(from)
    const to = new MemoryEventLog()
    const meta = { by: '林', at: '2026-03-02T01:00:00.000Z', cause: derivedId('late') }
    let late: Promise<unknown> | undefined
    const onProgress = () => {
      const event = {
        id: derivedId('late', 0),
        type: 'DocumentUpdated',
        v: 1,
        data: new Uint8Array([7]),
        meta,
      }
      late ??= from.append(`document-${derivedId('late')}`, [event], 'new')
    }
    expect(await copyLog(from, to, { onProgress })).toMatchObject({ events: count, grown: true })
    await late
    expect(await copyLog(from, to, silent)).toMatchObject({ found: count, copied: 1, grown: false })
  })

  test('refuses a TO that holds anything else, and leaves it as it is', async () => {
    const from = new MemoryEventLog()
    await fill(from)
    const [first, second] = await eventsOf(from)
    if (!first || !second) throw new Error('the log is empty')
    const cases: [string, (to: EventLog) => Promise<unknown>][] = [
      ['its event 1 is', (to) => to.append(second.stream, [{ ...second, id: derivedId('foreign') }], 'new')],
      ['with another id', (to) => to.append(first.stream, [{ ...first, id: derivedId('foreign') }], 'new')],
      [
        'with another meta',
        (to) => to.append(first.stream, [{ ...first, meta: { ...first.meta, by: '他人' } }], 'new'),
      ],
    ]
    for (const [sentence, write] of cases) {
      const to = new MemoryEventLog()
      await write(to)
      await expect(copyLog(from, to, silent)).rejects.toThrow(sentence)
      expect(await eventsOf(to)).toHaveLength(1)
    }
    const longer = new MemoryEventLog()
    await copyLog(from, longer, silent)
    await longer.append(first.stream, [{ ...first, id: derivedId('more') }], 'any')
    await expect(copyLog(from, longer, silent)).rejects.toThrow('where FROM has none')
  })

  test('refuses one log twice, one that is not there, one in use and one in memory', async () => {
    const { url, file, data } = await filled()
    const to = `sqlite:${join(folder(), 'log.db')}`
    await expect(
      copyCommand(url, `sqlite:${data}/../${data.split('/').at(-1)}/log.db`, quiet),
    ).rejects.toThrow('are the same log')
    const absent = join(folder(), 'log.db')
    await expect(copyCommand(`sqlite:${absent}`, to, quiet)).rejects.toThrow('there is no log at')
    expect(existsSync(absent)).toBe(false)
    await expect(copyCommand('memory:', to, quiet)).rejects.toThrow('keeps nothing')
    await expect(copyCommand(url, 'memory:', quiet)).rejects.toThrow('keeps nothing')
    await using _inUse = await openLog(url)
    await expect(copyCommand(url, to, quiet)).rejects.toThrow(`${file} is in use by another process`)
    expect(existsSync(to.slice('sqlite:'.length)), 'TO was not even made').toBe(false)
  })

  test('goes from the embedded engine to the KurrentDB double and back, event by event the same', async () => {
    const { url, count, events } = await filled()
    await using double = await KurrentDouble.start()
    const there = await copyCommand(url, double.url(), quiet)
    expect(there.result).toMatchObject({ events: count, copied: count })
    expect(there.lines[0]).not.toContain('discoveryInterval')
    const repeated = await copyCommand(url, double.url(), quiet)
    expect(repeated.result).toMatchObject({ found: count, copied: 0 })
    await using server = await openLog(double.url())
    expect(await eventsOf(server)).toEqual(events)

    const back = `sqlite:${join(folder(), 'log.db')}`
    await copyCommand(double.url(), back, quiet)
    await using again = await openLog(back)
    expect(await eventsOf(again)).toEqual(events)
  })
})

describe('log verify', () => {
  test('counts a right log by category, and opens what is sealed when the keys are there', async () => {
    const { data, url, count, events } = await filled()
    const { result, failed } = await verifyCommand(configOf(data), undefined, quiet)
    expect(failed).toBe(false)
    expect(result).toMatchObject({ events: count, streams: new Set(events.map((e) => e.stream)).size })
    const people = events.filter(({ stream }) => stream.startsWith('person-')).length
    expect(people).toBeGreaterThan(0)
    expect(result.personal).toEqual({ opened: people, sealed: 0 })
    expect(result.categories.person).toBe(people)
    expect(Object.values(result.categories).reduce((sum, n) => sum + n, 0)).toBe(count)

    rmSync(join(data, 'keys.db'))
    const without = await verifyCommand(configOf(data), url, quiet)
    expect(without.result.personal).toEqual({ opened: 0, sealed: people })
    expect(existsSync(join(data, 'keys.db')), 'no keys are made').toBe(false)
  })

  test.each([
    ['data out of shape', `data = '{"title":7}'`, 'challenge', 'not in the shape of'],
    ['data that is no JSON', `data = '{"title'`, 'challenge', 'cannot be read'],
    ['an unknown type', `type = 'ChallengePainted'`, 'challenge', 'challenge has no event ChallengePainted'],
    ['a newer version', 'v = 9', 'challenge', 'is at version 9; this hub knows 1 to'],
    ['metadata without a person', `meta = '{"at":"x","cause":"y"}'`, 'team', 'metadata is not in shape (by'],
    ['an unknown category', `stream = 'painting-1', revision = 0`, 'team', 'of no category'],
    ['a clear personal payload', `data = '{"name":"林"}'`, 'person', 'is personal and not sealed'],
    [
      'a flipped sealed payload',
      "data = json_set(data, '$.sealed', 'AAAA' || substr(data ->> '$.sealed', 5))",
      'person',
      'does not open with its key',
    ],
    [
      'an id given twice',
      'id = (SELECT id FROM events WHERE position = 1)',
      'project',
      'given to an earlier event',
    ],
  ])('names the event with %s', async (_, change, category, why) => {
    const { data, url, file, events } = await filled()
    const at = events.findLastIndex(({ stream }) => stream.startsWith(`${category}-`))
    const wrong = events[at]
    tamper(file, `UPDATE events SET ${change} WHERE position = ?`, at + 1)
    const { result, lines, failed } = await verifyCommand(configOf(data), url, quiet)
    expect(failed).toBe(true)
    expect(result.events).toBe(at)
    expect(result.wrong?.why).toContain(why)
    if (why === 'cannot be read') expect(result.wrong?.why).toContain(`after position ${at} `)
    else expect(result.wrong).toMatchObject({ position: at + 1 })
    if (why !== 'cannot be read' && why !== 'of no category')
      expect(lines.at(-1)).toContain(`position ${at + 1}, ${wrong?.stream} at revision ${wrong?.revision}: `)
  })

  test('names the event after a gap', async () => {
    const { data, url, file, events } = await filled()
    const at = events.findIndex(({ revision, stream }) => revision === 2 && stream.startsWith('challenge-'))
    const gone = events.findIndex(({ revision, stream }) => revision === 1 && stream === events[at]?.stream)
    tamper(file, 'DELETE FROM events WHERE position = ?', gone + 1)
    const { result } = await verifyCommand(configOf(data), url, quiet)
    const { stream } = events[at] ?? {}
    const why = 'revision 1 of the stream was to come here'
    expect(result.wrong).toEqual({ position: at + 1, stream, revision: 2, why })
  })

  test('counts a person whose key was erased as sealed', async () => {
    const log = new MemoryEventLog()
    await fill(log)
    using strange = openKeyStore(':memory:')
    const report = await verifyLog(log, strange, ignore)
    expect(report.wrong).toBeUndefined()
    expect(report.personal.opened).toBe(0)
    expect(report.personal.sealed).toBeGreaterThan(0)
  })
})

describe('from the terminal', () => {
  test('a log is copied, verified, found wrong with exit code 1, and a log in use refused', async () => {
    const { data, url, file, count, events } = await filled()
    const to = join(folder(), 'log.db')
    const hub = (...args: string[]) => program(['src/cli/main.ts', ...args], { HUB_DATA: data })
    const killed = hub('log', 'copy', url, `sqlite:${to}`)
    await killed.says(/copying|10 %/)
    killed.kill('SIGKILL')
    await killed.ended
    const copy = hub('log', 'copy', url, `sqlite:${to}`, '--json')
    expect(await copy.ended, copy.output()).toBe(0)
    const { found, copied } = JSON.parse(copy.stdout())
    expect(found + copied).toBe(count)
    const right = hub('log', 'verify')
    expect(await right.ended, right.output()).toBe(0)
    expect(right.stdout()).toContain(`${count} events in`)

    const first = events.findIndex(({ stream }) => stream.startsWith('challenge-'))
    tamper(file, 'DELETE FROM events WHERE position = ?', first + 1)
    const wrong = hub('log', 'verify', url, '--json')
    expect(await wrong.ended, wrong.output()).toBe(1)
    expect(JSON.parse(wrong.stdout()).wrong).toMatchObject({
      revision: 1,
      why: expect.stringContaining('revision 0'),
    })

    await using _inUse = await openLog(url)
    const refused = hub('log', 'verify')
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toMatch(/in use by another process[\s\S]*Stop it/)
    expect(await hub('log', 'copy', url).ended).toBe(2)
  })
})
