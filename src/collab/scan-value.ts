/** Values inside a Yjs update: JSON of embeds and formats, and lib0's "any". Checked as bytes, built nowhere. */
import { byte, type Cursor, count, malformed, skip, text, view } from './bytes.ts'
import { CLOSE } from './close-codes.ts'
import { FrameRefused } from './frame-refused.ts'

/** As a key it would replace a plain object's prototype in every reader (reliability.md §2.1). */
export function refuseProto(name: string): string {
  if (name === '__proto__') throw new FrameRefused(CLOSE.refused, 'forbidden-name')
  return name
}

/** Checks one lib0 "any". @throws {@link FrameRefused} too deep, a forbidden key, or not an "any" */
export function scanAny(from: Cursor, depth: number): void {
  switch (byte(from)) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125:
      scanInt(from)
      return
    case 124:
      skip(from, 4)
      return
    case 123:
      skip(from, 8)
      return
    case 119:
      text(from)
      return
    case 118: {
      const inner = deeper(depth)
      for (let rest = count(from, 2); rest > 0; rest--) {
        refuseProto(text(from))
        scanAny(from, inner)
      }
      return
    }
    case 117: {
      const inner = deeper(depth)
      for (let rest = count(from, 1); rest > 0; rest--) scanAny(from, inner)
      return
    }
    case 116:
      view(from)
      return
    default: // 122, a bigint, too: no JSON can hold it
      throw malformed()
  }
}

/** Checks JSON text. The depth is counted on the text, before a parser sees it. */
export function scanJson(from: Cursor, depth: number): void {
  const json = text(from)
  let level = depth
  let quoted = false
  for (let i = 0; i < json.length; i++) {
    const char = json[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') level = deeper(level)
    else if (char === '}' || char === ']') level++
  }
  refuseProtoWithin(parse(json))
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw malformed()
  }
}

function refuseProtoWithin(value: unknown): void {
  if (value === null || typeof value !== 'object') return
  for (const key of Object.keys(value)) refuseProto(key)
  for (const inner of Object.values(value)) refuseProtoWithin(inner)
}

function deeper(depth: number): number {
  if (depth <= 0) throw new FrameRefused(CLOSE.refused, 'too-deep')
  return depth - 1
}

function scanInt(from: Cursor): void {
  let next = byte(from)
  for (let bytes = 1; next >= 128; bytes++) {
    if (bytes === 8) throw malformed()
    next = byte(from)
  }
}
