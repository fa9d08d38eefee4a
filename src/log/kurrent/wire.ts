/**
 * Our events as the driver's, and back. Metadata is a flat record of strings: the caller's, with the
 * shape's version (`hub.v`) and, where the server's id is not ours, our id (`hub.id`).
 */
import type { EventData as DriverEvent, ResolvedEvent } from '@kurrent/kurrentdb-client'
import { Fault } from '#src/platform/fault.ts'
import type { EventMeta, Position, RecordedEvent } from '../event-log.ts'
import { assertSafe, type StoredEvent } from '../record.ts'
import type { Scope } from './scope.ts'

const VERSION = 'hub.v'
const ID = 'hub.id'

/** @param id what the server knows the event by; our own id goes along when it is another */
export function toDriver({ id: ours, type, v, data, meta }: StoredEvent, id: string): DriverEvent {
  const metadata = JSON.parse(meta) as Record<string, string>
  const odd = Object.entries(metadata).find(([, value]) => typeof value !== 'string')
  if (odd) throw new Fault('log.append', `${type}: metadata must be strings, ${odd[0]} is not`)
  metadata[VERSION] = String(v)
  if (id !== ours) metadata[ID] = ours
  if (typeof data !== 'string') {
    return { id, type, contentType: 'application/octet-stream', data, metadata }
  }
  // Plain values again, which the driver can always stringify: a value it cannot would leave its promise
  // pending for ever and kill the process (kurrentdb.md §1.6, 3).
  return { id, type, contentType: 'application/json', data: JSON.parse(data), metadata }
}

/**
 * An event as read, or undefined when it is not of `scope`.
 * @throws `Fault('log.read')` when a stream of ours holds what the hub did not write
 */
export function fromDriver(resolved: ResolvedEvent, scope: Scope): RecordedEvent | undefined {
  const { event } = resolved
  const stream = event && scope.ours(event.streamId)
  if (!event || stream === undefined || event.type.startsWith('$')) return undefined
  const place = `${stream}@${event.revision}`
  const meta = { ...(event.metadata as Record<string, string> | undefined) }
  const { [VERSION]: version, [ID]: id = event.id, ...rest } = meta
  if (version === undefined) {
    const mend = 'another program writes to streams of our names; give each its own server'
    throw new Fault('log.read', `${place} was not written by the hub: ${mend}`)
  }
  return {
    id,
    stream,
    revision: assertSafe('revision', Number(event.revision)),
    position: positionOf(event.position?.commit ?? resolved.commitPosition),
    type: event.type,
    v: Number(version),
    data: dataOf(place, event.isJson, event.data),
    meta: rest as EventMeta,
  }
}

/** Commit positions are 64 bits wide; one past 2^53 would be rounded, so it is refused. */
export const positionOf = (commit: bigint | undefined): Position =>
  assertSafe('position', commit === undefined ? undefined : Number(commit))

function dataOf(place: string, isJson: boolean, data: unknown): Record<string, unknown> | Uint8Array {
  // The two halves of the driver hand out Buffers or arrays; a copy is neither, and holds no larger message alive.
  if (!isJson) return new Uint8Array(data as Uint8Array)
  // What is not JSON comes back from the driver as a string, without a word.
  if (typeof data === 'object' && data !== null) return data as Record<string, unknown>
  throw new Fault('log.read', `${place} holds no JSON object; the log is damaged or not ours`)
}
