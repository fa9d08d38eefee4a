import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Bilingual } from '#events/define.ts'
import type { OrganisationKind, OrganisationRole } from '#events/organisation.ts'

export type Verification = 'unverified' | 'pending' | 'verified' | 'rejected'

/** What is known of organisations, and who belongs to them. */
export const organisation = sqliteTable(
  'organisation',
  {
    id: text('id').primaryKey(),
    name: text('name', { mode: 'json' }).$type<Bilingual>().notNull(),
    about: text('about', { mode: 'json' }).$type<Bilingual>().notNull(),
    kind: text('kind').$type<OrganisationKind>().notNull(),
    region: text('region').notNull(),
    website: text('website').notNull(),
    verification: text('verification').$type<Verification>().notNull().default('unverified'),
    /** What the asker wrote to the operator. */
    note: text('note').notNull().default(''),
    requestedAt: text('requested_at'),
    rejection: text('rejection'),
    imported: integer('imported', { mode: 'boolean' }).notNull(),
    demo: integer('demo', { mode: 'boolean' }).notNull(),
    revision: integer('revision').notNull(),
    /** Both names in lower case: what the list is sorted and searched by. */
    words: text('words').notNull(),
  },
  (table) => [
    index('organisation_verification').on(table.verification),
    index('organisation_words').on(table.words, table.id),
  ],
)

export const member = sqliteTable(
  'organisation_member',
  {
    organisationId: text('organisation_id').notNull(),
    personId: text('person_id').notNull(),
    role: text('role').$type<OrganisationRole>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.personId] })],
)

export type OrganisationRow = typeof organisation.$inferSelect

/** What a list or another thing's page shows of an organisation. */
export type OrganisationCard = {
  id: string
  name: Bilingual
  kind: OrganisationKind
  region: string
  verified: boolean
}

export const cardOf = ({ id, name, kind, region, verification }: OrganisationRow): OrganisationCard => ({
  id,
  name,
  kind,
  region,
  verified: verification === 'verified',
})

const START = { rank: -1, words: '', id: '' }

/** Where a page of the list ended. */
export const cursorOf = ({ imported, words, id }: OrganisationRow) =>
  Buffer.from(JSON.stringify([Number(imported), words, id])).toString('base64url')

/** The place after which a page begins; the list's start for a cursor that was never ours. */
export function readCursor(cursor: string | undefined): typeof START {
  if (!cursor) return START
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [rank, words, id] = Array.isArray(place) ? (place as unknown[]) : []
    if (typeof rank === 'number' && typeof words === 'string' && typeof id === 'string')
      return { rank, words, id }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  // A cursor that was never ours shows the first page.
  return START
}
