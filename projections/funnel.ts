import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IncubationStage, ProjectEvent } from '#events/project.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'
import { consentTable, projectTable } from './projects.ts'
import { proposalTable } from './proposals.ts'

/**
 * One row for each stay of a project at a stage, with the time it came and left,
 * so that the funnel can be asked how it looked on any day (architecture.md §6).
 */
const stayTable = sqliteTable(
  'funnel_stay',
  {
    projectId: text('project_id').notNull(),
    /** The revision that began it. */
    revision: integer('revision').notNull(),
    incubatorId: text('incubator_id').notNull(),
    stage: text('stage').$type<IncubationStage>().notNull(),
    enteredAt: text('entered_at').notNull(),
    /** Empty while it lasts. */
    leftAt: text('left_at'),
    note: text('note').notNull(),
    /** Who moved it there. */
    by: text('by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.revision] }),
    index('funnel_stay_incubator').on(table.incubatorId, table.leftAt),
  ],
)

export const funnelProjection = projection<ProjectEvent>({
  name: 'funnel',
  version: 1,
  tables: [stayTable],
  prepare(views) {
    const value = sql.placeholder
    const leave = views
      .update(stayTable)
      .set({ leftAt: sql`${value('at')}` })
      .where(and(eq(stayTable.projectId, value('id')), isNull(stayTable.leftAt)))
      .prepare()
    const enter = views
      .insert(stayTable)
      .values({
        projectId: value('id'),
        revision: value('revision'),
        incubatorId: value('incubatorId'),
        stage: value('stage'),
        enteredAt: value('at'),
        note: value('note'),
        by: value('by'),
      })
      .prepare()
    const when = ({ at, occurredAt }: { at: string; occurredAt?: string }) => occurredAt ?? at

    return {
      IncubationStarted({ revision, data, meta }, id) {
        const { incubatorId } = data
        enter.run({ id, revision, incubatorId, stage: 'lead', at: when(meta), note: '', by: meta.by })
        return `funnel:${incubatorId}`
      },
      IncubationStageMoved({ revision, data, meta }, id) {
        const { incubatorId, to: stage, note } = data
        leave.run({ id, at: when(meta) })
        enter.run({ id, revision, incubatorId, stage, at: when(meta), note, by: meta.by })
        return `funnel:${incubatorId}`
      },
      IncubationDeclined({ data, meta }, id) {
        leave.run({ id, at: when(meta) })
        return `funnel:${data.incubatorId}`
      },
    }
  },
})

export const funnel = queries((views) => {
  const value = sql.placeholder
  const items = views
    .select({
      id: projectTable.id,
      title: projectTable.title,
      revision: projectTable.revision,
      challengeId: projectTable.challengeId,
      proposalId: projectTable.proposalId,
      teamId: projectTable.teamId,
      seekerId: projectTable.seekerId,
      stage: stayTable.stage,
      enteredAt: stayTable.enteredAt,
      outline: proposalTable.outline,
      answer: consentTable.answer,
    })
    .from(stayTable)
    .innerJoin(projectTable, eq(projectTable.id, stayTable.projectId))
    .leftJoin(proposalTable, eq(proposalTable.id, projectTable.proposalId))
    .leftJoin(
      consentTable,
      and(eq(consentTable.projectId, projectTable.id), eq(consentTable.incubatorId, stayTable.incubatorId)),
    )
    .where(and(eq(stayTable.incubatorId, value('incubatorId')), isNull(stayTable.leftAt)))
    .orderBy(asc(stayTable.enteredAt), asc(projectTable.id))
    .prepare()
  const waiting = views
    .select({
      id: projectTable.id,
      title: projectTable.title,
      teamId: projectTable.teamId,
      seekerId: projectTable.seekerId,
      since: projectTable.waitingSince,
    })
    .from(projectTable)
    .leftJoin(
      consentTable,
      and(eq(consentTable.projectId, projectTable.id), eq(consentTable.incubatorId, value('incubatorId'))),
    )
    // A team that has declined this incubator is not shown to it again.
    .where(and(isNotNull(projectTable.waitingSince), isNull(consentTable.answer)))
    .orderBy(desc(projectTable.waitingSince), asc(projectTable.id))
    .prepare()
  const history = views
    .select({
      stage: stayTable.stage,
      at: stayTable.enteredAt,
      note: stayTable.note,
      by: stayTable.by,
      incubatorId: stayTable.incubatorId,
    })
    .from(stayTable)
    .where(eq(stayTable.projectId, value('projectId')))
    .orderBy(asc(stayTable.revision))
    .prepare()
  return {
    /** What stands in the incubator's funnel now, longest at its stage first. */
    items: (incubatorId: string) => items.all({ incubatorId }),
    /** What the incubator may claim, newest first. */
    waiting: (incubatorId: string) =>
      waiting.all({ incubatorId }).map(({ since, ...rest }) => ({ ...rest, since: since ?? '' })),
    /** Every stage the project has stood at, in order. */
    history: (projectId: string) => history.all({ projectId }),
  }
})
