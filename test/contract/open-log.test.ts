import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { openLog } from '#src/log/open-log.ts'
import { holdLock, openDatabase } from '#src/platform/sqlite.ts'

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

  test('a KurrentDB address is refused with the mend, and its password is not repeated', async () => {
    for (const scheme of ['kurrentdb', 'kurrentdb+discover', 'esdb']) {
      const error = await openLog(`${scheme}://admin:geheim@node:2113`).catch((reason: unknown) =>
        String(reason),
      )
      expect(error).toContain('use sqlite:')
      expect(error).not.toContain('geheim')
    }
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
