/**
 * The byte-level check of a V1 Yjs update, before Yjs sees it (reliability.md
 * §2.4 step 4; rules CO4 and CO5). It allocates in proportion to the bytes that
 * are there and never to a number that is claimed. What it returns is a map of
 * the bytes: where each struct lies, what it needs, what is deleted.
 */
import { byte, type Cursor, count, left, malformed, text, uint, view } from './bytes.ts'
import { CLOSE } from './close-codes.ts'
import { FrameRefused } from './frame-refused.ts'
import type { Limits } from './limits.ts'
import { refuseProto, scanAny, scanJson } from './scan-value.ts'

export type StructId = { client: number; clock: number }

export type Struct = {
  /** Where its bytes lie in the update. */
  start: number
  end: number
  clock: number
  length: number
  /** The structs it names as neighbours or parent. */
  needs: readonly StructId[]
}

/** The structs of one client id, in a row without a gap. */
export type Section = { client: number; clock: number; end: number; structs: readonly Struct[] }

export type DeleteRange = { client: number; clock: number; length: number }

export type Scanned = {
  bytes: Uint8Array
  sections: readonly Section[]
  /** Where the delete set begins. */
  deletesAt: number
  deletes: readonly DeleteRange[]
}

export type ScanLimits = {
  clients: number
  structs: number
  structLength: number
  structBytes: number
  depth: number
  roots: ReadonlySet<string>
}

/** The limits of a live frame, or of the first sync step 2 of a connection. */
export const scanLimits = (limits: Limits, roots: ReadonlySet<string>, offline: boolean): ScanLimits => ({
  clients: offline ? limits.offlineClients : limits.frameClients,
  structs: offline ? limits.offlineStructs : limits.frameStructs,
  structLength: limits.structLength,
  structBytes: limits.structBytes,
  depth: limits.depth,
  roots,
})

/**
 * Map an update.
 * @throws {@link FrameRefused} when it is not exactly one well-formed V1 update within `limits`
 */
export function scanUpdate(bytes: Uint8Array, limits: ScanLimits): Scanned {
  const from: Cursor = { bytes, at: 0 }
  const clients = count(from, 3)
  if (clients > limits.clients) throw new FrameRefused(CLOSE.refused, 'too-many')
  const sections: Section[] = []
  let budget = limits.structs
  for (let i = 0; i < clients; i++) {
    const section = scanSection(from, limits, budget)
    // The same client twice: Yjs would keep the last and forget the first.
    if (sections.some(({ client }) => client === section.client)) throw malformed()
    budget -= section.structs.length
    sections.push(section)
  }
  const deletesAt = from.at
  const deletes = scanDeletes(from)
  if (left(from) > 0) throw malformed()
  return { bytes, sections, deletesAt, deletes }
}

function scanSection(from: Cursor, limits: ScanLimits, budget: number): Section {
  const structCount = uint(from)
  if (structCount === 0 || structCount * 2 > left(from)) throw malformed()
  if (structCount > budget) throw new FrameRefused(CLOSE.refused, 'too-many')
  const client = uint(from)
  const first = uint(from)
  const structs: Struct[] = []
  let clock = first
  for (let i = 0; i < structCount; i++) {
    const start = from.at
    const needs: StructId[] = []
    const length = scanStruct(from, limits, needs)
    if (length === 0) throw malformed()
    if (length > limits.structLength || from.at - start > limits.structBytes)
      throw new FrameRefused(CLOSE.tooLarge, 'too-large')
    structs.push({ start, end: from.at, clock, length, needs })
    clock += length
    if (!Number.isSafeInteger(clock)) throw malformed()
  }
  return { client, clock: first, end: clock, structs }
}

const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64
const HAS_PARENT_KEY = 32
const KIND = 31
const HOLE = 10

/** Reads one struct and answers its length in clock ticks. */
function scanStruct(from: Cursor, limits: ScanLimits, needs: StructId[]): number {
  const info = byte(from)
  const kind = info & KIND
  if (kind === 0) return uint(from) // garbage-collected
  if (kind === HOLE) throw new FrameRefused(CLOSE.refused, 'forbidden-content')
  if (info & HAS_ORIGIN) needs.push(structId(from))
  if (info & HAS_RIGHT_ORIGIN) needs.push(structId(from))
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (uint(from) === 1) {
      if (!limits.roots.has(text(from))) throw new FrameRefused(CLOSE.refused, 'forbidden-name')
    } else needs.push(structId(from))
    if (info & HAS_PARENT_KEY) refuseProto(text(from))
  }
  return scanContent(from, kind, limits.depth)
}

function scanContent(from: Cursor, kind: number, depth: number): number {
  switch (kind) {
    case 1: // deleted
      return uint(from)
    case 3: // bytes
      view(from)
      return 1
    case 4: // text, counted in UTF-16 units as Yjs does
      return text(from).length
    case 5: // embed
      scanJson(from, depth)
      return 1
    case 6: // format
      refuseProto(text(from))
      scanJson(from, depth)
      return 1
    case 7:
      scanType(from)
      return 1
    case 8: {
      const values = count(from, 1)
      for (let i = 0; i < values; i++) scanAny(from, depth)
      return values
    }
    default:
      // 2 (old JSON) and 9 (a document inside a document) are valid Yjs that no
      // client of this hub writes.
      throw new FrameRefused(CLOSE.refused, 'forbidden-content')
  }
}

const XML_ELEMENT = 3
const XML_HOOK = 5
const XML_TEXT = 6

function scanType(from: Cursor): void {
  const type = uint(from)
  if (type > XML_TEXT) throw malformed()
  if (type === XML_HOOK) throw new FrameRefused(CLOSE.refused, 'forbidden-content')
  if (type === XML_ELEMENT) refuseProto(text(from))
}

const structId = (from: Cursor): StructId => ({ client: uint(from), clock: uint(from) })

function scanDeletes(from: Cursor): DeleteRange[] {
  const ranges: DeleteRange[] = []
  for (let clients = count(from, 2); clients > 0; clients--) {
    const client = uint(from)
    for (let rest = count(from, 2); rest > 0; rest--) {
      const clock = uint(from)
      const length = uint(from)
      if (length === 0 || !Number.isSafeInteger(clock + length)) throw malformed()
      ranges.push({ client, clock, length })
    }
  }
  return ranges
}
