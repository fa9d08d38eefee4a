/** LOG.md, "Living", as far as every engine shares it. */
import { expect, test } from 'vitest'
import { Fault } from '#src/platform/fault.ts'
import type { Open } from './event-log.ts'
import { said, streamOf } from './events.ts'

export function livingRules(open: Open): void {
  test('[L14] a closed log refuses new work with a Fault', async () => {
    const log = await open()
    await log.append('a-1', [said('a')], 'new')
    await log[Symbol.asyncDispose]()
    await expect(log.append('a-1', [said('b')], 0)).rejects.toThrow(Fault)
    await expect(streamOf(log, 'a-1')).rejects.toThrow(Fault)
    await expect(log.head()).rejects.toThrow(Fault)
    expect(() => log.subscribe(0, new AbortController().signal)).toThrow(Fault)
  })

  test('[L14] closing answers what was accepted before', async () => {
    const log = await open()
    const accepted = Array.from({ length: 50 }, (_, i) => log.append(`a-${i}`, [said('a')], 'new'))
    await log[Symbol.asyncDispose]()
    expect(await Promise.all(accepted)).toHaveLength(50)
  })

  test('[L14] closing ends subscriptions without error, and may be asked for twice', async () => {
    const log = await open()
    const following = Array.fromAsync(log.subscribe(0, new AbortController().signal))
    await log[Symbol.asyncDispose]()
    await log[Symbol.asyncDispose]()
    expect(await following).toEqual([])
  })

  test('[L17] two logs have different ids', async () => {
    await using one = await open()
    await using other = await open()
    expect(one.logId).toMatch(/\S/)
    expect(one.logId).not.toBe(other.logId)
  })
}
