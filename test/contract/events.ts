/** Events for the contract tests, and ways to read a log to the end. */
import type { EventLog, NewEvent, Position, RecordedEvent } from '#src/log/event-log.ts'
import { newId } from '#src/platform/ids.ts'

export const META = { by: 'person-1', at: '2026-03-01T08:00:00.000Z', cause: 'command-1' }

/** One comment as an event, with an id of its own. */
export const said = (text: string): NewEvent => ({
  id: newId(),
  type: 'CommentPosted',
  v: 1,
  data: { text },
  meta: META,
})

export const bytes = (data: Uint8Array): NewEvent => ({ ...said(''), type: 'DocumentUpdated', data })

export async function streamOf(log: EventLog, stream: string, from?: number): Promise<RecordedEvent[]> {
  return Array.fromAsync(log.readStream(stream, from))
}

export async function allOf(log: EventLog, after: Position = 0, batch?: number): Promise<RecordedEvent[]> {
  return (await Array.fromAsync(log.readAll(after, batch))).flat()
}

/** Follow the log until `count` events have arrived. */
export async function follow(log: EventLog, after: Position, count: number): Promise<RecordedEvent[]> {
  const stop = new AbortController()
  const events: RecordedEvent[] = []
  for await (const batch of log.subscribe(after, stop.signal)) {
    events.push(...batch)
    if (events.length >= count) stop.abort()
  }
  return events
}

/** A seeded source of numbers in [0, 1) (mulberry32), so that a failure can be replayed. */
export function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
