import { getTableConfig } from 'drizzle-orm/sqlite-core'
import type { Database } from '#src/platform/sqlite.ts'
import type { AnyProjection } from '#src/projector/projection.ts'

/**
 * All that these read models hold, for comparing one with another: table → its
 * rows in a fixed order. Of a full-text table, which word stands where.
 */
export function dump(db: Database, projections: readonly AnyProjection[]): Record<string, unknown[]> {
  const tables: Record<string, unknown[]> = {}
  for (const { tables: plain, virtual = [] } of projections) {
    for (const table of plain) {
      const { name } = getTableConfig(table)
      tables[name] = db.prepare(`SELECT * FROM "${name}"`).all().map(asText).sort()
    }
    for (const [name] of virtual) {
      db.exec(
        `CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_${name} USING fts5vocab('main', '${name}', 'instance')`,
      )
      tables[name] = db.prepare(`SELECT * FROM temp.words_of_${name}`).all().map(asText).sort()
    }
  }
  return tables
}

const asText = (row: unknown) =>
  JSON.stringify(row, (_key, value: unknown) => (Buffer.isBuffer(value) ? value.toString('base64') : value))
