/**
 * The embedded engine: one SQLite file, one writer thread, no server.
 *
 * ORDER. `position` is the rowid. SQLite lets one transaction write at a time,
 * so rowids become visible in the order they were given out: there are no gaps
 * that fill in later, and a subscriber may read strictly forward (L7).
 *
 * DURABILITY. append() resolves only after the commit that holds its events, at
 * synchronous=FULL, which is read back at every start (L11). Readers cannot run
 * ahead of that: SQLite shows a commit only once its frames have been synced.
 *
 * ONE PROCESS. `<file>.lock` is held while the log is open (L19). Two writers
 * would each believe their own memory of the streams' revisions.
 */
import { Fault } from '#src/platform/fault.ts'
import { holdLock } from '#src/platform/sqlite.ts'
import { Bell, follow } from '../bell.ts'
import type { Appended, EventLog, Expect, NewEvent, Position, RecordedEvent } from '../event-log.ts'
import { encode } from '../record.ts'
import { Reader } from './reader.ts'
import { WriterThread } from './writer-thread.ts'

/** Events to a page; the reader cuts it short when they are large. */
const PAGE = 1_000

export type SqliteLogOptions = {
  /** Called once when the log can take no more appends (L13); the process should end. */
  onBroken?: (fault: Fault) => void
}

export class SqliteEventLog implements EventLog {
  readonly logId: string
  /** `PRAGMA synchronous` of the writing connection as read back: 2 is FULL. */
  readonly synchronous: number
  readonly #writer: WriterThread
  readonly #reader: Reader
  readonly #bell: Bell
  readonly #lock: Disposable
  #closed: Promise<void> | undefined

  private constructor(parts: {
    writer: WriterThread
    reader: Reader
    bell: Bell
    lock: Disposable
    id: string
    synchronous: number
  }) {
    this.logId = parts.id
    this.synchronous = parts.synchronous
    this.#writer = parts.writer
    this.#reader = parts.reader
    this.#bell = parts.bell
    this.#lock = parts.lock
  }

  /**
   * Open the log in `file`, making it if there is none.
   * @throws `Fault('log.open')` when another process has it, or the file is not a log of ours
   */
  static async open(file: string, { onBroken }: SqliteLogOptions = {}): Promise<SqliteEventLog> {
    const lock = holdLock(`${file}.lock`)
    if (!lock) {
      const mend = 'Stop it (is the hub already running?), or set HUB_LOG to another file.'
      throw new Fault('log.open', `${file} is in use by another process, which holds ${file}.lock. ${mend}`)
    }
    const bell = new Bell(0)
    const writer = new WriterThread(file, {
      committed: (head) => bell.ring(head),
      broken: (fault) => onBroken?.(fault),
    })
    try {
      const { logId, head, synchronous } = await writer.ready
      bell.ring(head)
      const reader = new Reader(file)
      return new SqliteEventLog({ writer, reader, bell, lock, id: logId, synchronous })
    } catch (error) {
      await writer.close()
      lock[Symbol.dispose]()
      throw error
    }
  }

  /** Since the start, for metrics: how many appends shared how many commits. */
  get counters(): Readonly<{ appends: number; commits: number }> {
    return this.#writer.counters
  }

  /** Appends accepted and not yet answered, for back-pressure and readiness. */
  get pending(): number {
    return this.#writer.pending
  }

  async append(stream: string, events: readonly NewEvent[], expect: Expect): Promise<Appended> {
    this.#assertOpen('log.append')
    return this.#writer.append(stream, encode(stream, events, expect), expect)
  }

  async *readStream(stream: string, fromRevision = 0): AsyncGenerator<RecordedEvent> {
    let from = fromRevision
    for (;;) {
      this.#assertOpen('log.read')
      const page = this.#reader.stream(stream, from, PAGE)
      const last = page.at(-1)
      if (!last) return
      yield* page
      from = last.revision + 1
    }
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    this.#assertOpen('log.read')
    return this.#reader.last(stream)
  }

  async *readAll(after: Position, batch = PAGE): AsyncGenerator<readonly RecordedEvent[]> {
    const end = this.#bell.head
    let at = after
    while (at < end) {
      this.#assertOpen('log.read')
      const page = this.#reader.all(at, end, batch)
      const last = page.at(-1)
      if (!last) return
      at = last.position
      yield page
    }
  }

  subscribe(after: Position, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    this.#assertOpen('log.subscribe')
    return follow(this.#bell, after, signal, (at) => this.#reader.all(at, this.#bell.head, PAGE))
  }

  async head(): Promise<Position> {
    this.#assertOpen('log.read')
    return this.#bell.head
  }

  /** Refuses new work, finishes what was accepted, ends subscriptions, checkpoints, lets the lock go (L14). */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    this.#bell.close()
    // The reader first: an open reader would keep the checkpoint from emptying the WAL.
    this.#reader.close()
    await this.#writer.close()
    this.#lock[Symbol.dispose]()
  }

  #assertOpen(op: string): void {
    if (this.#closed) throw new Fault(op, 'the log is closed')
  }
}
