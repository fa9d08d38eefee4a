import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventOf } from '#events/define.ts'
import type { invitation as category, InvitationEvent } from '#events/invitation.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

type Issued = Extract<EventOf<typeof category>, { type: 'InvitationIssued' }>['data']

/** One-time links that let somebody in. Holds a hash of each, so nothing here opens a door. */
const invitation = sqliteTable(
  'invitation',
  {
    id: text('id').primaryKey(),
    scope: text('scope').$type<Issued['scope']>().notNull(),
    targetId: text('target_id').notNull(),
    role: text('role').$type<Issued['role']>().notNull(),
    tokenHash: text('token_hash').notNull(),
    issuedBy: text('issued_by').notNull(),
    issuedAt: text('issued_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    status: text('status').$type<'open' | 'accepted' | 'revoked'>().notNull().default('open'),
    acceptedBy: text('accepted_by'),
  },
  (table) => [index('invitation_target').on(table.targetId, table.status)],
)

export type InvitationRow = typeof invitation.$inferSelect

export const invitationsProjection = projection<InvitationEvent>({
  name: 'invitations',
  version: 1,
  tables: [invitation],
  prepare(views) {
    const value = sql.placeholder
    const add = views
      .insert(invitation)
      .values({
        id: value('id'),
        scope: value('scope'),
        targetId: value('targetId'),
        role: value('role'),
        tokenHash: value('tokenHash'),
        issuedBy: value('issuedBy'),
        issuedAt: value('issuedAt'),
        expiresAt: value('expiresAt'),
      })
      .prepare()
    const finish = views
      .update(invitation)
      .set({ status: sql`${value('status')}`, acceptedBy: sql`${value('by')}` })
      .where(eq(invitation.id, value('id')))
      .returning({ scope: invitation.scope, targetId: invitation.targetId })
      .prepare()
    const end = (id: string, status: 'accepted' | 'revoked', by: string | null) => {
      const row = finish.get({ id, status, by })
      return row && topicOf(row)
    }
    const topicOf = ({ scope, targetId }: Pick<Issued, 'scope' | 'targetId'>) =>
      scope === 'operator' ? 'operator' : `${scope}:${targetId}`
    return {
      InvitationIssued({ data, meta }, id) {
        add.run({ id, ...data, issuedBy: meta.by, issuedAt: meta.at })
        return topicOf(data)
      },
      InvitationAccepted: ({ data }, id) => end(id, 'accepted', data.personId),
      InvitationRevoked: (_event, id) => end(id, 'revoked', null),
    }
  },
})

export const invitations = queries((views) => {
  const value = sql.placeholder
  const one = views
    .select()
    .from(invitation)
    .where(eq(invitation.id, value('id')))
    .prepare()
  const open = views
    .select()
    .from(invitation)
    .where(
      and(
        eq(invitation.targetId, value('targetId')),
        eq(invitation.status, 'open'),
        gt(invitation.expiresAt, value('now')),
      ),
    )
    .orderBy(asc(invitation.issuedAt), sql`rowid`)
    .prepare()
  return {
    one: (id: string): InvitationRow | undefined => one.get({ id }),
    /** Links into `targetId` that still work at `now`. */
    open: (targetId: string, now: string): InvitationRow[] => open.all({ targetId, now }),
  }
})
