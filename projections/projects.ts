import { and, asc, eq, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Bilingual } from '#events/define.ts'
import type { IncubationStage, ProjectEvent } from '#events/project.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

/** Projects as they stand: who carries them, and whom the team has let in. */
export const projectTable = sqliteTable(
  'project',
  {
    id: text('id').primaryKey(),
    /** Of the stream, for If-Match. */
    revision: integer('revision').notNull(),
    challengeId: text('challenge_id').notNull(),
    proposalId: text('proposal_id').notNull(),
    teamId: text('team_id').notNull(),
    seekerId: text('seeker_id').notNull(),
    title: text('title', { mode: 'json' }).$type<Bilingual>().notNull(),
    /** Named by the challenge. */
    namedId: text('named_id'),
    /** In whose funnel it stands, at which stage. */
    carrierId: text('carrier_id'),
    stage: text('stage').$type<IncubationStage>(),
    /** Since when any incubator may claim it. */
    waitingSince: text('waiting_since'),
    initiatedAt: text('initiated_at').notNull(),
    demo: integer('demo', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('project_proposal').on(table.proposalId),
    index('project_team').on(table.teamId),
    index('project_waiting').on(table.waitingSince),
  ],
)

export type Answer = 'asked' | 'consented' | 'declined'

/** What the team has answered each incubator that was named or that claimed. */
export const consentTable = sqliteTable(
  'project_consent',
  {
    projectId: text('project_id').notNull(),
    incubatorId: text('incubator_id').notNull(),
    answer: text('answer').$type<Answer>().notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.incubatorId] })],
)

/** Reading rights follow from consents, so it denies when it breaks (PR5). */
export const projectsProjection = projection<ProjectEvent>({
  name: 'projects',
  version: 1,
  permission: true,
  tables: [projectTable, consentTable],
  prepare(views) {
    const value = sql.placeholder
    const set = (name: string) => sql`${value(name)}`
    const insert = views
      .insert(projectTable)
      .values({
        id: value('id'),
        revision: value('revision'),
        challengeId: value('challengeId'),
        proposalId: value('proposalId'),
        teamId: value('teamId'),
        seekerId: value('seekerId'),
        title: value('title'),
        namedId: value('namedId'),
        waitingSince: value('waitingSince'),
        initiatedAt: value('at'),
        demo: value('demo'),
      })
      .prepare()
    const answer = views
      .insert(consentTable)
      .values({
        projectId: value('id'),
        incubatorId: value('incubatorId'),
        answer: value('answer'),
        at: value('at'),
      })
      .onConflictDoUpdate({
        target: [consentTable.projectId, consentTable.incubatorId],
        set: { answer: sql`excluded.answer`, at: sql`excluded.at` },
      })
      .prepare()
    const setCarrier = views
      .update(projectTable)
      .set({ carrierId: set('incubatorId'), stage: set('stage'), waitingSince: set('waitingSince') })
      .where(eq(projectTable.id, value('id')))
      .prepare()
    const advance = views
      .update(projectTable)
      .set({ revision: set('revision') })
      .where(eq(projectTable.id, value('id')))
      .returning({ teamId: projectTable.teamId, proposalId: projectTable.proposalId })
      .prepare()

    const changed = (revision: number, id: string) => {
      const row = advance.get({ id, revision })
      return row ? [`project:${id}`, `team:${row.teamId}`, `proposal:${row.proposalId}`] : [`project:${id}`]
    }

    return {
      ProjectInitiated({ revision, data, meta }, id) {
        const { incubatorId, demo = false, ...rest } = data
        const { at } = meta
        insert.run({
          id,
          revision,
          ...rest,
          namedId: incubatorId ?? null,
          waitingSince: incubatorId ? null : at,
          at,
          demo,
        })
        if (incubatorId) answer.run({ id, incubatorId, answer: 'asked', at })
        return [...changed(revision, id), `challenge:${data.challengeId}`, 'funnel']
      },
      IncubationConsented({ revision, data, meta }, id) {
        answer.run({ id, incubatorId: data.incubatorId, answer: 'consented', at: meta.at })
        return changed(revision, id)
      },
      IncubationDeclined({ revision, data, meta }, id) {
        const { incubatorId } = data
        answer.run({ id, incubatorId, answer: 'declined', at: meta.at })
        // Only one incubator at a time can be asked: the one that carries it, or the one named for it.
        setCarrier.run({ id, incubatorId: null, stage: null, waitingSince: meta.at })
        return [...changed(revision, id), 'funnel', `funnel:${incubatorId}`]
      },
      ProjectClaimed({ revision, data, meta }, id) {
        answer.run({ id, incubatorId: data.incubatorId, answer: 'asked', at: meta.at })
        return [...changed(revision, id), 'funnel']
      },
      IncubationStarted({ revision, data }, id) {
        const { incubatorId } = data
        setCarrier.run({ id, incubatorId, stage: 'lead', waitingSince: null })
        return [...changed(revision, id), `funnel:${incubatorId}`]
      },
      IncubationStageMoved({ revision, data }, id) {
        const { incubatorId, to } = data
        setCarrier.run({ id, incubatorId, stage: to, waitingSince: null })
        return [...changed(revision, id), `funnel:${incubatorId}`]
      },
    }
  },
})

export const projects = queries((views) => {
  const value = sql.placeholder
  const one = views
    .select()
    .from(projectTable)
    .where(eq(projectTable.id, value('id')))
    .prepare()
  const ofProposal = views
    .select()
    .from(projectTable)
    .where(eq(projectTable.proposalId, value('proposalId')))
    .prepare()
  const answers = views
    .select({ incubatorId: consentTable.incubatorId, answer: consentTable.answer, at: consentTable.at })
    .from(consentTable)
    .where(eq(consentTable.projectId, value('id')))
    .orderBy(asc(consentTable.at))
    .prepare()
  const readers = views
    .select({ incubatorId: consentTable.incubatorId })
    .from(consentTable)
    .innerJoin(projectTable, eq(projectTable.id, consentTable.projectId))
    .where(and(eq(projectTable.proposalId, value('proposalId')), eq(consentTable.answer, 'consented')))
    .prepare()
  const asked = views
    .select({
      projectId: projectTable.id,
      title: projectTable.title,
      incubatorId: consentTable.incubatorId,
    })
    .from(projectTable)
    .innerJoin(consentTable, eq(consentTable.projectId, projectTable.id))
    .where(and(eq(projectTable.teamId, value('teamId')), eq(consentTable.answer, 'asked')))
    .orderBy(asc(consentTable.at))
    .prepare()
  return {
    /** The project, or undefined. */
    get: (id: string) => one.get({ id }),
    ofProposal: (proposalId: string) => ofProposal.get({ proposalId }),
    /** The team's answers so far. */
    answers: (id: string) => answers.all({ id }),
    /** Incubators that may read the proposal's words. */
    readers: (proposalId: string) => readers.all({ proposalId }).map(({ incubatorId }) => incubatorId),
    /** What the team has not answered yet. */
    asked: (teamId: string) => asked.all({ teamId }),
  }
})
