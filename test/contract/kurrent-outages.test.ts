/** What the engine does when the server, or the way to it, fails: outcomes, subscriptions, leaders, health. */
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '#src/log/event-log.ts'
import { VersionConflict } from '#src/log/event-log.ts'
import { KurrentDbEventLog } from '#src/log/kurrent/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'
import type { Fault as Breakage } from '#test/support/kurrent-double-faults.ts'
import { allOf, follow, said, streamOf } from './events.ts'
import { QUICK, withDouble } from './kurrent-logs.ts'

const textOf = (event: RecordedEvent) => (event.data as { text: string }).text

describe('an append whose outcome nobody knows', () => {
  const ways: [what: string, breakage: Breakage, expect: 'new' | 'any' | 0][] = [
    ['stored, but the answer was lost', 'lost', 'new'],
    ['stored, but the answer never came', 'lost-hang', 'new'],
    ['stored late, after we gave up waiting', { late: QUICK.callMs + 150 }, 'new'],
    ['not stored, the server was not ready', 'unavailable', 'new'],
    ['not stored, and never answered', 'hang', 0],
    ['stored at an exact revision, but the answer was lost', 'lost', 0],
    ["stored with 'any', but the answer was lost", 'lost', 'any'],
    ["stored with 'any', but the answer never came", 'lost-hang', 'any'],
  ]
  test.each(ways)('%s: sent again with the same ids, it is there once', async (_what, breakage, expected) => {
    await using held = await withDouble()
    const { double, log } = held
    if (expected === 0) await log.append('a-1', [said('before')], 'new')
    const first = expected === 0 ? 1 : 0
    double.inject('append', breakage)
    const events = [said('一'), said('二')]
    const answer = await log.append('a-1', events, expected)
    const stored = (await streamOf(log, 'a-1')).slice(first)
    expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id))
    expect(answer).toEqual({ revision: first + 1, position: stored[1]?.position })
    expect(double.faults.taken).toBe(1)
  })

  test.each(['lost', 'lost-hang'] as const)(
    'a server that calls the repeat a conflict (%s): the ids at those revisions decide',
    async (way) => {
      await using held = await withDouble()
      const { double, log } = held
      double.store.idempotent = false
      double.inject('append', way)
      const events = [said('a'), said('b')]
      expect(await log.append('a-1', events, 'new')).toMatchObject({ revision: 1 })
      const { position } = await log.append('a-1', [said('c')], 1)
      expect(await log.append('a-1', events, 'new')).toMatchObject({ revision: 1 })
      await expect(log.append('a-1', [said('x'), said('y')], 'new')).rejects.toMatchObject({ actual: 2 })
      expect((await allOf(log)).map(textOf)).toEqual(['a', 'b', 'c'])
      expect(await log.head()).toBe(position)
    },
  )

  test('somebody else wrote in between: a conflict with the true revision, and nothing of ours', async () => {
    await using held = await withDouble()
    await using other = await withDouble({}, held.double)
    await held.log.append('a-1', [said('a')], 'new')
    held.double.inject('append', { late: QUICK.callMs + 100 })
    const losing = held.log.append('a-1', [said('mine')], 0).catch((error: unknown) => error)
    await expect.poll(() => held.double.faults.taken).toBe(1)
    await other.log.append('a-1', [said('theirs'), said('theirs too')], 0)
    expect(await losing).toBeInstanceOf(VersionConflict)
    expect(await losing).toMatchObject({ expected: 0, actual: 2 })
    expect((await streamOf(held.log, 'a-1')).map(textOf)).toEqual(['a', 'theirs', 'theirs too'])
  })

  test('a definite no is not tried again', async () => {
    await using held = await withDouble()
    const before = held.double.calls.append
    held.double.inject('append', 'denied')
    await expect(held.log.append('a-1', [said('a')], 'new')).rejects.toThrow(/refuses it.*access-denied/)
    expect(held.double.calls.append - before).toBe(1)
  })

  test('an answer to a repeat may lack its position: it is read from the event', async () => {
    await using held = await withDouble()
    const events = [said('a')]
    const first = await held.log.append('a-1', events, 'new')
    await held.log.append('a-1', [said('b')], 0)
    expect(await held.log.append('a-1', events, 'new')).toEqual(first)
  })
})

describe('a subscription', () => {
  /** Everything a subscriber saw, while it goes on in the background. */
  function watch(log: Parameters<typeof follow>[0]) {
    const stop = new AbortController()
    const seen: string[] = []
    const done = (async () => {
      for await (const batch of log.subscribe(0, stop.signal)) seen.push(...batch.map(textOf))
    })()
    const end = async () => {
      stop.abort()
      await done
    }
    return { seen, end }
  }

  test('is opened again for ever, and goes on after the last event, through a restart of the server', async () => {
    await using held = await withDouble()
    const { double, log, troubles } = held
    const subscriber = watch(log)
    await log.append('a-1', [said('before')], 'new')
    await expect.poll(() => subscriber.seen).toEqual(['before'])
    await double.kill()
    await expect.poll(() => troubles.length, { timeout: 5_000 }).toBeGreaterThan(8)
    await double.restart()
    await expect
      .poll(() => log.append('a-1', [said('after')], 0).catch(() => undefined), { timeout: 5_000 })
      .toBeDefined()
    await expect.poll(() => subscriber.seen, { timeout: 5_000 }).toEqual(['before', 'after'])
    await subscriber.end()
  })

  test('that fell silent without an error is noticed by the watchdog', async () => {
    await using held = await withDouble()
    const { double, log, troubles } = held
    const subscriber = watch(log)
    await log.append('a-1', [said('heard')], 'new')
    await expect.poll(() => subscriber.seen).toEqual(['heard'])
    double.silence()
    await log.append('a-1', [said('unheard at first')], 0)
    await expect.poll(() => subscriber.seen, { timeout: 5_000 }).toEqual(['heard', 'unheard at first'])
    expect(troubles.join()).toMatch(/nothing came for .* though the log has moved on/)
    await subscriber.end()
  })

  test('on a quiet log is left alone by the watchdog', async () => {
    await using held = await withDouble()
    const subscriber = watch(held.log)
    await held.log.append('a-1', [said('a')], 'new')
    const reads = held.double.calls.read
    await expect.poll(() => held.double.calls.read - reads, { timeout: 5_000 }).toBeGreaterThan(2)
    expect(held.double.calls.subscribe).toBe(1)
    expect(held.troubles).toEqual([])
    await subscriber.end()
  })

  test('over a half-open connection goes on once packets pass again', async () => {
    await using held = await withDouble()
    const { double, log } = held
    const subscriber = watch(log)
    await log.append('a-1', [said('a')], 'new')
    await expect.poll(() => subscriber.seen).toEqual(['a'])
    double.proxy.freeze(true)
    await expect(log.append('a-1', [said('b')], 0)).rejects.toThrow(Fault)
    await expect(log.head()).rejects.toThrow(Fault)
    double.proxy.freeze(false)
    const last = (await log.readLast('a-1'))?.revision ?? 0
    await log.append('a-1', [said('c')], last)
    await expect.poll(() => subscriber.seen.at(-1), { timeout: 5_000 }).toBe('c')
    expect(subscriber.seen).toEqual((await streamOf(log, 'a-1')).map(textOf))
    await subscriber.end()
  })

  test('cut while a batch is being worked through goes on after that batch, without gap or repeat', async () => {
    await using held = await withDouble()
    const { double, log } = held
    const texts = Array.from({ length: 400 }, (_, i) => `${i}`)
    await log.append('a-1', texts.slice(0, 200).map(said), 'new')
    await log.append('a-1', texts.slice(200).map(said), 199)
    const stop = new AbortController()
    const seen: string[] = []
    const ends: (number | string)[] = ['start']
    for await (const batch of log.subscribe(0, stop.signal)) {
      double.proxy.cut()
      await expect.poll(() => double.open.size).toBe(0)
      seen.push(...batch.map(textOf))
      ends.push(batch.at(-1)?.position ?? 0)
      if (seen.length >= texts.length) stop.abort()
    }
    expect(seen).toEqual(texts)
    expect(double.subscribedAfter.length).toBeGreaterThan(1)
    // What lay ready when the connection broke is worked through first, so not every batch is a new beginning.
    expect(ends).toEqual(expect.arrayContaining(double.subscribedAfter))
    expect(new Set(double.subscribedAfter).size).toBe(double.subscribedAfter.length)
  })

  test('ends promptly on abort while the server is away', async () => {
    await using held = await withDouble({ timing: { ...QUICK, pauseMs: 60_000, maxPauseMs: 60_000 } })
    await held.double.kill()
    const subscriber = watch(held.log)
    await expect.poll(() => held.troubles.length).toBeGreaterThan(0)
    await subscriber.end()
    expect(subscriber.seen).toEqual([])
    await held.double.restart()
  })

  test("takes 'caught up' ahead of the events for nothing", async () => {
    await using held = await withDouble()
    held.double.caughtUpFirst = true
    const texts = Array.from({ length: 100 }, (_, i) => `${i}`)
    await held.log.append('a-1', texts.map(said), 'new')
    expect((await follow(held.log, 0, 100)).map(textOf)).toEqual(texts)
  })

  test('never shows events of the server, of the log itself, or of other categories', async () => {
    await using held = await withDouble({ categories: ['challenge', 'team'] })
    await using everything = await withDouble({}, held.double)
    for (let i = 0; i < 20; i++) {
      await everything.log.append('challenge-1', [said(`${i}`)], 'any')
      await everything.log.append('elsewhere-1', [said('not ours')], 'any')
    }
    expect(held.double.store.all.filter(({ stream }) => stream.startsWith('$')).length).toBeGreaterThan(3)
    const streams = (events: RecordedEvent[]) => [...new Set(events.map(({ stream }) => stream))]
    expect(streams(await follow(held.log, 0, 20))).toEqual(['challenge-1'])
    expect(streams(await allOf(held.log))).toEqual(['challenge-1'])
    expect(streams(await follow(everything.log, 0, 40)).sort()).toEqual(['challenge-1', 'elsewhere-1'])
    await expect(held.log.append('elsewhere-1', [said('x')], 'any')).rejects.toThrow(/no category/)
  })

  test('throws what it cannot read, instead of asking for it for ever', async () => {
    await using held = await withDouble()
    const data = Buffer.from('{}')
    const foreign = { id: crypto.randomUUID(), type: 'Foreign', contentType: 'application/json', data }
    held.double.store.append('a-1', 'any', [{ ...foreign, metadata: new Uint8Array() }])
    await expect(follow(held.log, 0, 1)).rejects.toThrow(/was not written by the hub/)
  })
})

describe('reads', () => {
  test('that break in the middle are asked for again, and nothing comes twice', async () => {
    await using held = await withDouble()
    await held.log.append(
      'a-1',
      Array.from({ length: 50 }, (_, i) => said(`${i}`)),
      'new',
    )
    held.double.inject('read', 'broken', 3)
    expect((await streamOf(held.log, 'a-1')).map(({ revision }) => revision)).toEqual([...Array(50).keys()])
    held.double.inject('read', 'broken', 1)
    expect(await allOf(held.log)).toHaveLength(50)
  })

  test('and appends have a health of their own', async () => {
    await using held = await withDouble()
    const { double, log } = held
    double.inject('read', 'unavailable', QUICK.readTries)
    await expect(log.head()).rejects.toThrow(Fault)
    await log.append('a-1', [said('a')], 'new')
    expect(log.health().appends).toEqual({ ok: true, failures: 0 })
    expect(log.health().reads).toMatchObject({ ok: false, failures: QUICK.readTries })
    expect(log.health().reads.error).toMatch(/unavailable/)
    await log.head()
    expect(log.health().reads).toEqual({ ok: true, failures: 0 })
  })
})

describe('a cluster', () => {
  test('is found by +discover and by a legacy esdb+discover address', async () => {
    await using double = await KurrentDouble.start()
    for (const scheme of ['kurrentdb+discover', 'esdb+discover', 'kdb', 'kurrent', 'esdb'] as const) {
      await using log = await KurrentDbEventLog.open(double.url(scheme), { timing: QUICK })
      await log.append('a-1', [said(scheme)], 'any')
    }
    expect(double.calls.gossip).toBeGreaterThan(1)
  })

  test('whose node lost its leadership is written to at the new leader, without loss or repeat', async () => {
    await using first = await KurrentDouble.start()
    await using second = await KurrentDouble.start(first.store)
    second.role = 'follower'
    second.leaderPort = first.proxy.port
    const url = `kurrentdb://127.0.0.1:${first.proxy.port},127.0.0.1:${second.proxy.port}?tls=false&discoveryInterval=10`
    await using log = await KurrentDbEventLog.open(url, { timing: { ...QUICK, callMs: 2_000 } })
    await log.append('a-1', [said('a')], 'new')
    first.role = 'follower'
    second.role = 'leader'
    first.leaderPort = second.proxy.port
    const before = second.calls.append
    await log.append('a-1', [said('b')], 0)
    expect(second.calls.append).toBeGreaterThan(before)
    expect((await streamOf(log, 'a-1')).map(textOf)).toEqual(['a', 'b'])
  })

  test('two nodes that open a new log at once agree on its id, and it stays after a restart', async () => {
    await using double = await KurrentDouble.start()
    const opened = await Promise.all(
      [1, 2, 3].map(() => KurrentDbEventLog.open(double.url(), { timing: QUICK })),
    )
    expect(new Set(opened.map(({ logId }) => logId)).size).toBe(1)
    await double.kill()
    await double.restart()
    await using again = await KurrentDbEventLog.open(double.url(), { timing: QUICK })
    expect(again.logId).toBe(opened[0]?.logId)
    for (const log of opened) await log[Symbol.asyncDispose]()
  })
})

describe('opening', () => {
  test('a server that accepts connections and says nothing is told in bounded time', async () => {
    await using double = await KurrentDouble.start()
    double.proxy.freeze(true)
    await expect(KurrentDbEventLog.open(double.url(), { timing: QUICK })).rejects.toThrow(
      /log\.open.*127\.0\.0\.1.*is it up and reachable/,
    )
  })

  test('TLS to a server that has none is told as unreachable, without the password', async () => {
    await using double = await KurrentDouble.start()
    const url = `kurrentdb://admin:geheim@127.0.0.1:${double.proxy.port}?discoveryInterval=10`
    const error: unknown = await KurrentDbEventLog.open(url, { timing: QUICK }).catch((reason) => reason)
    expect(error).toBeInstanceOf(Fault)
    expect(String(error)).toMatch(/127\.0\.0\.1/)
    expect(inspect(error, { depth: 9 })).not.toContain('geheim')
  })

  test('a login that may not read is a definite no', async () => {
    await using double = await KurrentDouble.start()
    double.inject('read', 'denied')
    await expect(KurrentDbEventLog.open(double.url(), { timing: QUICK })).rejects.toThrow(
      /refuses to be read/,
    )
    expect(double.calls.read).toBe(1)
  })
})
