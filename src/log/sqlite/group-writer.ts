/**
 * One group of appends, one transaction, one fsync. Runs in the writer thread.
 *
 * NEIGHBOURS. Every append is checked before its first insert, so a lost race
 * writes nothing and there is nothing to take back. An insert that fails all the
 * same (a full disk, a damaged page) rolls the whole group back, and then each
 * append of it is tried in a transaction of its own: only the culprit fails (L16).
 *
 * THE COMMIT is never tried twice. After a failed fsync the kernel may have dropped
 * the dirty pages, and a second one that "succeeds" would prove nothing (L13).
 */
import { Fault } from '#src/platform/fault.ts'
import type { Database, Statement } from '#src/platform/sqlite.ts'
import { assertSafe } from '../record.ts'
import {
  CONFLICT,
  EXPECT_ANY,
  FAILED,
  type FlatAppend,
  HEAD,
  type Reply,
  STORED,
  STRIDE,
} from './protocol.ts'

/** Streams whose newest revision is remembered; we are the only writer, so memory cannot be wrong. */
const REMEMBERED = 20_000

/** A COMMIT that failed: whether the group is on disk is unknown until the next start. */
export class CommitFailed extends Error {
  override name = 'CommitFailed'
}

export class GroupWriter {
  readonly #db: Database
  readonly #begin: Statement<[]>
  readonly #commit: Statement<[]>
  readonly #insert: Statement<[string, number, string, string, number, string | Uint8Array, string]>
  readonly #revision: Statement<[string], number | null>
  readonly #stored: Statement<[string, number, number], [id: string, position: number]>
  readonly #revisions = new Map<string, number>()
  #head: number
  #outcomes: number[] = []
  #errors: string[] = []

  constructor(db: Database) {
    this.#db = db
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#insert = db.prepare(
      'INSERT INTO events (stream, revision, id, type, v, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#revision = db
      .prepare<[string], number | null>('SELECT max(revision) FROM events WHERE stream = ?')
      .pluck()
    this.#stored = db
      .prepare<[string, number, number], [string, number]>(
        'SELECT id, position FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
      )
      .raw()
    this.#head = Number(db.prepare('SELECT coalesce(max(position), 0) FROM events').pluck().get())
  }

  /** The last committed position. */
  get head(): number {
    return this.#head
  }

  /**
   * Write a group; the answers are durable when this returns.
   * @throws {@link CommitFailed} after which this writer must not be used again
   */
  write(group: readonly FlatAppend[]): Extract<Reply, { kind: 'group' }> {
    this.#outcomes = []
    this.#errors = []
    const before = this.#head
    try {
      this.#transaction(group)
    } catch (error) {
      if (error instanceof CommitFailed) throw error
      for (const append of group) this.#alone(append, error)
    }
    const committed = this.#head !== before
    return { kind: 'group', outcomes: this.#outcomes, errors: this.#errors, head: this.#head, committed }
  }

  #transaction(group: readonly FlatAppend[]): void {
    this.#begin.run()
    const done = this.#outcomes.length
    let head = this.#head
    try {
      for (const append of group) head = this.#append(append) || head
    } catch (error) {
      this.#outcomes.length = done
      this.#revisions.clear()
      // A severe error has rolled back by itself.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
    try {
      this.#commit.run()
    } catch (error) {
      throw new CommitFailed(String(error), { cause: error })
    }
    this.#head = head
  }

  #alone(append: FlatAppend, groupError: unknown): void {
    try {
      // A group that could not even begin (somebody else holds the file) is refused as it is:
      // each further try would wait for the busy timeout again.
      if (isBusy(groupError)) throw groupError
      this.#transaction([append])
    } catch (error) {
      if (error instanceof CommitFailed) throw error
      this.#outcomes.push(FAILED, this.#errors.push(String(error)) - 1, 0)
    }
  }

  /** @returns the last position given out, or 0 when nothing was inserted */
  #append(append: FlatAppend): number {
    const stream = append[0] as string
    const expected = append[1] as number
    const actual = this.#revisions.get(stream) ?? this.#lookUp(stream)
    if (expected !== actual && expected !== EXPECT_ANY) {
      this.#repeatOrConflict(append, stream, expected, actual)
      return 0
    }
    let revision = actual
    let position = 0
    for (let at = HEAD; at < append.length; at += STRIDE) {
      const [id, type, v, data, meta] = append.slice(at, at + STRIDE) as [
        string,
        string,
        number,
        string,
        string,
      ]
      revision++
      position = Number(this.#insert.run(stream, revision, id, type, v, data, meta).lastInsertRowid)
    }
    assertSafe('position', position)
    assertSafe('revision', revision)
    this.#remember(stream, revision)
    this.#outcomes.push(STORED, revision, position)
    return position
  }

  /** The same ids at the revisions this append asks for are this append, told a second time (L5). */
  #repeatOrConflict(append: FlatAppend, stream: string, expected: number, actual: number): void {
    const count = (append.length - HEAD) / STRIDE
    if (expected < actual) {
      const rows = this.#stored.all(stream, expected + 1, expected + count)
      const last = rows.at(-1)
      if (last && rows.length === count && rows.every(([id], i) => id === append[HEAD + i * STRIDE])) {
        this.#outcomes.push(STORED, expected + count, last[1])
        return
      }
    }
    this.#outcomes.push(CONFLICT, actual, 0)
  }

  #lookUp(stream: string): number {
    const revision = this.#revision.get(stream) ?? -1
    this.#remember(stream, revision)
    return revision
  }

  #remember(stream: string, revision: number): void {
    if (this.#revisions.size >= REMEMBERED) this.#revisions.clear()
    this.#revisions.set(stream, revision)
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/** Fault and driver errors as plain words, since an Error's own fields do not cross threads. */
export const wordsOf = (error: unknown): { op: string; hint: string } =>
  error instanceof Fault
    ? { op: error.op, hint: error.cause ? `${error.hint} (${String(error.cause)})` : error.hint }
    : { op: 'log.open', hint: String(error) }
