import { describe, expect, test } from 'vitest'
import { isFinal, isRefusal, reconnectDelay } from './reconnect.ts'

describe('coming back after a lost connection', () => {
  test('waits longer each time, up to five seconds', () => {
    expect(reconnectDelay(1006, 1, 0)).toBe(250)
    expect(reconnectDelay(1006, 3, 0)).toBe(1_000)
    expect(reconnectDelay(1006, 30, 0.999)).toBeLessThanOrEqual(5_000)
  })

  test('spreads clients over half of the wait', () => {
    expect(reconnectDelay(1012, 2, 0)).toBe(500)
    expect(reconnectDelay(1012, 2, 0.5)).toBe(750)
  })

  test('gives a busy hub more time', () => {
    expect(reconnectDelay(1013, 1, 0)).toBeGreaterThanOrEqual(1_500)
  })

  test('tells codes that are final and refusals from lost lines', () => {
    expect([4401, 4403, 4404, 4409].every(isFinal)).toBe(true)
    expect([1006, 1012, 1013].some((code) => isFinal(code) || isRefusal(code))).toBe(false)
    expect([1002, 1007, 1008, 1009].every(isRefusal)).toBe(true)
  })
})
