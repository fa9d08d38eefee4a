import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Brief, ChallengeEvent, Deadline } from '#events/challenge.ts'
import type { Bilingual } from '#events/define.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { FILTERS, ORDERS } from './challenge-order.ts'

/** What came with an import and has no place in a brief. */
export type Imported = {
  source: string
  externalId: string
  url: string
  type: string
  partners: string[]
  descriptionHtml: string
}

/** A thing that happened to the challenge, for its public timeline. */
export type TimelineEntry = { type: ChallengeEvent['type']; at: string; note?: string }

const raw = (text: string) => sql.raw(text)

export const challengeTable = sqliteTable(
  'challenge',
  {
    id: text('id').primaryKey(),
    revision: integer('revision').notNull(),
    seekerId: text('seeker_id').notNull(),
    status: text('status').$type<ChallengeStatus>().notNull(),
    visibility: text('visibility').$type<Brief['visibility']>().notNull(),
    mode: text('mode').$type<Brief['mode']>(),
    cluster: text('cluster').notNull(),
    title: text('title', { mode: 'json' }).$type<Bilingual>().notNull(),
    summary: text('summary', { mode: 'json' }).$type<Bilingual>().notNull(),
    brief: text('brief', { mode: 'json' }).$type<Brief>(),
    imported: text('imported', { mode: 'json' }).$type<Imported>(),
    prize: text('prize', { mode: 'json' }).$type<{ amount: number; currency: string }>(),
    deadline: text('deadline', { mode: 'json' }).$type<Deadline>(),
    /** When submissions end or ended; what the deadline process looks for. */
    closesAt: text('closes_at'),
    /** When it was posted; for imports, when it happened. */
    publishedAt: text('published_at'),
    submittedAt: text('submitted_at'),
    moderation: text('moderation'),
    award: text('award', { mode: 'json' }).$type<{
      awards: { proposalId: string; reason: string }[]
      declines: { proposalId: string; code: string; reason: string }[]
      reason?: string
    }>(),
    timeline: text('timeline', { mode: 'json' }).$type<TimelineEntry[]>().notNull(),
    teams: integer('teams').notNull().default(0),
    proposals: integer('proposals').notNull().default(0),
    demo: integer('demo', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    index('challenge_status').on(table.status, table.closesAt),
    index('challenge_seeker_id').on(table.seekerId),
    index('challenge_counted').on(raw(FILTERS.join(', '))),
    ...Object.entries(ORDERS).map(([name, key]) =>
      index(`challenge_by_${name}`).on(raw(`${key}, id, ${FILTERS.join(', ')}`)),
    ),
  ],
)

/** Names of those who seek, carry and answer, as the board shows them. */
export const challengeOrganisation = sqliteTable('challenge_organisation', {
  id: text('id').primaryKey(),
  name: text('name', { mode: 'json' }).$type<Bilingual>().notNull(),
  kind: text('kind').notNull(),
  verified: integer('verified', { mode: 'boolean' }).notNull().default(false),
})

export const challengeTeam = sqliteTable(
  'challenge_team',
  {
    id: text('id').primaryKey(),
    challengeId: text('challenge_id').notNull(),
    name: text('name').notNull(),
    organisationId: text('organisation_id'),
    proposalId: text('proposal_id'),
    submitted: integer('submitted', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    index('challenge_team_challenge').on(table.challengeId),
    index('challenge_team_proposal').on(table.proposalId),
  ],
)
