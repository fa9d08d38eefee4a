/**
 * Reads on the caller's thread, over a read-only connection of its own.
 *
 * Every page is one finished statement: no read transaction stays open while a
 * caller thinks, which would keep the writer from ever checkpointing the WAL.
 * A row becomes the event it is in place; an allocation per event shows in a replay.
 */

import { type Database, openDatabase, type Statement } from '#src/platform/sqlite.ts'
import type { EventMeta, Position, RecordedEvent } from '../event-log.ts'
import { assertSafe, decodeData } from '../record.ts'

/** A page holds about this much at most (and one event at least), in bytes. */
const PAGE_BYTES = 8 * 1024 * 1024

type Row = Omit<RecordedEvent, 'data' | 'meta'> & { data: string | Uint8Array; meta: string }

const COLUMNS = 'id, stream, revision, position, type, v, data, meta'
const ALL = 'FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?'
const STREAM = 'FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'

class Pages<Key extends unknown[]> {
  readonly #rows: Statement<[...Key, number], Row>
  readonly #weight: Statement<[...Key, number], number>

  constructor(db: Database, from: string) {
    this.#rows = db.prepare<[...Key, number], Row>(`SELECT ${COLUMNS} ${from}`)
    this.#weight = db
      .prepare<[...Key, number], number>(`SELECT total(octet_length(data)) FROM (SELECT data ${from})`)
      .pluck()
  }

  /** Up to `limit` events, fewer when they are large. */
  read(limit: number, ...key: Key): RecordedEvent[] {
    // Weighing costs a few per cent of reading; not weighing could cost half a gigabyte.
    if ((this.#weight.get(...key, limit) ?? 0) <= PAGE_BYTES) return this.#rows.all(...key, limit).map(decode)
    const events: RecordedEvent[] = []
    let bytes = 0
    for (const row of this.#rows.iterate(...key, limit)) {
      bytes += row.data.length
      events.push(decode(row))
      if (bytes >= PAGE_BYTES) break
    }
    return events
  }
}

export class Reader {
  readonly #db: Database
  readonly #all: Pages<[after: number, upTo: number]>
  readonly #stream: Pages<[stream: string, from: number]>
  readonly #last: Statement<[string], Row>

  constructor(file: string) {
    this.#db = openDatabase(file, { durable: true, readonly: true })
    this.#all = new Pages(this.#db, ALL)
    this.#stream = new Pages(this.#db, STREAM)
    this.#last = this.#db.prepare(
      `SELECT ${COLUMNS} FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1`,
    )
  }

  all(after: Position, upTo: Position, limit: number): RecordedEvent[] {
    return this.#all.read(limit, after, upTo)
  }

  stream(stream: string, from: number, limit: number): RecordedEvent[] {
    return this.#stream.read(limit, stream, from)
  }

  last(stream: string): RecordedEvent | undefined {
    const row = this.#last.get(stream)
    return row && decode(row)
  }

  close(): void {
    this.#db.close()
  }
}

function decode(row: Row): RecordedEvent {
  assertSafe('position', row.position)
  const event = row as unknown as RecordedEvent
  event.data = decodeData(row.data)
  event.meta = JSON.parse(row.meta) as EventMeta
  return event
}
