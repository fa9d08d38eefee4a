/**
 * What the calling thread and the writer thread say to each other. One message
 * carries a whole group each way, and an append is a flat array of primitives:
 * cloning objects between threads cost more than the inserts themselves.
 */

/** `[stream, expect, id, type, v, data, meta, id, type, …]`: {@link HEAD} fields, then {@link STRIDE} for each event. */
export type FlatAppend = (string | number | Uint8Array)[]
export const HEAD = 2
export const STRIDE = 5

/** `expect` as a number: the revision the stream must be at. -1 is a stream that does not exist. */
export const EXPECT_NEW = -1
export const EXPECT_ANY = -2

/** The calling thread asks for a group, or for the end. */
export type Request = readonly FlatAppend[] | 'close'

/** What became of one append, three to an append in {@link Reply}: a kind, then its two numbers. */
export const STORED = 0 // revision, position
export const CONFLICT = 1 // the true revision, unused
export const FAILED = 2 // index into `errors`, unused

export type Reply =
  | { kind: 'ready'; logId: string; head: number; synchronous: number }
  | { kind: 'refused'; op: string; hint: string }
  | { kind: 'group'; outcomes: number[]; errors: string[]; head: number; committed: boolean }
  | { kind: 'broken'; reason: string }
  | { kind: 'closed' }
