/** LOG.md, "Reading". */
import { expect, test } from 'vitest'
import type { RecordedEvent } from '#src/log/event-log.ts'
import type { Open } from './event-log.ts'
import { allOf, bytes, follow, META, random, said, streamOf } from './events.ts'

export function readingRules(open: Open): void {
  test('[L6] a stream nobody wrote to reads as empty, and so does an empty log', async () => {
    await using log = await open()
    expect(await streamOf(log, 'challenge-1')).toEqual([])
    expect(await log.readLast('challenge-1')).toBeUndefined()
    expect(await allOf(log)).toEqual([])
    expect(await log.head()).toBe(0)
  })

  test('[L6] a stream is read from the revision asked for, and its end is the newest event', async () => {
    await using log = await open()
    await log.append('challenge-1', ['a', 'b', 'c', 'd'].map(said), 'new')
    await log.append('challenge-10', [said('other')], 'new')
    expect((await streamOf(log, 'challenge-1', 2)).map(textOf)).toEqual(['c', 'd'])
    expect(await streamOf(log, 'challenge-1', 4)).toEqual([])
    expect(await log.readLast('challenge-1')).toMatchObject({ revision: 3, data: { text: 'd' } })
  })

  test('[L6] a stream longer than a page reads whole', async () => {
    await using log = await open()
    for (let i = 0; i < 5; i++) {
      await log.append(
        'document-1',
        Array.from({ length: 500 }, (_, n) => said(`${i * 500 + n}`)),
        'any',
      )
    }
    const texts = (await streamOf(log, 'document-1')).map(textOf)
    expect(texts).toEqual(Array.from({ length: 2500 }, (_, n) => `${n}`))
  })

  test('[L7] the whole log reads in the order of commits, with ascending positions', async () => {
    await using log = await open()
    const positions: number[] = []
    for (const [i, stream] of ['a-1', 'b-1', 'a-1', 'c-1', 'b-1'].entries()) {
      positions.push((await log.append(stream, [said(`${i}`)], 'any')).position)
    }
    const events = await allOf(log)
    expect(events.map(textOf)).toEqual(['0', '1', '2', '3', '4'])
    expect(events.map((event) => event.position)).toEqual(positions)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    expect(await log.head()).toBe(positions.at(-1))
  })

  test('[L7] reading goes on after any position, in batches of the size asked for', async () => {
    await using log = await open()
    await log.append(
      'a-1',
      Array.from({ length: 10 }, (_, i) => said(`${i}`)),
      'new',
    )
    const all = await allOf(log)
    for (const [i, { position }] of all.entries())
      expect(await allOf(log, position, 3)).toEqual(all.slice(i + 1))
    const sizes = (await Array.fromAsync(log.readAll(0, 4))).map((batch) => batch.length)
    expect(sizes).toEqual([4, 4, 2])
    expect(await allOf(log, (await log.head()) + 1000)).toEqual([])
  })

  test('[L7] reading the log ends with what existed when it began', async () => {
    await using log = await open()
    await log.append('a-1', [said('0'), said('1')], 'new')
    const seen: unknown[] = []
    for await (const batch of log.readAll(0, 1)) {
      seen.push(...batch.map(textOf))
      await log.append('a-1', [said('later')], 'any')
    }
    expect(seen).toEqual(['0', '1'])
  })

  test('[L12] every field comes back as written', async () => {
    await using log = await open()
    const meta = { ...META, correlation: 'x', occurredAt: '1958-01-01T00:00:00.000Z', body: 'sha256:…' }
    const event = { ...said('a'), v: 3, meta }
    const { position } = await log.append('challenge-1', [event], 'new')
    expect(await log.readLast('challenge-1')).toEqual({
      ...event,
      stream: 'challenge-1',
      revision: 0,
      position,
    })
  })

  test('[L12] text comes back as written: 简体, 繁體, emoji, NUL, lone surrogates', async () => {
    await using log = await open()
    const data = {
      简体: '羊绒分梳 480 目丝网',
      繁體: '絲網印刷與鋰電池',
      emoji: '👩🏽‍🔬🧪🇨🇳',
      nul: 'before\0after',
      lone: '\ud83d and \udc00',
      quotes: `"'\\\n\u2028`,
      combining: 'e\u0301 is not \u00e9',
      __proto: null,
    }
    await log.append('挑战-絲', [{ ...said(''), type: 'ÜnïcodePosted', data }], 'new')
    const [event] = await streamOf(log, '挑战-絲')
    expect(event?.data).toEqual(data)
    expect(event?.stream).toBe('挑战-絲')
    expect(event?.type).toBe('ÜnïcodePosted')
  })

  test('[L12] nested and large JSON and the edges of numbers come back as written', async () => {
    await using log = await open()
    const deep = Array.from({ length: 200 }).reduce<object>((inner) => ({ inner: [inner] }), { end: true })
    const data = {
      deep,
      list: Array.from({ length: 5000 }, (_, i) => i * 0.1),
      max: Number.MAX_SAFE_INTEGER,
      tiny: 5e-324,
      no: null,
      '': '',
    }
    await log.append('challenge-1', [{ ...said(''), data }], 'new')
    expect((await log.readLast('challenge-1'))?.data).toEqual(data)
  })

  test('[L12] bytes come back as a Uint8Array with the same bytes, empty ones too', async () => {
    await using log = await open()
    const every = Uint8Array.from({ length: 256 }, (_, i) => i)
    // A view into the middle of a larger buffer, as a WebSocket library hands them out.
    const view = Buffer.from(every).subarray(10, 20)
    await log.append('document-1', [bytes(every), bytes(new Uint8Array()), bytes(view)], 'new')
    const read = (await streamOf(log, 'document-1')).map((event) => event.data)
    expect(read).toEqual([every, new Uint8Array(), every.slice(10, 20)])
    for (const data of read) expect(Object.getPrototypeOf(data)).toBe(Uint8Array.prototype)
  })

  test('[L12] what is changed after the call, or by a reader, changes nothing in the log', async () => {
    await using log = await open()
    const data = { text: 'as written' }
    const update = Uint8Array.of(1, 2, 3)
    const appended = log.append('challenge-1', [{ ...said(''), data }, bytes(update)], 'new')
    data.text = 'changed'
    update.fill(9)
    await appended
    for (const event of await streamOf(log, 'challenge-1')) {
      if (event.data instanceof Uint8Array) event.data.fill(7)
      else event.data.text = 'changed by a reader'
    }
    const read = await streamOf(log, 'challenge-1')
    expect(read.map((event) => event.data)).toEqual([{ text: 'as written' }, Uint8Array.of(1, 2, 3)])
  })

  test('[L8] a subscription gives old events and then live ones', async () => {
    await using log = await open()
    await log.append('a-1', [said('old')], 'new')
    const following = follow(log, 0, 3)
    await log.append('a-1', [said('live')], 0)
    await log.append('b-1', [said('live too')], 'new')
    expect((await following).map(textOf)).toEqual(['old', 'live', 'live too'])
  })

  test('[L8] a subscription that starts at the end gives only what comes after', async () => {
    await using log = await open()
    const { position } = await log.append('a-1', [said('old')], 'new')
    const following = follow(log, position, 1)
    await log.append('a-1', [said('live')], 0)
    expect((await following).map(textOf)).toEqual(['live'])
  })

  for (const seed of [1, 20260301, 777]) {
    test(`[L8] catch-up meets live without gap or repeat under concurrent writers (seed ${seed})`, async () => {
      await using log = await open()
      const next = random(seed)
      const pick = (n: number) => Math.floor(next() * n)
      const total = 600
      const followers: Promise<RecordedEvent[]>[] = []
      let written = 0
      const writer = async (name: number) => {
        while (written < total) {
          const count = Math.min(1 + pick(4), total - written)
          written += count
          await log.append(
            `w-${name}-${pick(3)}`,
            Array.from({ length: count }, () => said('x')),
            'any',
          )
          if (followers.length < 12 && pick(5) === 0) followers.push(follow(log, 0, total))
        }
      }
      await Promise.all(Array.from({ length: 8 }, (_, i) => writer(i)))
      const truth = (await allOf(log)).map((event) => event.position)
      expect(truth).toHaveLength(total)
      expect(followers.length).toBeGreaterThan(3)
      for (const seen of await Promise.all(followers))
        expect(seen.map((event) => event.position)).toEqual(truth)
    })
  }

  test('[L9] a subscriber that stops reading costs nothing, and misses nothing when it goes on', async () => {
    await using log = await open()
    const stop = new AbortController()
    const slow = log.subscribe(0, stop.signal)[Symbol.asyncIterator]()
    await log.append('a-1', [said('first')], 'new')
    const seen = [...((await slow.next()).value as RecordedEvent[])]
    // While it sleeps, 40 MB pass by: far more than one page.
    const large = 'x'.repeat(400_000)
    for (let i = 0; i < 100; i++) await log.append('a-1', [said(large)], i)
    let largest = 0
    while (seen.length < 101) {
      const batch = (await slow.next()).value as RecordedEvent[]
      largest = Math.max(largest, batch.length)
      seen.push(...batch)
    }
    expect(seen.map((event) => event.revision)).toEqual(Array.from({ length: 101 }, (_, i) => i))
    expect(largest).toBeLessThanOrEqual(1000)
    stop.abort()
    expect(await slow.next()).toMatchObject({ done: true })
  })

  test('[L10] abort ends a waiting subscription promptly and without error', async () => {
    await using log = await open()
    const stop = new AbortController()
    const next = log.subscribe(0, stop.signal)[Symbol.asyncIterator]().next()
    stop.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  test('[L10] a subscription aborted before or between batches gives no more', async () => {
    await using log = await open()
    await log.append('a-1', [said('a')], 'new')
    expect(await Array.fromAsync(log.subscribe(0, AbortSignal.abort()))).toEqual([])
    const stop = new AbortController()
    const iterator = log.subscribe(0, stop.signal)[Symbol.asyncIterator]()
    await iterator.next()
    await log.append('a-1', [said('b')], 0)
    stop.abort()
    expect(await iterator.next()).toMatchObject({ done: true })
  })
}

const textOf = (event: RecordedEvent): unknown => (event.data as { text: string }).text
