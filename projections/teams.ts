import { and, asc, eq, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { TeamEvent, TeamRole } from '#events/team.ts'
import { projection, type Seen } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

/** Teams and who is in them. Names of people and organisations are other read models' business. */
const teamTable = sqliteTable(
  'team',
  {
    id: text('id').primaryKey(),
    /** Of the stream, for If-Match. */
    revision: integer('revision').notNull(),
    challengeId: text('challenge_id').notNull(),
    name: text('name').notNull(),
    organisationId: text('organisation_id'),
    formedAt: text('formed_at').notNull(),
    demo: integer('demo', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('team_challenge').on(table.challengeId)],
)

const memberTable = sqliteTable(
  'team_member',
  {
    teamId: text('team_id').notNull(),
    personId: text('person_id').notNull(),
    role: text('role').$type<TeamRole>().notNull(),
    joinedAt: text('joined_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.personId] }),
    index('team_member_person').on(table.personId),
  ],
)

export const teamsProjection = projection<TeamEvent>({
  name: 'teams',
  version: 1,
  tables: [teamTable, memberTable],
  prepare(views) {
    const value = sql.placeholder
    const addTeam = views
      .insert(teamTable)
      .values({
        id: value('id'),
        revision: value('revision'),
        challengeId: value('challengeId'),
        name: value('name'),
        organisationId: value('organisationId'),
        formedAt: value('at'),
        demo: value('demo'),
      })
      .prepare()
    const addMember = views
      .insert(memberTable)
      .values({
        teamId: value('id'),
        personId: value('personId'),
        role: value('role'),
        joinedAt: value('at'),
      })
      .onConflictDoUpdate({
        target: [memberTable.teamId, memberTable.personId],
        set: { role: sql`excluded.role` },
      })
      .prepare()
    const removeMember = views
      .delete(memberTable)
      .where(and(eq(memberTable.teamId, value('id')), eq(memberTable.personId, value('personId'))))
      .prepare()
    const advance = views
      .update(teamTable)
      .set({ revision: sql`${value('revision')}` })
      .where(eq(teamTable.id, value('id')))
      .prepare()
    const changed = ({ revision, data }: Seen<Membership>, id: string) => {
      advance.run({ id, revision })
      return [`team:${id}`, `person:${data.personId}`]
    }

    return {
      TeamFormed({ revision, data, meta }, id) {
        const { challengeId, name, leadId, organisationId = null, demo = false } = data
        const { at } = meta
        addTeam.run({ id, revision, challengeId, name, organisationId, at, demo })
        addMember.run({ id, personId: leadId, role: 'lead', at })
        return [`team:${id}`, `challenge:${challengeId}`, `person:${leadId}`]
      },
      TeamMemberJoined(event, id) {
        const { personId, role } = event.data
        addMember.run({ id, personId, role, at: event.meta.at })
        return changed(event, id)
      },
      TeamMemberRemoved(event, id) {
        removeMember.run({ id, personId: event.data.personId })
        return changed(event, id)
      },
    }
  },
})

type Membership = Exclude<TeamEvent, { type: 'TeamFormed' }>

export const teams = queries((views) => {
  const value = sql.placeholder
  const one = views
    .select()
    .from(teamTable)
    .where(eq(teamTable.id, value('id')))
    .prepare()
  const members = views
    .select({ personId: memberTable.personId, role: memberTable.role, joinedAt: memberTable.joinedAt })
    .from(memberTable)
    .where(eq(memberTable.teamId, value('id')))
    .orderBy(asc(memberTable.joinedAt), sql`rowid`)
    .prepare()
  const ofChallenge = views
    .select({ id: teamTable.id, name: teamTable.name, organisationId: teamTable.organisationId })
    .from(teamTable)
    .where(eq(teamTable.challengeId, value('challengeId')))
    .orderBy(asc(teamTable.formedAt), asc(teamTable.id))
    .prepare()
  const ofPerson = views
    .select({
      id: teamTable.id,
      name: teamTable.name,
      challengeId: teamTable.challengeId,
      role: memberTable.role,
    })
    .from(memberTable)
    .innerJoin(teamTable, eq(teamTable.id, memberTable.teamId))
    .where(eq(memberTable.personId, value('personId')))
    .orderBy(asc(memberTable.joinedAt), asc(teamTable.id))
    .prepare()
  return {
    /** The team, or undefined. */
    get: (id: string) => one.get({ id }),
    /** Who is in it, the lead first, then as they joined. */
    members: (id: string) => members.all({ id }),
    ofChallenge: (challengeId: string) => ofChallenge.all({ challengeId }),
    /** The person's places, as they came by them. */
    ofPerson: (personId: string) => ofPerson.all({ personId }),
  }
})
