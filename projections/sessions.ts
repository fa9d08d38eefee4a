import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SessionEvent } from '#events/session.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

/** Sign-ins that were not ended. Whether one is over is asked with the reader's own time. */
const session = sqliteTable(
  'session',
  {
    /** SHA-256 of the cookie's value. */
    id: text('id').primaryKey(),
    personId: text('person_id').notNull(),
    startedAt: text('started_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [index('session_person').on(table.personId)],
)

export type SessionRow = typeof session.$inferSelect

export const sessionsProjection = projection<SessionEvent>({
  name: 'sessions',
  version: 1,
  permission: true,
  tables: [session],
  prepare(views) {
    const value = sql.placeholder
    const dropOver = views
      .delete(session)
      .where(and(eq(session.personId, value('personId')), lte(session.expiresAt, value('at'))))
      .prepare()
    const start = views
      .insert(session)
      .values({
        id: value('id'),
        personId: value('personId'),
        startedAt: value('startedAt'),
        expiresAt: value('expiresAt'),
      })
      .prepare()
    const renew = views
      .update(session)
      .set({ expiresAt: sql`${value('expiresAt')}` })
      .where(eq(session.id, value('id')))
      .prepare()
    const end = views
      .delete(session)
      .where(eq(session.id, value('id')))
      .returning({ personId: session.personId })
      .prepare()
    /** Live connections of the person ask again whether they may stay. */
    const touched = (personId: string) => [`rights:${personId}`, `person:${personId}`]

    return {
      SessionStarted({ data }, id) {
        dropOver.run({ personId: data.personId, at: data.startedAt })
        start.run({ id, ...data })
        return `person:${data.personId}`
      },
      SessionRenewed: ({ data }, id) => void renew.run({ id, expiresAt: data.expiresAt }),
      SessionRevoked(_event, id) {
        const ended = end.get({ id })
        return ended && touched(ended.personId)
      },
    }
  },
})

/** Sessions that are valid at `now` (ISO). */
export const sessions = queries((views) => {
  const value = sql.placeholder
  const valid = gt(session.expiresAt, value('now'))
  const one = views
    .select()
    .from(session)
    .where(and(eq(session.id, value('id')), valid))
    .prepare()
  const ofPerson = views
    .select()
    .from(session)
    .where(and(eq(session.personId, value('personId')), valid))
    .orderBy(asc(session.startedAt), sql`rowid`)
    .prepare()
  return {
    one: (id: string, now: string): SessionRow | undefined => one.get({ id, now }),
    /** Oldest first. */
    ofPerson: (personId: string, now: string): SessionRow[] => ofPerson.all({ personId, now }),
  }
})
