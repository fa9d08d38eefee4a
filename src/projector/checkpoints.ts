import { getTableConfig } from 'drizzle-orm/sqlite-core'
import type { Position } from '#src/log/event-log.ts'
import type { Database } from '#src/platform/sqlite.ts'
import { createStatements } from './ddl.ts'
import type { AnyProjection } from './projection.ts'
import type { Parked } from './projector.ts'

export type Checkpoints = {
  get(name: string): Position
  set(name: string, position: Position): void
  park(entry: Parked): void
  parked(): Parked[]
}

/**
 * Makes the tables of every read model, dropping first those that are of
 * another version or another log, or that no longer exist (PR8).
 */
export function openCheckpoints(
  db: Database,
  logId: string,
  projections: readonly AnyProjection[],
): Checkpoints {
  db.exec(`
    CREATE TABLE IF NOT EXISTS checkpoint (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, log_id TEXT NOT NULL, position INTEGER NOT NULL, tables TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS parked (
      projection TEXT NOT NULL, stream TEXT NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL,
      PRIMARY KEY (projection, stream)
    ) STRICT`)
  const known = db.prepare('SELECT name, version, log_id AS logId, tables FROM checkpoint').all() as {
    name: string
    version: number
    logId: string
    tables: string
  }[]
  const wanted = new Map(projections.map((one) => [one.name, one]))
  db.transaction(() => {
    for (const row of known) {
      if (row.logId === logId && wanted.get(row.name)?.version === row.version) {
        wanted.delete(row.name)
        continue
      }
      for (const table of JSON.parse(row.tables) as string[]) db.exec(`DROP TABLE IF EXISTS "${table}"`)
      db.prepare('DELETE FROM checkpoint WHERE name = ?').run(row.name)
      db.prepare('DELETE FROM parked WHERE projection = ?').run(row.name)
    }
    for (const one of wanted.values()) create(db, logId, one)
  }).immediate()

  const select = db.prepare('SELECT position FROM checkpoint WHERE name = ?').pluck()
  const update = db.prepare('UPDATE checkpoint SET position = ? WHERE name = ?')
  const park = db.prepare('INSERT OR IGNORE INTO parked VALUES (?, ?, ?, ?)')
  return {
    get: (name) => (select.get(name) as number | undefined) ?? 0,
    set: (name, position) => void update.run(position, name),
    park: (entry) => void park.run(entry.projection, entry.stream, entry.position, entry.reason),
    parked: () => db.prepare('SELECT * FROM parked').all() as Parked[],
  }
}

function create(db: Database, logId: string, { name, version, tables, virtual = [] }: AnyProjection) {
  for (const table of tables) for (const statement of createStatements(table)) db.exec(statement)
  for (const [, statement] of virtual) db.exec(statement)
  const names = [...virtual.map(([table]) => table), ...tables.map((table) => getTableConfig(table).name)]
  db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?, 0, ?)').run(name, version, logId, JSON.stringify(names))
}
