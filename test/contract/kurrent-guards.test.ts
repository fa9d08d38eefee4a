/**
 * The faults found in the official client, each with the guard that our engine has against it. The
 * numbers are those of the list they come from; a new version of the client must pass here first.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { NewEvent } from '#src/log/event-log.ts'
import { type Driver, loadDriver } from '#src/log/kurrent/driver.ts'
import { KurrentDbEventLog } from '#src/log/kurrent/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { ROOT } from '#test/architecture.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'
import { follow, said, streamOf } from './events.ts'
import { QUICK, withDouble } from './kurrent-logs.ts'

const textOf = (event: { data: unknown }) => (event.data as { text: string }).text

describe('guards against the faults of the KurrentDB client', () => {
  test('1: a read that is never answered ends in our own time, and the next one works', async () => {
    await using held = await withDouble()
    const { double, log } = held
    await log.append('a-1', [said('a')], 'new')
    double.inject('read', 'hang', 2)
    expect(await log.readLast('a-1')).toMatchObject({ revision: 0 })
    double.inject('read', 'hang', QUICK.readTries)
    const error = await log.head().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Fault)
    expect(String(error)).toMatch(/cannot be read.*no answer within/)
    expect(await log.head()).toBeGreaterThan(0)
  })

  test('2: an append that is never answered ends in our own time, as an outcome nobody knows', async () => {
    await using held = await withDouble()
    const { double, log } = held
    double.inject('append', 'hang', QUICK.appendTries)
    const event = said('a')
    await expect(log.append('a-1', [event], 'new')).rejects.toThrow(/not known; ask again with the same ids/)
    expect(await log.append('a-1', [event], 'new')).toMatchObject({ revision: 0 })
  })

  test('2: appends go out one call each, never through the shared batch stream', async () => {
    await using held = await withDouble()
    const { double, log } = held
    const before = double.calls.append
    for (let i = 0; i < 5; i++) await log.append('a-1', [said(`${i}`)], 'any')
    expect(double.calls.append - before).toBe(5)
    expect(double.calls.batch).toBe(0)
  })

  test('3: data that cannot be JSON is refused before the client sees it, and the process lives', async () => {
    await using held = await withDouble()
    const { double, log } = held
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const circle: Record<string, unknown> = {}
    circle.self = circle
    const before = double.calls.append
    for (const data of [{ n: 1n }, circle] as NewEvent['data'][]) {
      await expect(log.append('a-1', [{ ...said(''), data }], 'new')).rejects.toThrow(TypeError)
    }
    expect(await log.append('a-1', [said('after')], 'new')).toMatchObject({ revision: 0 })
    expect(double.calls.append - before).toBe(1)
    expect(unhandled).not.toHaveBeenCalled()
    process.off('unhandledRejection', unhandled)
  })

  test('4: a failing list of server features fails no append, because appends never ask for it', async () => {
    await using held = await withDouble()
    const { double, log } = held
    double.inject('features', 'internal', 100)
    const before = double.calls.features
    for (let i = 0; i < 3; i++) await log.append('a-1', [said(`${i}`)], 'any')
    double.proxy.cut()
    await log.append('a-1', [said('over a new connection')], 'any')
    expect(double.calls.features).toBe(before)
  })

  test('4: reads do ask for it; a reading half that its failing leaves unavailable for good is replaced', async () => {
    await using double = await KurrentDouble.start()
    double.inject('features', 'internal', 2)
    await using held = await withDouble({}, double)
    await held.log.append('a-1', [said('a')], 'new')
    expect(await held.log.readLast('a-1')).toMatchObject({ revision: 0 })
    expect(double.calls.features).toBeGreaterThan(2)
  })

  test('4: an error the client does not know is not kept: the next append succeeds', async () => {
    await using held = await withDouble()
    held.double.inject('append', 'internal', 2)
    expect(await held.log.append('a-1', [said('a')], 'new')).toMatchObject({ revision: 0 })
    expect(held.log.health().appends).toEqual({ ok: true, failures: 0 })
  })

  test('5: throwOnAppendFailure=false is refused, and a conflict tells the true revision', async () => {
    await using held = await withDouble()
    const { double, log } = held
    const url = double.url('kurrentdb', '&throwOnAppendFailure=false')
    await expect(KurrentDbEventLog.open(url)).rejects.toThrow(/leave throwOnAppendFailure out/)
    await log.append('a-1', ['a', 'b', 'c', 'd', 'e', 'f'].map(said), 'new')
    await expect(log.append('a-1', [said('x')], 2)).rejects.toMatchObject({ expected: 2, actual: 5 })
  })

  test('6 and 7: the calls for stream metadata, which answer wrongly, are not used at all', () => {
    const folder = join(ROOT, 'src/log/kurrent')
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(8)
    const users = files.filter((name) =>
      /[sg]etStreamMetadata|metastreamRevision/.test(readFileSync(join(folder, name), 'utf8')),
    )
    expect(users).toEqual([])
  })

  test('8: leaving a subscription ends it at the server, by abort, by break and by throwing', async () => {
    await using held = await withDouble()
    const { double, log } = held
    await log.append('a-1', [said('a')], 'new')
    await follow(log, 0, 1)
    for await (const _ of log.subscribe(0, new AbortController().signal)) break
    const thrown = async () => {
      for await (const _ of log.subscribe(0, new AbortController().signal)) throw new Error('reader broke')
    }
    await expect(thrown()).rejects.toThrow('reader broke')
    expect(double.calls.subscribe).toBe(3)
    await expect.poll(() => double.open.size).toBe(0)
  })

  test('9: a server that is not there is told in a sentence of ours, on every kind of call', async () => {
    await using held = await withDouble()
    const { double, log } = held
    await double.kill()
    const failures = await Promise.all([
      log.append('a-1', [said('a')], 'new').catch((reason: unknown) => reason),
      log.head().catch((reason: unknown) => reason),
      KurrentDbEventLog.open(double.url(), { timing: QUICK }).catch((reason: unknown) => reason),
    ])
    for (const failure of failures) expect(failure).toBeInstanceOf(Fault)
    expect(String(failures[2])).toMatch(/127\.0\.0\.1.*is it up and reachable/)
    await double.restart()
    await expect.poll(() => log.append('a-1', [said('a')], 'any').catch(() => undefined)).toBeDefined()
  })

  test('10: on a cold connection, appends that nobody waits for keep their order', async () => {
    await using held = await withDouble()
    const texts = Array.from({ length: 60 }, (_, i) => `${i}`)
    await Promise.all(texts.map((text) => held.log.append('a-1', [said(text)], 'any')))
    expect((await streamOf(held.log, 'a-1')).map(textOf)).toEqual(texts)
  })

  test('11: every append, read and subscription says by itself that it wants the leader', async () => {
    await using held = await withDouble()
    const { double, log } = held
    await log.append('a-1', [said('a')], 'new')
    await follow(log, 0, 1)
    await streamOf(log, 'a-1')
    expect(double.requiresLeader.length).toBeGreaterThan(4)
    expect(double.requiresLeader.every(Boolean)).toBe(true)
  })

  test('a missing package is a sentence with the mend', async () => {
    const missing = () =>
      Promise.reject<Driver>(Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' }))
    await expect(loadDriver(missing)).rejects.toThrow(
      /not installed: run npm install without --omit=optional/,
    )
    const closed = () =>
      Promise.reject<Driver>(Object.assign(new Error('no'), { code: 'ERR_DLOPEN_DISABLED' }))
    await expect(loadDriver(closed)).rejects.toThrow(/--allow-addons/)
  })
})
