/** LOG.md, "Writing". */
import { expect, test } from 'vitest'
import {
  type Expect,
  MAX_APPEND_BYTES,
  type NewEvent,
  TooLarge,
  VersionConflict,
} from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import type { Open } from './event-log.ts'
import { allOf, said, streamOf } from './events.ts'

export function writingRules(open: Open): void {
  test('[L1] the first revision is 0 and the next ones follow without a gap', async () => {
    await using log = await open()
    expect(await log.append('challenge-1', [said('a')], 'new')).toMatchObject({ revision: 0 })
    expect(await log.append('challenge-1', [said('b'), said('c')], 0)).toMatchObject({ revision: 2 })
    expect(await log.append('challenge-1', [said('d')], 'any')).toMatchObject({ revision: 3 })
    expect((await streamOf(log, 'challenge-1')).map((event) => event.revision)).toEqual([0, 1, 2, 3])
  })

  test('[L1] streams count for themselves', async () => {
    await using log = await open()
    await log.append('challenge-1', [said('a'), said('b')], 'new')
    expect(await log.append('challenge-2', [said('c')], 'new')).toMatchObject({ revision: 0 })
  })

  test('[L2] the events of one append lie next to each other, also among concurrent ones', async () => {
    await using log = await open()
    const writers = Array.from({ length: 20 }, (_, i) =>
      log.append(`s-${i}`, ['a', 'b', 'c'].map(said), 'new'),
    )
    await Promise.all(writers)
    const streams = (await allOf(log)).map((event) => event.stream)
    expect(streams).toHaveLength(60)
    for (let i = 0; i < 60; i += 3) expect(new Set(streams.slice(i, i + 3)).size).toBe(1)
  })

  test('[L2] a refused append of several events leaves none of them', async () => {
    await using log = await open()
    await log.append('challenge-1', [said('a')], 'new')
    await expect(log.append('challenge-1', [said('b'), said('c')], 7)).rejects.toThrow(VersionConflict)
    expect(await streamOf(log, 'challenge-1')).toHaveLength(1)
    expect(await allOf(log)).toHaveLength(1)
  })

  test('[L3] of two writers that believe the same revision, exactly one wins', async () => {
    await using log = await open()
    await log.append('challenge-1', [said('a')], 'new')
    const results = await Promise.allSettled([
      log.append('challenge-1', [said('b')], 0),
      log.append('challenge-1', [said('c')], 0),
    ])
    const lost = results.filter((result) => result.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(lost[0]?.reason).toBeInstanceOf(VersionConflict)
    expect(lost[0]?.reason).toMatchObject({ stream: 'challenge-1', expected: 0, actual: 1 })
  })

  test('[L3] the loser learns the true revision, whether it believed too little or too much', async () => {
    await using log = await open()
    await log.append('challenge-1', ['a', 'b', 'c', 'd'].map(said), 'new')
    await expect(log.append('challenge-1', [said('x')], 1)).rejects.toMatchObject({ expected: 1, actual: 3 })
    await expect(log.append('challenge-1', [said('x')], 9)).rejects.toMatchObject({ expected: 9, actual: 3 })
    await expect(log.append('nowhere-1', [said('x')], 0)).rejects.toMatchObject({ expected: 0, actual: -1 })
  })

  test('[L3] a loser that takes the true revision it was told wins the next time', async () => {
    await using log = await open()
    await log.append('challenge-1', [said('a'), said('b')], 'new')
    const conflict = await log.append('challenge-1', [said('c')], 0).catch((error: VersionConflict) => error)
    expect(conflict).toBeInstanceOf(VersionConflict)
    const { actual } = conflict as VersionConflict
    expect(await log.append('challenge-1', [said('c')], actual)).toMatchObject({ revision: 2 })
  })

  test("[L4] 'new' is refused when the stream exists, also in the same turn", async () => {
    await using log = await open()
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => log.append('reservation-1', [said('mine')], 'new')),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    await expect(log.append('reservation-1', [said('mine')], 'new')).rejects.toMatchObject({
      expected: 'new',
      actual: 0,
    })
  })

  test('[L5] the same ids with the same expectation give the first answer and write nothing', async () => {
    await using log = await open()
    const first = [said('a'), said('b')]
    const second = [said('c')]
    const answers = [
      await log.append('challenge-1', first, 'new'),
      await log.append('challenge-1', second, 1),
    ]
    await log.append('challenge-1', [said('later')], 'any')
    expect(await log.append('challenge-1', first, 'new')).toEqual(answers[0])
    expect(await log.append('challenge-1', second, 1)).toEqual(answers[1])
    expect(await allOf(log)).toHaveLength(4)
  })

  test('[L5] a retry in the same turn as its first try is answered alike', async () => {
    await using log = await open()
    const events = [said('双击'), said('twice')]
    const [first, second] = await Promise.all([
      log.append('challenge-1', events, 'new'),
      log.append('challenge-1', events, 'new'),
    ])
    expect(second).toEqual(first)
    expect(await allOf(log)).toHaveLength(2)
  })

  test('[L5] only some of the ids, other ids, or the same ids elsewhere are a conflict', async () => {
    await using log = await open()
    const [a, b] = [said('a'), said('b')]
    await log.append('challenge-1', [a, b], 'new')
    const conflict = { name: 'VersionConflict', actual: 1 }
    await expect(log.append('challenge-1', [a, said('x')], 'new')).rejects.toMatchObject(conflict)
    await expect(log.append('challenge-1', [b, a], 'new')).rejects.toMatchObject(conflict)
    await expect(log.append('challenge-1', [a, b, said('c')], 'new')).rejects.toMatchObject(conflict)
    await expect(log.append('challenge-1', [a], 0)).rejects.toMatchObject(conflict)
    expect(await allOf(log)).toHaveLength(2)
  })

  test("[L5] with 'any' a repeat is stored again", async () => {
    await using log = await open()
    const update = said('a')
    expect(await log.append('document-1', [update], 'any')).toMatchObject({ revision: 0 })
    expect(await log.append('document-1', [update], 'any')).toMatchObject({ revision: 1 })
  })

  test('[L11] what was answered is readable at once', async () => {
    await using log = await open()
    for (let i = 0; i < 25; i++) {
      const { position } = await log.append('challenge-1', [said(`${i}`)], i === 0 ? 'new' : i - 1)
      expect(await log.head()).toBe(position)
      expect(await log.readLast('challenge-1')).toMatchObject({ revision: i, position })
    }
  })

  test('[L15] an append over the limit is refused with its size, and nothing is written', async () => {
    await using log = await open()
    const half = said('丝'.repeat(MAX_APPEND_BYTES / 6))
    const error = await log.append('challenge-1', [half, half], 'new').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TooLarge)
    expect((error as TooLarge).bytes).toBeGreaterThan(MAX_APPEND_BYTES)
    expect(await allOf(log)).toEqual([])
    expect(await log.append('challenge-1', [half], 'new')).toMatchObject({ revision: 0 })
  })

  test('[L15] the limit counts bytes and not characters, and is itself allowed', async () => {
    await using log = await open()
    const meta = Buffer.byteLength(JSON.stringify(said('').meta))
    const fits = { ...said(''), data: new Uint8Array(MAX_APPEND_BYTES - meta) }
    expect(await log.append('document-1', [fits], 'any')).toMatchObject({ revision: 0 })
    const over = { ...said(''), data: new Uint8Array(MAX_APPEND_BYTES - meta + 1) }
    await expect(log.append('document-1', [over], 'any')).rejects.toThrow(TooLarge)
  })

  test('[L16] refused neighbours in a group harm nobody', async () => {
    await using log = await open()
    await log.append('taken-1', [said('a')], 'new')
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        i % 2 === 0
          ? log.append(`fresh-${i}`, [said('a'), said('b')], 'new')
          : log.append('taken-1', [said('a'), said('b')], 'new'),
      ),
    )
    expect(results.map((result) => result.status)).toEqual(
      results.map((_, i) => (i % 2 === 0 ? 'fulfilled' : 'rejected')),
    )
    expect(await allOf(log)).toHaveLength(41)
    expect(await streamOf(log, 'taken-1')).toHaveLength(1)
  })

  const unkeepable: [what: string, stream: string, events: NewEvent[], expect: Expect][] = [
    ['no events', 'challenge-1', [], 'new'],
    ['an empty stream name', '', [said('a')], 'new'],
    ['NUL in a stream name', 'challenge-\0', [said('a')], 'new'],
    ['half a surrogate pair in a type', 'challenge-1', [{ ...said('a'), type: 'Posted\ud83d' }], 'new'],
    ['NUL in an id', 'challenge-1', [{ ...said('a'), id: 'a\0b' }], 'new'],
    ['a version that is no integer', 'challenge-1', [{ ...said('a'), v: 1.5 }], 'new'],
    ['a negative expected revision', 'challenge-1', [said('a')], -1],
    ['an expected revision past 2^53', 'challenge-1', [said('a')], 2 ** 53],
  ]
  test.each(unkeepable)(
    '[L18] %s is refused and nothing is written',
    async (_what, stream, events, expected) => {
      await using log = await open()
      await expect(log.append(stream, events, expected)).rejects.toThrow(Fault)
      expect(await log.head()).toBe(0)
    },
  )
}
