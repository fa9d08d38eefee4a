/**
 * The only import of the SQLite driver. Every connection of the hub is opened
 * here, so that no file can be written with the driver's own defaults: it is
 * built to open WAL databases at synchronous=NORMAL, where a power cut may take
 * back commits that were already answered for (reliability.md §0.1).
 */
import Driver from 'better-sqlite3'
import { Fault } from './fault.ts'

/** An open connection; `drizzle(db)` takes it as it is. */
export type Database = Driver.Database
export type Statement<Params extends unknown[] = unknown[], Row = unknown> = Driver.Statement<Params, Row>
export const SqliteError = Driver.SqliteError

/** Below it two connections that checkpoint at once could damage a WAL file (reliability.md §0.2). */
const OLDEST_SQLITE = [3, 51, 3] as const

/** How long a statement waits for another connection's lock, in ms. */
const BUSY_MS = 5_000

/** How long a start waits for a process that is just dying to let go of its lock, in ms. */
const LOCK_MS = 500

/** The write-ahead log is cut back to this after a checkpoint, in bytes: one long reader must not cost disk for ever. */
const WAL_KEPT = 64 * 1024 * 1024

export type OpenOptions = {
  /** True: a commit that returned survives a power cut. False: the file can be rebuilt from the log. */
  durable: boolean
  readonly?: boolean
  /** Runs on the file as it was found, before anything here writes to it: refuse it, or create its tables. */
  before?: (db: Database) => void
}

/**
 * Open (and create) a database with our pragmas.
 * @throws `Fault('sqlite.open')` when the file cannot be opened, SQLite is too old, or durability was asked for and not given
 */
export function openDatabase(file: string, { durable, readonly = false, before }: OpenOptions): Database {
  const inMemory = file === ':memory:' || file === ''
  if (durable && inMemory)
    throw new Fault('sqlite.open', 'a database in memory cannot be durable; name a file')
  const db = connect(file, readonly)
  try {
    // First of all: each of the pragmas below takes a lock, and without a timeout a
    // checkpoint that happens to run elsewhere would make the start fail.
    db.pragma(`busy_timeout = ${BUSY_MS}`)
    assertVersion(db)
    before?.(db)
    if (!readonly) db.pragma('journal_mode = WAL')
    expectPragma(db, file, 'journal_mode', inMemory ? 'memory' : 'wal')
    // NORMAL and not OFF for what can be rebuilt: after a power cut the file is
    // behind but sound, and its own checkpoint says from where to catch up.
    db.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`)
    expectPragma(db, file, 'synchronous', durable ? 2 : 1)
    if (!readonly) db.pragma(`journal_size_limit = ${WAL_KEPT}`)
    return db
  } catch (error) {
    db.close()
    if (error instanceof SqliteError) throw unusable(file, error)
    throw error
  }
}

/**
 * Take the lock file, for as long as this process lives or until it is disposed.
 * SQLite's own exclusive lock is what is held: the kernel drops it with the process,
 * so a crash leaves nothing to clean up. The file stays; deleting it would let two in.
 * @NOTE Never open and close this file by other means in this process: POSIX drops all
 * of a process's locks on a file when any descriptor of it is closed.
 * @returns undefined when another connection, here or in another process, holds it
 */
export function holdLock(file: string): Disposable | undefined {
  const db = connect(file, false)
  try {
    db.pragma(`busy_timeout = ${LOCK_MS}`)
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw unusable(file, error)
  }
  return { [Symbol.dispose]: () => void db.close() }
}

function connect(file: string, readonly: boolean): Database {
  try {
    return new Driver(file, { readonly, fileMustExist: readonly })
  } catch (error) {
    throw unusable(file, error)
  }
}

function unusable(file: string, error: unknown): Fault {
  const code = error instanceof SqliteError ? error.code : ''
  const mend =
    code === 'SQLITE_NOTADB'
      ? 'It is not an SQLite database: name another file, or move this one away.'
      : 'Check that its folder exists and that this user may write to it.'
  return new Fault('sqlite.open', `cannot open ${file}. ${mend}`, error)
}

function assertVersion(db: Database): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  for (const [i, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[i] ?? 0
    if (part > oldest) return
    if (part < oldest) {
      const wanted = OLDEST_SQLITE.join('.')
      throw new Fault(
        'sqlite.open',
        `SQLite ${version} is older than ${wanted}; install the pinned driver (npm ci)`,
      )
    }
  }
}

/** A pragma that cannot be honoured is ignored without an error, so it is read back. */
function expectPragma(db: Database, file: string, name: string, wanted: string | number): void {
  const got = db.pragma(name, { simple: true })
  if (got === wanted) return
  throw new Fault('sqlite.open', `${file}: ${name} is ${got}, not ${wanted}; network folders cannot hold it`)
}
