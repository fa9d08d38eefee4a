/**
 * The log's file: its tables, its marks, and who may not open it.
 *
 * It is created in one commit before the switch to WAL, so that a crash leaves
 * either no log or a whole one, and a file that is not ours is refused before
 * a byte of it changes (L19).
 */
import { Fault } from '#src/platform/fault.ts'
import { newId } from '#src/platform/ids.ts'
import { type Database, openDatabase } from '#src/platform/sqlite.ts'

/** "TriH", in the header of every log file (PRAGMA application_id). */
export const APPLICATION_ID = 0x54726948

/** The format of the file; raise it with every change of the tables. */
export const FORMAT = 1

/**
 * `data` has no type on purpose: JSON stays TEXT and document updates stay BLOB.
 * AUTOINCREMENT is what keeps a position from ever being given out twice, even
 * after its event was erased; a plain rowid would be reused (kurrentdb.md §4.1).
 */
const TABLES = `
  CREATE TABLE log (log_id TEXT NOT NULL) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream   TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    v        INTEGER NOT NULL,
    data             NOT NULL,
    meta     TEXT    NOT NULL,
    UNIQUE (stream, revision)
  );
`

/** Open the log for writing, making it if there is none. Durable, or a `Fault`. */
export const openLogFile = (file: string): Database =>
  openDatabase(file, { durable: true, before: (db) => createOrRefuse(db, file) })

/** The name this log was given when it was made. */
export const logIdOf = (db: Database): string => String(db.prepare('SELECT log_id FROM log').pluck().get())

function createOrRefuse(db: Database, file: string): void {
  const applicationId = Number(db.pragma('application_id', { simple: true }))
  const format = Number(db.pragma('user_version', { simple: true }))
  if (applicationId === APPLICATION_ID) {
    if (format <= FORMAT) return
    throw new Fault(
      'log.open',
      `${file} was written by a newer version (format ${format}, this one knows ${FORMAT}). ` +
        'Start that version, or restore a backup made by this one.',
    )
  }
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  if (applicationId !== 0 || format !== 0 || tables > 0) {
    throw new Fault('log.open', `${file} is another program's SQLite database. Set HUB_LOG to another path.`)
  }
  db.transaction(() => {
    db.exec(TABLES)
    db.prepare('INSERT INTO log (log_id) VALUES (?)').run(newId())
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${FORMAT}`)
  }).immediate()
}
