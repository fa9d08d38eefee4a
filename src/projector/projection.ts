/**
 * What a read model is: tables, and what each event does to them. Rules PR1–PR8
 * are in `PROJECTOR.md`. A projection reads no clock, no log and no other
 * projection's tables, so that replaying it gives the same rows on any day.
 */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { RecordedEvent } from '#src/log/event-log.ts'
import type { Database } from '#src/platform/sqlite.ts'

/**
 * The read side's database. Queries are prepared once (`.prepare()`), never built for each call.
 * `$client` is for what drizzle cannot say: full-text search.
 */
export type Views = BetterSQLite3Database<Record<string, never>> & { $client: Database }

/** An event as a handler gets it: its data in the newest shape. */
export type Seen<E extends { type: string; data: unknown }> = E extends E
  ? Omit<RecordedEvent, 'type' | 'data'> & { type: E['type']; data: E['data'] }
  : never

/** The topics an event touched, told to live readers after the commit. */
export type Topics = string | readonly string[] | undefined

/** Event type → what it does. `id` is the stream's name without its category. */
export type Handlers<E extends { type: string; data: unknown }> = {
  [T in E['type']]?: (event: Seen<Extract<E, { type: T }>>, id: string) => Topics
}

export type Projection<E extends { type: string; data: unknown } = never> = {
  /** Kebab-case; names its checkpoint. */
  name: string
  /** Raise it when tables or handlers change: the hub rebuilds the read model at its next start. */
  version: number
  /** Rights follow from it: if a handler throws, everything that needs rights is refused (503). */
  permission?: boolean
  tables: readonly SQLiteTable[]
  /** SQL that drizzle cannot say: FTS5 tables. Each is `[table name, CREATE statement]`. */
  virtual?: readonly (readonly [name: string, create: string])[]
  /** Prepares the statements and returns the handlers. */
  prepare(views: Views): Handlers<E>
}

/** What the projector keeps: the handlers looked up by the type in the event. */
export type AnyProjection = Omit<Projection, 'prepare'> & {
  prepare(views: Views): Record<string, ((event: never, id: string) => Topics) | undefined>
}

/** Declares a read model; typed by the union of the events it hears. */
export function projection<E extends { type: string; data: unknown }>(
  definition: Projection<E>,
): AnyProjection {
  return definition as AnyProjection
}
