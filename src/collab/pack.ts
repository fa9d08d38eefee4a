/** Updates made to fit: cut when too large for one event, merged when several become one. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { applicable } from './order.ts'
import { type DeleteRange, type ScanLimits, type Scanned, scanUpdate } from './scan.ts'

/** Y.mergeUpdates over a long list is superlinear; in groups of this many it is not (performance.md §5). */
const MERGE_GROUP = 8

/** A delete set's bytes, grouped by client. */
export function encodeDeletes(ranges: readonly DeleteRange[]): Uint8Array {
  const byClient = Map.groupBy(ranges, ({ client }) => client)
  return encoding.encode((to) => {
    encoding.writeVarUint(to, byClient.size)
    for (const [client, deletes] of byClient) {
      encoding.writeVarUint(to, client)
      encoding.writeVarUint(to, deletes.length)
      for (const { clock, length } of deletes) {
        encoding.writeVarUint(to, clock)
        encoding.writeVarUint(to, length)
      }
    }
  })
}

/** Merge updates whose structs follow each other without a gap. One update is returned as it is. */
export function mergeInLevels(updates: readonly Uint8Array[]): Uint8Array {
  let level = updates
  while (level.length > 1) {
    const merged: Uint8Array[] = []
    for (let i = 0; i < level.length; i += MERGE_GROUP) {
      const group = level.slice(i, i + MERGE_GROUP)
      merged.push(group.length === 1 ? (group[0] as Uint8Array) : Y.mergeUpdates(group))
    }
    level = merged
  }
  const [only] = level
  if (only === undefined) throw new RangeError('no updates to merge')
  return only
}

/** Merge neighbours as long as each result stays within `max` bytes. */
export function pack(updates: readonly Uint8Array[], max: number): Uint8Array[] {
  const packed: Uint8Array[] = []
  let group: Uint8Array[] = []
  let bytes = 0
  for (const update of updates) {
    if (group.length > 0 && bytes + update.length > max) {
      packed.push(mergeInLevels(group))
      group = []
      bytes = 0
    }
    group.push(update)
    bytes += update.length
  }
  if (group.length > 0) packed.push(mergeInLevels(group))
  return packed
}

/** Bytes of one delete range at most: two integers below 2^53. */
const RANGE_BYTES = 16

/**
 * Cut an update into parts of about `max` bytes that apply one after the other, each without a gap.
 * @param known - what its reader knew before it
 */
export function cut(
  update: Uint8Array,
  known: (client: number) => number,
  limits: ScanLimits,
  max: number,
): Uint8Array[] {
  if (update.length <= max) return [update]
  const scanned = scanUpdate(update, limits)
  const parts: Uint8Array[] = []
  let part = new Part(scanned)
  for (const { section, from, to } of applicable(scanned, known) ?? []) {
    for (const struct of section.structs.slice(from, to)) {
      if (part.bytes > 0 && part.bytes + struct.end - struct.start > max) {
        parts.push(part.encode())
        part = new Part(scanned)
      }
      part.add(section.client, struct.clock, struct.start, struct.end)
    }
  }
  if (part.bytes > 0) parts.push(part.encode())
  const perPart = Math.floor(max / RANGE_BYTES)
  for (let i = 0; i < scanned.deletes.length; i += perPart)
    parts.push(withDeletes(Uint8Array.of(0), scanned.deletes.slice(i, i + perPart)))
  return parts
}

/** An update's structs, which end in an empty delete set or are `[0]`, and these deletes behind them. */
export const withDeletes = (structs: Uint8Array, ranges: readonly DeleteRange[]): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeUint8Array(to, structs)
    encoding.writeUint8Array(to, encodeDeletes(ranges))
  })

/** Collects structs of several clients into one update. V1 structs do not depend on the bytes before them. */
class Part {
  readonly #from: Uint8Array
  readonly #clients = new Map<number, { clock: number; structs: Uint8Array[] }>()
  bytes = 0

  constructor({ bytes }: Scanned) {
    this.#from = bytes
  }

  add(client: number, clock: number, start: number, end: number): void {
    const structs = this.#clients.getOrInsertComputed(client, () => ({ clock, structs: [] })).structs
    structs.push(this.#from.subarray(start, end))
    this.bytes += end - start
  }

  encode(): Uint8Array {
    return encoding.encode((to) => {
      encoding.writeVarUint(to, this.#clients.size)
      for (const [client, { clock, structs }] of this.#clients) {
        encoding.writeVarUint(to, structs.length)
        encoding.writeVarUint(to, client)
        encoding.writeVarUint(to, clock)
        for (const struct of structs) encoding.writeUint8Array(to, struct)
      }
      encoding.writeVarUint(to, 0)
    })
  }
}
