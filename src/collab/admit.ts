/**
 * Which part of a mapped update is new, and whether this person may write it
 * (COLLAB.md CO5, CO6, CO7). Looks at the document, changes nothing.
 */
import * as Y from 'yjs'
import { CLOSE } from './close-codes.ts'
import { FrameRefused } from './frame-refused.ts'
import { applicable } from './order.ts'
import { cut, withDeletes } from './pack.ts'
import type { DeleteRange, ScanLimits, Scanned } from './scan.ts'

/** What the server holds at this moment, as the person who writes may know it. */
export type Known = {
  personId: string
  /** The committed document. */
  doc: Y.Doc
  /** The first clock of a client that the person cannot know yet: committed, plus the person's own of this turn. */
  clock(client: number): number
  /** The person a client id belongs to, by an event or because it was handed out. */
  owner(client: number): string | undefined
}

export type Admitted = {
  /** Re-encoded, without what the server has; more than one when too large for one event. */
  updates: readonly Uint8Array[]
  /** Client ids that this update uses for the first time. */
  newIds: readonly number[]
  /** How far the person's clients are after it. */
  reached: ReadonlyMap<number, number>
}

const NO_STRUCTS = Uint8Array.of(0)

/**
 * @returns undefined when the server has all of it
 * @throws {@link FrameRefused} for another person's client id, or a predecessor that is missing
 */
export function admit(
  scanned: Scanned,
  known: Known,
  limits: ScanLimits,
  eventBytes: number,
): Admitted | undefined {
  const reached = new Map<number, number>()
  const newIds: number[] = []
  for (const { client, end } of scanned.sections) {
    // A repeat of what is in the log is cut, whoever sends it.
    if (end <= known.clock(client)) continue
    const owner = known.owner(client)
    if (owner !== undefined && owner !== known.personId)
      throw new FrameRefused(CLOSE.refused, 'foreign-client-id')
    if (owner === undefined) {
      // Content without a binding was written by the server itself, and is nobody's to continue.
      if (known.clock(client) > 0) throw new FrameRefused(CLOSE.refused, 'foreign-client-id')
      newIds.push(client)
    }
    reached.set(client, end)
  }
  if (applicable(scanned, known.clock) === undefined) throw gap()
  const deletes = newDeletes(scanned.deletes, known, reached)
  if (reached.size === 0 && deletes.length === 0) return undefined

  const structs = reached.size === 0 ? NO_STRUCTS : newStructs(scanned, known)
  const update = withDeletes(structs, deletes)
  return { updates: cut(update, known.clock, limits, eventBytes), newIds, reached }
}

const gap = () => new FrameRefused(CLOSE.refused, 'gap')

/** The structs the server lacks, re-encoded by Yjs, without a delete set behind them. */
function newStructs({ bytes, deletesAt, sections }: Scanned, known: Known): Uint8Array {
  const withoutDeletes = new Uint8Array(deletesAt + 1)
  withoutDeletes.set(bytes.subarray(0, deletesAt))
  const clocks = new Map(sections.map(({ client }) => [client, known.clock(client)]))
  const fresh = Y.diffUpdate(withoutDeletes, Y.encodeStateVector(clocks))
  return fresh.subarray(0, fresh.length - 1)
}

/**
 * The ranges, or parts of ranges, that the document does not hold as deleted.
 * A sync step 2 always carries every deletion the document ever saw; without
 * this, each reconnect would write them to the log again.
 */
function newDeletes(
  ranges: readonly DeleteRange[],
  { doc, clock: knownClock }: Known,
  reached: ReadonlyMap<number, number>,
): DeleteRange[] {
  const fresh: DeleteRange[] = []
  for (const range of ranges) {
    const end = range.clock + range.length
    if (end > (reached.get(range.client) ?? knownClock(range.client))) throw gap()
    let at = range.clock
    for (const { id, length, deleted } of structsFrom(doc, range.client, at)) {
      if (at >= end) break
      const to = Math.min(end, id.clock + length)
      if (!deleted) addRange(fresh, range.client, at, to)
      at = to
    }
    if (at < end) addRange(fresh, range.client, at, end)
  }
  return fresh
}

function* structsFrom(doc: Y.Doc, client: number, clock: number): Generator<Y.GC | Y.Item> {
  const structs = doc.store.clients.get(client)
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) yield structs[i] as Y.GC | Y.Item
}

/**
 * True when an element beyond these clocks lies in more than `max` others. Asked
 * after applying: only then does each struct know its parent.
 */
export function tooDeep(
  doc: Y.Doc,
  since: ReadonlyMap<number, number>,
  clients: readonly number[],
  max: number,
) {
  for (const client of clients)
    for (const struct of structsFrom(doc, client, since.get(client) ?? 0))
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType && nesting(struct, max) > max)
        return true
  return false
}

function nesting(item: Y.Item, max: number): number {
  let depth = 0
  for (let at: Y.Item | null = item; at !== null && depth <= max; depth++)
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null
  return depth
}

function addRange(ranges: DeleteRange[], client: number, clock: number, end: number): void {
  const last = ranges.at(-1)
  if (last?.client === client && last.clock + last.length === clock) last.length += end - clock
  else ranges.push({ client, clock, length: end - clock })
}
