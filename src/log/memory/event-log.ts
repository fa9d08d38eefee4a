/**
 * The engine for tests: everything in this process's memory, gone with it.
 * It keeps the rules of LOG.md that do not need a disk, and stores the encoded
 * form, so that readers get values of their own as with any other engine.
 */
import { Fault } from '#src/platform/fault.ts'
import { newId } from '#src/platform/ids.ts'
import { Bell, follow } from '../bell.ts'
import {
  type Appended,
  type EventLog,
  type EventMeta,
  type Expect,
  type NewEvent,
  type Position,
  type RecordedEvent,
  VersionConflict,
} from '../event-log.ts'
import { decodeData, encode, type StoredEvent } from '../record.ts'

type Row = StoredEvent & { stream: string; revision: number; position: Position }

export class MemoryEventLog implements EventLog {
  readonly logId = newId()
  readonly counters = { appends: 0, commits: 0 }
  readonly #rows: Row[] = []
  readonly #streams = new Map<string, Row[]>()
  readonly #bell = new Bell(0)
  #closed = false

  async append(stream: string, events: readonly NewEvent[], expect: Expect): Promise<Appended> {
    this.#assertOpen('log.append')
    const stored = encode(stream, events, expect)
    const rows = this.#streams.get(stream) ?? []
    const actual = rows.length - 1
    const first = expect === 'any' ? actual + 1 : expect === 'new' ? 0 : expect + 1
    this.counters.appends++
    if (first !== actual + 1) {
      const last = rows[first + stored.length - 1]
      const same = stored.every(({ id }, i) => rows[first + i]?.id === id)
      if (last && same) return { revision: last.revision, position: last.position }
      throw new VersionConflict(stream, expect, actual)
    }
    for (const event of stored) {
      const row = { ...event, stream, revision: rows.length, position: this.#rows.length + 1 }
      rows.push(row)
      this.#rows.push(row)
    }
    this.#streams.set(stream, rows)
    this.counters.commits++
    this.#bell.ring(this.#rows.length)
    return { revision: rows.length - 1, position: this.#rows.length }
  }

  async *readStream(stream: string, fromRevision = 0): AsyncGenerator<RecordedEvent> {
    this.#assertOpen('log.read')
    for (const row of (this.#streams.get(stream) ?? []).slice(fromRevision)) yield decode(row)
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    this.#assertOpen('log.read')
    const row = this.#streams.get(stream)?.at(-1)
    return row && decode(row)
  }

  async *readAll(after: Position, batch = 1000): AsyncGenerator<readonly RecordedEvent[]> {
    const end = this.#bell.head
    for (let at = after; at < end; at += batch) {
      this.#assertOpen('log.read')
      yield this.#rows.slice(at, Math.min(at + batch, end)).map(decode)
    }
  }

  subscribe(after: Position, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    this.#assertOpen('log.subscribe')
    return follow(this.#bell, after, signal, (at) => this.#rows.slice(at, at + 1000).map(decode))
  }

  async head(): Promise<Position> {
    this.#assertOpen('log.read')
    return this.#bell.head
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    this.#bell.close()
  }

  #assertOpen(op: string): void {
    if (this.#closed) throw new Fault(op, 'the log is closed')
  }
}

function decode({ data, meta, ...rest }: Row): RecordedEvent {
  // The bytes are copied on the way out too: nobody may write into the log through a reader's view.
  const own = typeof data === 'string' ? data : new Uint8Array(data)
  return { ...rest, data: decodeData(own), meta: JSON.parse(meta) as EventMeta }
}
