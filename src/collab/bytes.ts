/**
 * Reading untrusted bytes. Not lib0's own readers for numbers: a long row of
 * 0x80 makes them answer NaN, and every comparison with NaN lets a frame pass.
 * Within eight bytes both read the same value, so what was checked here is what
 * Yjs will see later.
 */
import { CLOSE } from './close-codes.ts'
import { FrameRefused } from './frame-refused.ts'

export type Cursor = { readonly bytes: Uint8Array; at: number }

/** 2^53 takes eight groups of seven bits. */
const UINT_BYTES = 8

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const malformed = () => new FrameRefused(CLOSE.malformed, 'malformed')

export const left = (from: Cursor): number => from.bytes.length - from.at

export function byte(from: Cursor): number {
  const value = from.bytes[from.at++]
  if (value === undefined) throw malformed()
  return value
}

/** A variable-length unsigned integer, at most 2^53 - 1. */
export function uint(from: Cursor): number {
  let value = 0
  let factor = 1
  for (let i = 0; i < UINT_BYTES; i++) {
    const next = byte(from)
    value += (next & 127) * factor
    factor *= 128
    if (next < 128) {
      if (!Number.isSafeInteger(value)) throw malformed()
      return value
    }
  }
  throw malformed()
}

/** A count of things that take at least `each` bytes: a count the rest cannot hold is refused before anything is made. */
export function count(from: Cursor, each: number): number {
  const value = uint(from)
  if (value * each > left(from)) throw malformed()
  return value
}

export function skip(from: Cursor, length: number): void {
  if (length > left(from)) throw malformed()
  from.at += length
}

/** A view of bytes behind their length, not a copy. */
export function view(from: Cursor): Uint8Array {
  const length = uint(from)
  const start = from.at
  skip(from, length)
  return from.bytes.subarray(start, from.at)
}

/** UTF-8 behind its length in bytes. */
export function text(from: Cursor): string {
  const encoded = view(from)
  try {
    return utf8.decode(encoded)
  } catch {
    throw malformed()
  }
}
