import { describe, expect, test } from 'vitest'
import type { NewEvent, RecordedEvent } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { openKeyStore } from './key-store.ts'
import { sealedLog } from './sealed-log.ts'

const signedUp = (name: string): NewEvent => ({
  id: newId(),
  type: 'PersonSignedUp',
  v: 1,
  data: { name, email: 'wang@example.com' },
  meta: { by: 'visitor', at: '2026-03-02T01:00:00.000Z', cause: newId() },
})

async function all(events: AsyncIterable<RecordedEvent>) {
  const list: RecordedEvent[] = []
  for await (const event of events) list.push(event)
  return list
}

describe('a sealed log', () => {
  test('gives personal data back as written, and keeps none of it in clear', async () => {
    const plain = new MemoryEventLog()
    const log = sealedLog(plain, openKeyStore(':memory:'))
    await log.append('person-1', [signedUp('王工程师')], 'new')

    const [read] = await all(log.readStream('person-1'))
    expect(read?.data).toEqual({ name: '王工程师', email: 'wang@example.com' })
    const [stored] = await all(plain.readStream('person-1'))
    expect(JSON.stringify(stored?.data)).not.toContain('wang')
    expect(Object.keys(stored?.data ?? {})).toEqual(['sealed'])
  })

  test('leaves other categories alone', async () => {
    const plain = new MemoryEventLog()
    const log = sealedLog(plain, openKeyStore(':memory:'))
    const event = { ...signedUp('x'), type: 'TeamFormed', data: { name: '丝网攻关队' } }
    await log.append('team-1', [event], 'new')
    expect((await plain.readLast('team-1'))?.data).toEqual({ name: '丝网攻关队' })
  })

  test('reads an erased person as nothing, and writes nothing more about them', async () => {
    const keys = openKeyStore(':memory:')
    const log = sealedLog(new MemoryEventLog(), keys)
    await log.append('person-1', [signedUp('王工')], 'new')
    await log.append('person-2', [signedUp('李工')], 'new')
    keys.erase('1', '2026-03-03T00:00:00.000Z')

    expect(await log.readLast('person-1')).toMatchObject({ type: 'Erased', data: {} })
    expect(await log.readLast('person-2')).toMatchObject({ type: 'PersonSignedUp', data: { name: '李工' } })
    expect(() => log.append('person-1', [signedUp('又来了')], 0)).toThrow(/erased/)
  })

  test('repeats the same bytes for a retried event, so the log knows it again', async () => {
    const plain = new MemoryEventLog()
    const log = sealedLog(plain, openKeyStore(':memory:'))
    const event = signedUp('王工')
    const first = await log.append('person-1', [event], 'new')
    expect(await log.append('person-1', [event], 'new')).toEqual(first)
  })

  test('does not open a payload that was moved to another person', async () => {
    const plain = new MemoryEventLog()
    const log = sealedLog(plain, openKeyStore(':memory:'))
    await log.append('person-1', [signedUp('王工')], 'new')
    await log.append('person-2', [signedUp('李工')], 'new')
    const stolen = await plain.readLast('person-1')
    if (!stolen) throw new Error('nothing was written')
    await plain.append('person-2', [{ ...stolen, id: newId() }], 0)
    await expect(log.readLast('person-2')).rejects.toThrow(/does not open/)
  })
})

describe('a key store', () => {
  test('names the same text the same way, and tells nothing about it', () => {
    const keys = openKeyStore(':memory:')
    expect(keys.fingerprint('wang@example.com')).toBe(keys.fingerprint('wang@example.com'))
    expect(keys.fingerprint('wang@example.com')).not.toBe(
      openKeyStore(':memory:').fingerprint('wang@example.com'),
    )
  })
})
