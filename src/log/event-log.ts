/**
 * The event log's port. Every engine (memory, SQLite, KurrentDB) keeps the
 * numbered rules of `LOG.md`; `test/contract/event-log.ts` holds them to it.
 *
 * Revisions count the events of one stream from 0, without gaps. Positions
 * order the whole log; they may skip numbers and are only compared and stored.
 */

/** A place in the whole log, a safe integer. 0 is "before the first event". */
export type Position = number

/** What the writer believes: the stream is new, is at this revision, or may be anything. */
export type Expect = 'new' | 'any' | number

/** Who asked, when, and why. Values are strings, so that every engine can carry them. */
export type EventMeta = {
  /** The person's id, or `system:<process>`. */
  by: string
  /** When we learned it, ISO 8601 in UTC. */
  at: string
  /** The id of the command that caused it. */
  cause: string
  /** The first cause of a chain of commands. */
  correlation?: string
  /** When it happened, if that differs from `at` (imports, paper minutes). */
  occurredAt?: string
  /** A hash of the request's body, for Idempotency-Key. */
  body?: string
}

/** Event data: JSON, or the bytes of a document update. */
export type EventData = Record<string, unknown> | Uint8Array

export type NewEvent = {
  /** A UUID made before the first try and repeated with each retry. */
  id: string
  /** Past tense, PascalCase. */
  type: string
  /** The version of the data's shape. */
  v: number
  data: EventData
  meta: EventMeta
}

export type RecordedEvent<T extends string = string, D = EventData> = {
  id: string
  stream: string
  revision: number
  position: Position
  type: T
  v: number
  data: D
  meta: EventMeta
}

/** Where the last of the appended events landed. */
export type Appended = { revision: number; position: Position }

export interface EventLog extends AsyncDisposable {
  /** Names this log for ever; a `Hub-Position` of another log is not ours to wait for. */
  readonly logId: string

  /**
   * Write all of `events` or none; resolves once they are durable.
   * @throws {@link VersionConflict} with the true revision when `expect` is wrong
   * @throws {@link TooLarge} when the events together pass {@link MAX_APPEND_BYTES}
   * @throws `Fault('log.append')` when the engine is closed or broken, or the call is a mistake (LOG.md, L18)
   */
  append(stream: string, events: readonly NewEvent[], expect: Expect): Promise<Appended>

  /** One stream, oldest first, from `fromRevision` (default 0). A stream nobody wrote to is empty, not an error. */
  readStream(stream: string, fromRevision?: number): AsyncIterable<RecordedEvent>

  /** The stream's newest event, or undefined. */
  readLast(stream: string): Promise<RecordedEvent | undefined>

  /** Every event after `after` that exists now, in log order, in batches of at most `batch` (default 1000). */
  readAll(after: Position, batch?: number): AsyncIterable<readonly RecordedEvent[]>

  /** Every event after `after`, in batches, then live ones as they land, until `signal` aborts (which ends it without error). */
  subscribe(after: Position, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>

  /** The last position written, or 0 in an empty log. */
  head(): Promise<Position>
}

/** One append, its events' JSON and bytes together, stays under this (architecture.md §4). */
export const MAX_APPEND_BYTES = 512 * 1024

/** Two writers believed the same revision and this one lost. `actual` is -1 for a stream that does not exist. */
export class VersionConflict extends Error {
  override name = 'VersionConflict'
  readonly stream: string
  readonly expected: Expect
  readonly actual: number

  constructor(stream: string, expected: Expect, actual: number) {
    super(`${stream}: expected ${expected}, is at ${actual}`)
    this.stream = stream
    this.expected = expected
    this.actual = actual
  }
}

/** The append is over {@link MAX_APPEND_BYTES}. */
export class TooLarge extends Error {
  override name = 'TooLarge'
  readonly bytes: number

  constructor(bytes: number) {
    super(`an append of ${bytes} bytes is over the limit of ${MAX_APPEND_BYTES}`)
    this.bytes = bytes
  }
}
