import { and, eq, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { InvitationEvent } from '#events/invitation.ts'
import type { OperatorEvent } from '#events/operator.ts'
import type { OrganisationEvent, OrganisationKind, OrganisationRole } from '#events/organisation.ts'
import type { TeamEvent, TeamRole } from '#events/team.ts'
import type { Person } from '#src/policy/actor.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

/** What each person's rights follow from: memberships, team places and the operator's desk. */
const organisationStanding = sqliteTable('standing_organisation', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<OrganisationKind>().notNull(),
  verified: integer('verified', { mode: 'boolean' }).notNull().default(false),
})

const member = sqliteTable(
  'standing_member',
  {
    organisationId: text('organisation_id').notNull(),
    personId: text('person_id').notNull(),
    role: text('role').$type<OrganisationRole>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.personId] }),
    index('standing_member_person').on(table.personId),
  ],
)

const teamPlace = sqliteTable(
  'standing_team_place',
  {
    teamId: text('team_id').notNull(),
    challengeId: text('challenge_id').notNull(),
    personId: text('person_id').notNull(),
    role: text('role').$type<TeamRole>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.personId] }),
    index('standing_team_place_person').on(table.personId),
  ],
)

const teamChallenge = sqliteTable('standing_team', {
  id: text('id').primaryKey(),
  challengeId: text('challenge_id').notNull(),
})

const operatorDesk = sqliteTable('standing_operator', { personId: text('person_id').primaryKey() })

export const standingProjection = projection<OrganisationEvent | TeamEvent | OperatorEvent | InvitationEvent>(
  {
    name: 'standing',
    version: 1,
    permission: true,
    tables: [organisationStanding, member, teamPlace, teamChallenge, operatorDesk],
    prepare(views) {
      const value = sql.placeholder
      const addOrganisation = views
        .insert(organisationStanding)
        .values({ id: value('id'), kind: value('kind') })
        .prepare()
      const setKind = views
        .update(organisationStanding)
        .set({ kind: sql`${value('kind')}` })
        .where(eq(organisationStanding.id, value('id')))
        .prepare()
      const verify = views
        .update(organisationStanding)
        .set({ verified: sql`1` })
        .where(eq(organisationStanding.id, value('id')))
        .prepare()
      const addMember = views
        .insert(member)
        .values({ organisationId: value('id'), personId: value('personId'), role: value('role') })
        .onConflictDoUpdate({
          target: [member.organisationId, member.personId],
          set: { role: sql`excluded.role` },
        })
        .prepare()
      const removeMember = views
        .delete(member)
        .where(and(eq(member.organisationId, value('id')), eq(member.personId, value('personId'))))
        .prepare()
      const addTeam = views
        .insert(teamChallenge)
        .values({ id: value('id'), challengeId: value('challengeId') })
        .prepare()
      const addPlace = views
        .insert(teamPlace)
        .values({
          teamId: value('id'),
          challengeId: sql`(SELECT challenge_id FROM standing_team WHERE id = ${value('id')})`,
          personId: value('personId'),
          role: value('role'),
        })
        .prepare()
      const removePlace = views
        .delete(teamPlace)
        .where(and(eq(teamPlace.teamId, value('id')), eq(teamPlace.personId, value('personId'))))
        .prepare()
      const addOperator = views
        .insert(operatorDesk)
        .values({ personId: value('personId') })
        .onConflictDoNothing()
        .prepare()
      const removeOperator = views
        .delete(operatorDesk)
        .where(eq(operatorDesk.personId, value('personId')))
        .prepare()
      /** Live connections of these people look at their rights again. */
      const touched = (personId: string) => `rights:${personId}`

      return {
        OrganisationRegistered({ data }, id) {
          addOrganisation.run({ id, kind: data.kind })
          addMember.run({ id, personId: data.adminId, role: 'admin' })
          return touched(data.adminId)
        },
        OrganisationImported: ({ data }, id) => void addOrganisation.run({ id, kind: data.kind }),
        OrganisationProfileChanged: ({ data }, id) => void setKind.run({ id, kind: data.kind }),
        OrganisationVerified({ meta }, id) {
          verify.run({ id })
          return ['rights', touched(meta.by)]
        },
        MemberJoined({ data }, id) {
          addMember.run({ id, personId: data.personId, role: data.role })
          return touched(data.personId)
        },
        MemberRoleChanged({ data }, id) {
          addMember.run({ id, personId: data.personId, role: data.role })
          return touched(data.personId)
        },
        MemberRemoved({ data }, id) {
          removeMember.run({ id, personId: data.personId })
          return touched(data.personId)
        },
        TeamFormed({ data }, id) {
          addTeam.run({ id, challengeId: data.challengeId })
          addPlace.run({ id, personId: data.leadId, role: 'lead' })
          return touched(data.leadId)
        },
        TeamMemberJoined({ data }, id) {
          addPlace.run({ id, personId: data.personId, role: data.role })
          return touched(data.personId)
        },
        TeamMemberRemoved({ data }, id) {
          removePlace.run({ id, personId: data.personId })
          return touched(data.personId)
        },
        OperatorGranted({ data }) {
          addOperator.run({ personId: data.personId })
          return touched(data.personId)
        },
        OperatorRevoked({ data }) {
          removeOperator.run({ personId: data.personId })
          return touched(data.personId)
        },
      }
    },
  },
)

/** Standing of people, read at every request. */
export const standing = queries((views) => {
  const person = sql.placeholder('personId')
  const memberships = views
    .select({
      id: member.organisationId,
      kind: organisationStanding.kind,
      role: member.role,
      verified: organisationStanding.verified,
    })
    .from(member)
    .innerJoin(organisationStanding, eq(organisationStanding.id, member.organisationId))
    .where(eq(member.personId, person))
    .prepare()
  const places = views
    .select({ id: teamPlace.teamId, challengeId: teamPlace.challengeId, role: teamPlace.role })
    .from(teamPlace)
    .where(eq(teamPlace.personId, person))
    .prepare()
  const operators = views.select().from(operatorDesk).where(eq(operatorDesk.personId, person)).prepare()
  const anyOperator = views.select().from(operatorDesk).limit(1).prepare()
  return {
    /** Everything `can()` needs to know about a person. */
    actor: (personId: string): Person => ({
      kind: 'person',
      id: personId,
      operator: operators.get({ personId }) !== undefined,
      organisations: memberships.all({ personId }),
      teams: places.all({ personId }),
    }),
    /** Whether anyone runs this hub yet. */
    hasOperator: () => anyOperator.get() !== undefined,
  }
})
