import { expect, test } from 'vitest'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { inTurn } from './in-turn.ts'

test('what shares a key runs one after another, in the order it came, whatever failed before', async () => {
  await using log = new MemoryEventLog()
  const told: string[] = []
  const gate = Promise.withResolvers<void>()
  const work = (name: string, until?: Promise<void>) => async () => {
    told.push(`${name} begins`)
    await until
    told.push(`${name} ends`)
    if (name === 'first') throw new Error(name)
    return name
  }
  const first = inTurn(log, '需求', work('first', gate.promise))
  const second = inTurn(log, '需求', work('second'))
  expect(await inTurn(log, '另一个', work('elsewhere'))).toBe('elsewhere')
  expect(told).toEqual(['first begins', 'elsewhere begins', 'elsewhere ends'])
  gate.resolve()
  await expect(first).rejects.toThrow('first')
  expect(await second).toBe('second')
  expect(told.slice(3)).toEqual(['first ends', 'second begins', 'second ends'])
  expect(await inTurn(log, '需求', work('third'))).toBe('third')
})
