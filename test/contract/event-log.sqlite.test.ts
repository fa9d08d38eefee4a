import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openLog } from '#src/log/open-log.ts'
import { SqliteEventLog } from '#src/log/sqlite/event-log.ts'
import { APPLICATION_ID } from '#src/log/sqlite/schema.ts'
import { Fault } from '#src/platform/fault.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { eventLogContract } from './event-log.ts'
import { allOf, random, said, streamOf } from './events.ts'

const folder = mkdtempSync(join(tmpdir(), 'event-log-'))
let files = 0
const newFile = () => join(folder, `log-${++files}.db`)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

eventLogContract('sqlite', () => SqliteEventLog.open(newFile()))

/** Change a closed log's file behind its back. */
function tamper(file: string, sql: string): void {
  const db = openDatabase(file, { durable: true })
  db.exec(sql)
  db.close()
}

async function created(): Promise<string> {
  const file = newFile()
  await using _log = await SqliteEventLog.open(file)
  return file
}

describe('event log on SQLite', () => {
  test('[L11] the writing connection is at synchronous=FULL', async () => {
    await using log = await SqliteEventLog.open(newFile())
    expect(log.synchronous).toBe(2)
  })

  test('[L11] 64 concurrent clients share commits: far fewer commits than appends', async () => {
    await using log = await SqliteEventLog.open(newFile())
    const client = async (n: number) => {
      for (let i = 0; i < 20; i++) await log.append(`client-${n}`, [said(`${i}`)], i === 0 ? 'new' : i - 1)
    }
    await Promise.all(Array.from({ length: 64 }, (_, n) => client(n)))
    expect(log.counters.appends).toBe(1280)
    expect(log.counters.commits).toBeLessThan(1280 / 4)
    expect(log.counters.commits).toBeGreaterThan(0)
    expect(log.pending).toBe(0)
  })

  test('[L7] a position is not given out again after the newest event is gone', async () => {
    const file = newFile()
    const before = await SqliteEventLog.open(file)
    const { position } = await before.append('a-1', [said('a'), said('b')], 'new')
    await before[Symbol.asyncDispose]()
    tamper(file, `DELETE FROM events WHERE position = ${position}`)
    await using after = await SqliteEventLog.open(file)
    expect((await after.append('b-1', [said('c')], 'new')).position).toBeGreaterThan(position)
  })

  test('[L9] large events come in pages of about 8 MiB', async () => {
    await using log = await SqliteEventLog.open(newFile())
    const update = new Uint8Array(500_000)
    for (let i = 0; i < 40; i++) await log.append('document-1', [{ ...said(''), data: update }], 'any')
    const sizes = (await Array.fromAsync(log.readAll(0))).map((batch) => batch.length)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(40)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(17)
    expect(await streamOf(log, 'document-1')).toHaveLength(40)
  })

  test('[L16] an insert that fails takes only its own append with it, wholly', async () => {
    const file = await created()
    tamper(
      file,
      `CREATE TRIGGER poison BEFORE INSERT ON events WHEN new.type = 'Poison'
       BEGIN SELECT raise(ABORT, 'no room'); END`,
    )
    await using log = await SqliteEventLog.open(file)
    const results = await Promise.allSettled([
      log.append('a-1', [said('a')], 'new'),
      log.append('b-1', [said('fine'), { ...said('bad'), type: 'Poison' }], 'new'),
      log.append('a-1', [said('b')], 0),
      log.append('c-1', [said('c')], 'new'),
    ])
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(results[1]).toMatchObject({
      reason: { op: 'log.append', hint: expect.stringContaining('no room') },
    })
    expect((await allOf(log)).map((event) => event.stream)).toEqual(['a-1', 'a-1', 'c-1'])
    expect(await log.append('b-1', [said('again')], 'new')).toMatchObject({ revision: 0 })
  })

  test('[L13] a commit that fails breaks the log for good, once and loudly', async () => {
    const file = await created()
    // A deferred foreign key is checked by COMMIT itself: the nearest thing to a disk that refuses it.
    tamper(
      file,
      `CREATE TABLE parent (id INTEGER PRIMARY KEY);
       CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
       CREATE TRIGGER poison AFTER INSERT ON events WHEN new.type = 'Poison'
       BEGIN INSERT INTO child VALUES (1); END`,
    )
    const faults: Fault[] = []
    const log = await openLog(`sqlite:${file}`, { onBroken: (fault) => faults.push(fault) })
    await log.append('a-1', [said('kept')], 'new')
    const results = await Promise.allSettled([
      log.append('b-1', [said('same group')], 'new'),
      log.append('c-1', [{ ...said('bad'), type: 'Poison' }], 'new'),
    ])
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    await expect(log.append('a-1', [said('after')], 0)).rejects.toThrow(Fault)
    expect(faults).toHaveLength(1)
    expect(faults[0]?.hint).toContain('start again')
    await log[Symbol.asyncDispose]()

    tamper(file, 'DROP TRIGGER poison')
    await using restarted = await SqliteEventLog.open(file)
    expect((await allOf(restarted)).map((event) => event.stream)).toEqual(['a-1'])
  })

  test('[L17] reopening keeps every event, the order and the id of the log', async () => {
    const file = newFile()
    const first = await SqliteEventLog.open(file)
    await first.append('挑战-1', [said('简体'), said('繁體')], 'new')
    const { logId } = first
    const events = await allOf(first)
    await first[Symbol.asyncDispose]()
    await using second = await SqliteEventLog.open(file)
    expect(second.logId).toBe(logId)
    expect(await allOf(second)).toEqual(events)
    expect(await second.head()).toBe(events.at(-1)?.position)
    await expect(second.append('挑战-1', [said('x')], 'new')).rejects.toMatchObject({ actual: 1 })
  })

  test('[L14] closing empties the write-ahead log into the file', async () => {
    const file = newFile()
    const log = await SqliteEventLog.open(file)
    await log.append('a-1', [said('a')], 'new')
    await log[Symbol.asyncDispose]()
    expect(() => readFileSync(`${file}-wal`)).toThrow('ENOENT')
  })

  test('[L19] a second opening is refused, in this process and in another', async () => {
    const file = newFile()
    await using log = await SqliteEventLog.open(file)
    await log.append('a-1', [said('a')], 'new')
    await expect(SqliteEventLog.open(file)).rejects.toMatchObject({
      op: 'log.open',
      hint: expect.stringMatching(/in use by another process.*Stop it/),
    })
    const child = spawnSync(process.execPath, [join(import.meta.dirname, 'kill-child.ts'), file], {
      encoding: 'utf8',
    })
    expect(child.status).not.toBe(0)
    expect(child.stderr).toContain(`${file} is in use by another process`)
    expect(await allOf(log)).toHaveLength(1)
  })

  const foreign: [what: string, make: (file: string) => void, sentence: RegExp][] = [
    [
      "another program's database",
      (file) => {
        const db = openDatabase(file, { durable: false })
        db.exec('CREATE TABLE shop (id)')
        db.close()
      },
      /another program's SQLite database/,
    ],
    [
      'a log of a newer version',
      (file) => {
        const db = openDatabase(file, { durable: false })
        db.pragma(`application_id = ${APPLICATION_ID}`)
        db.pragma('user_version = 99')
        db.close()
      },
      /newer version \(format 99/,
    ],
    [
      'no database at all',
      (file) => writeFileSync(file, '发票,金额\n'.repeat(500)),
      /not an SQLite database/,
    ],
  ]
  test.each(foreign)('[L19] %s is refused and not a byte of it changes', async (_what, make, sentence) => {
    const file = newFile()
    make(file)
    const before = readFileSync(file)
    await expect(SqliteEventLog.open(file)).rejects.toThrow(sentence)
    await expect(SqliteEventLog.open(file)).rejects.toThrow(file)
    expect(readFileSync(file)).toEqual(before)
  })

  test('[L11] kill -9 loses no acknowledged append, doubles none and leaves no hole', async () => {
    const file = newFile()
    const [rounds, seed] = [24, 20260301]
    const next = random(seed)
    const acked: string[] = []
    for (let round = 0; round < rounds; round++) acked.push(...(await killed(file, 100, next() * 20)))

    await using log = await SqliteEventLog.open(file)
    const events = await allOf(log)
    const stored = new Set(events.map((event) => event.id))
    const missing = acked.filter((id) => !stored.has(id)).length
    console.log(
      `kill -9 × ${rounds} (seed ${seed}): ${acked.length} acknowledged, ${events.length} stored, ${missing} missing`,
    )
    expect(acked.length).toBeGreaterThan(rounds * 100)
    expect(missing).toBe(0)
    expect(stored.size).toBe(events.length)
    // Some kill fell between a commit and its answers; else the moments were too tame to prove anything.
    expect(events.length).toBeGreaterThan(acked.length)
    for (const [stream, own] of Map.groupBy(events, (event) => event.stream)) {
      const revisions = own.map((event) => event.revision)
      expect(revisions, stream).toEqual(revisions.map((_, i) => i))
    }
  }, 60_000)
})

/**
 * Start a writer, kill it `delay` ms after it was promised `count` appends, and return every
 * id it was promised. The delay is no wait for anything: without it every kill would fall in
 * the same idle moment, right after a group was answered.
 */
async function killed(file: string, count: number, delay: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-child.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let promised = ''
  let armed = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    promised += text
    if (armed || promised.length <= count * 37) return
    armed = true
    setTimeout(() => child.kill('SIGKILL'), delay)
  })
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  return promised.split('\n').slice(0, -1)
}
