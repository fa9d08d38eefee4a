import { SQL } from 'drizzle-orm'
import { getTableConfig, SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'

const dialect = new SQLiteSyncDialect()
const quoted = (name: string) => `"${name}"`

/**
 * The statements that create a drizzle table and its indexes: read models are
 * rebuilt, never migrated, so their definition in code is the only one.
 */
export function createStatements(table: SQLiteTable): string[] {
  const { name, columns, primaryKeys, indexes } = getTableConfig(table)
  const parts = columns.map((column) =>
    [
      quoted(column.name),
      column.getSQLType(),
      column.primary && 'PRIMARY KEY',
      column.notNull && 'NOT NULL',
      column.isUnique && 'UNIQUE',
      column.default !== undefined && `DEFAULT ${literal(column.default)}`,
    ]
      .filter(Boolean)
      .join(' '),
  )
  for (const key of primaryKeys)
    parts.push(`PRIMARY KEY (${key.columns.map((column) => quoted(column.name)).join(', ')})`)
  const statements = [`CREATE TABLE ${quoted(name)} (${parts.join(', ')}) STRICT`]
  for (const { config } of indexes) {
    const columns = config.columns.map((column) =>
      column instanceof SQL ? dialect.sqlToQuery(column).sql : quoted(column.name),
    )
    statements.push(
      `CREATE ${config.unique ? 'UNIQUE ' : ''}INDEX ${quoted(config.name)} ON ${quoted(name)} (${columns.join(', ')})`,
    )
  }
  return statements
}

function literal(value: unknown): string {
  if (value instanceof SQL) return `(${dialect.sqlToQuery(value).sql})`
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  return `'${String(value).replaceAll("'", "''")}'`
}
