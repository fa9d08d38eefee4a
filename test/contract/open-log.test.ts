import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { KurrentDbEventLog } from '#src/log/kurrent/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { openLog } from '#src/log/open-log.ts'
import { holdLock, openDatabase } from '#src/platform/sqlite.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'
import { said } from './events.ts'

const folder = mkdtempSync(join(tmpdir(), 'open-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('opening a log by its address', () => {
  test('memory: gives the engine for tests', async () => {
    await using log = await openLog('memory:')
    expect(log).toBeInstanceOf(MemoryEventLog)
  })

  test('sqlite: makes the folders on the way to its file', async () => {
    const file = join(folder, '数据', 'deep', 'hub.db')
    await using log = await openLog(`sqlite:${file}`)
    expect(existsSync(file)).toBe(true)
    expect(await log.head()).toBe(0)
  })

  test('a KurrentDB address opens the experimental engine, with the categories of ours', async () => {
    await using double = await KurrentDouble.start()
    await using log = await openLog(double.url('esdb'))
    expect(log).toBeInstanceOf(KurrentDbEventLog)
    expect(await log.append('challenge-1', [said('羊绒')], 'new')).toMatchObject({ revision: 0 })
    await expect(log.append('elsewhere-1', [said('羊绒')], 'new')).rejects.toThrow(/no category/)
  })

  test.each([
    ['kurrentdb://admin:geheim@', /cannot be read; write kurrentdb:/],
    ['kurrentdb://node:2113', /no credentials; put user:password@/],
    ['esdb://admin:ge%heim@node:2113', /percent-encoded/],
    ['kdb://admin:geheim@node:2113?nodePreference=follower', /must be leader/],
    ['kurrent://admin:geheim@node:2113?maxDiscoverAttempts=1', /2 or more/],
    ['kurrentdb://admin:geheim@node:2113?tlsCAFile=/nowhere/ca.crt', /certificate file.*not there/],
    ['kurrentdb://admin:geheim@node:2113?defaultDeadline=soon', /cannot read its options/],
    ['kurrentdb+discover://admin:geheim@127.0.0.1:9?tls=false', /127\.0\.0\.1:9.*up and reachable/],
  ])('%s is refused with the mend, and its password is not repeated', async (url, mend) => {
    const timing = { pauseMs: 5, callMs: 2_000 }
    const error: unknown = await openLog(url, { timing }).catch((reason: unknown) => reason)
    expect(String(error)).toMatch(mend)
    expect(inspect(error, { depth: 9 })).not.toMatch(/ge%?heim/)
  })

  test.each(['', 'hub.db', 'postgres://x', 'sqlite:', 'sqlite::memory:'])(
    '%j is refused with what to write',
    async (url) => {
      await expect(openLog(url)).rejects.toThrow(/sqlite:/)
    },
  )
})

describe('opening a database', () => {
  test('durable is FULL, rebuildable is NORMAL, both in WAL', () => {
    for (const [durable, synchronous] of [
      [true, 2],
      [false, 1],
    ] as const) {
      const db = openDatabase(join(folder, `${durable}.db`), { durable })
      expect(db.pragma('synchronous', { simple: true })).toBe(synchronous)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(db.pragma('busy_timeout', { simple: true })).toBeGreaterThan(0)
      db.close()
    }
  })

  test('memory may be used for what can be rebuilt, and is refused where durability is asked for', () => {
    openDatabase(':memory:', { durable: false }).close()
    expect(() => openDatabase(':memory:', { durable: true })).toThrow(/cannot be durable/)
  })

  test('a file in a folder that is not there is refused by name', () => {
    expect(() => openDatabase(join(folder, 'nowhere', 'a.db'), { durable: false })).toThrow(
      /nowhere.*its folder exists/,
    )
  })

  test('a lock is held by one and free again once let go', () => {
    const file = join(folder, 'a.lock')
    const first = holdLock(file)
    expect(first).toBeDefined()
    expect(holdLock(file)).toBeUndefined()
    first?.[Symbol.dispose]()
    using second = holdLock(file)
    expect(second).toBeDefined()
  })
})
