/**
 * Events to what an engine stores, and back. Both embedded engines use it, so
 * that a test against memory sees the same refusals and the same values.
 *
 * JSON is encoded on the calling thread, at the moment of the call: what the
 * caller does to its objects afterwards no longer matters.
 */
import { Fault } from '#src/platform/fault.ts'
import { type EventData, type Expect, MAX_APPEND_BYTES, type NewEvent, TooLarge } from './event-log.ts'

/** One event as stored: JSON data as text, a document update as bytes. */
export type StoredEvent = { id: string; type: string; v: number; data: string | Uint8Array; meta: string }

/**
 * Check an append and encode its events.
 * @throws {@link TooLarge} over {@link MAX_APPEND_BYTES} (L15)
 * @throws `Fault('log.append')` for what no engine can keep: no events, bad names, a bad revision (L12, L18)
 */
export function encode(stream: string, events: readonly NewEvent[], expect: Expect): StoredEvent[] {
  assertName('stream', stream)
  assertExpect(expect)
  if (events.length === 0) throw new Fault('log.append', `${stream}: an append needs at least one event`)
  let bytes = 0
  const stored = events.map((event) => {
    assertName('id', event.id)
    assertName('type', event.type)
    if (!Number.isSafeInteger(event.v)) throw new Fault('log.append', `${event.type}: v must be an integer`)
    const data = encodeData(event.data)
    const meta = JSON.stringify(event.meta)
    bytes += typeof data === 'string' ? Buffer.byteLength(data) : data.length
    bytes += Buffer.byteLength(meta)
    return { id: event.id, type: event.type, v: event.v, data, meta }
  })
  if (bytes > MAX_APPEND_BYTES) throw new TooLarge(bytes)
  return stored
}

/** Stored data as its reader gets it; a fresh value for each reader. */
export const decodeData = (data: string | Uint8Array): EventData =>
  typeof data === 'string'
    ? (JSON.parse(data) as Record<string, unknown>)
    : // Drivers hand out Buffers; a plain view keeps their habits (`slice` without a copy) from our callers.
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** Positions and revisions are numbers everywhere, which is only safe below 2^53. */
export function assertSafe(name: 'position' | 'revision', value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new Fault(
    'log.read',
    `${name} ${String(value)} is not a safe integer; the log is damaged or not ours`,
  )
}

function encodeData(data: EventData): string | Uint8Array {
  // A copy, and never a view: a Buffer from the pool would drag its whole 8 KiB along.
  if (data instanceof Uint8Array) return new Uint8Array(data)
  // Well-formed JSON.stringify escapes NUL and lone surrogates, so they survive UTF-8 (L12).
  const text = JSON.stringify(data) as string | undefined
  if (text?.startsWith('{')) return text
  throw new Fault('log.append', 'event data must be an object or bytes')
}

/** Names are stored as UTF-8 and shown in URLs and logs: a NUL or half a surrogate pair would come back as another name. */
function assertName(what: string, name: string): void {
  if (name !== '' && name.isWellFormed() && !name.includes('\0')) return
  throw new Fault('log.append', `${what} ${JSON.stringify(name)} must be non-empty Unicode text without NUL`)
}

function assertExpect(expect: Expect): void {
  if (typeof expect === 'string' || (Number.isSafeInteger(expect) && expect >= 0)) return
  throw new Fault('log.append', `expected revision ${expect} must be 'new', 'any' or an integer from 0`)
}
