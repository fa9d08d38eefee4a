import { expect } from 'vitest'
import { newId } from '#src/platform/ids.ts'
import type { Client, DoneAnswer } from './client.ts'
import type { TestHub } from './hub.ts'

/**
 * Sends a command as a client does that never saw the first answer: again, with
 * the same Idempotency-Key. It must act once and be answered alike.
 */
export function twice(hub: TestHub) {
  return async (who: Client, method: string, path: string, body: unknown = {}): Promise<DoneAnswer> => {
    const key = { 'idempotency-key': newId() }
    const what = `${method} ${path}`
    const head = () => hub.open.hub.log.head()
    const start = await head()
    const first = await who.ok(method, path, body, key)
    await hub.open.settled()
    const after = await head()
    expect(after, `${what} wrote nothing`).toBeGreaterThan(start)
    const second = await who.send(method, path, body, key)
    expect(second, what).toMatchObject({ status: 200, body: first })
    await hub.open.settled()
    expect(await head(), `${what} acted twice`).toBe(after)
    return first
  }
}
