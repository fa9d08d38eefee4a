import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { declineCode } from '#events/challenge.ts'
import type { Outline, ProposalEvent } from '#events/proposal.ts'
import type { ProposalStatus } from '#src/policy/can.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

/** Proposals with their figures and how far they are. Their words are documents. */
export const proposalTable = sqliteTable(
  'proposal',
  {
    id: text('id').primaryKey(),
    /** Of the stream, for If-Match. */
    revision: integer('revision').notNull(),
    challengeId: text('challenge_id').notNull(),
    teamId: text('team_id').notNull(),
    documentId: text('document_id').notNull(),
    status: text('status').$type<ProposalStatus>().notNull(),
    outline: text('outline', { mode: 'json' }).$type<Outline>().notNull(),
    startedAt: text('started_at').notNull(),
    /** Of the last submission; empty again once recalled. */
    submittedAt: text('submitted_at'),
    documentRevision: integer('document_revision'),
    documentHash: text('document_hash'),
    characters: integer('characters'),
    code: text('code').$type<(typeof declineCode)['options'][number]>(),
    reason: text('reason'),
    decidedAt: text('decided_at'),
    demo: integer('demo', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('proposal_challenge').on(table.challengeId),
    index('proposal_team').on(table.teamId),
    index('proposal_document').on(table.documentId),
  ],
)

export type ProposalRow = typeof proposalTable.$inferSelect

/** Rights to a document follow from the status, so it denies when it breaks (PR5). */
export const proposalsProjection = projection<ProposalEvent>({
  name: 'proposals',
  version: 1,
  permission: true,
  tables: [proposalTable],
  prepare(views) {
    const value = sql.placeholder
    const set = (name: string) => sql`${value(name)}`
    const { challengeId, teamId, documentId } = proposalTable
    const insert = views
      .insert(proposalTable)
      .values({
        id: value('id'),
        revision: value('revision'),
        challengeId: value('challengeId'),
        teamId: value('teamId'),
        documentId: value('documentId'),
        status: 'co_editing',
        outline: value('outline'),
        startedAt: value('at'),
        demo: value('demo'),
      })
      .prepare()
    const setOutline = views
      .update(proposalTable)
      .set({ outline: set('outline'), revision: set('revision') })
      .where(eq(proposalTable.id, value('id')))
      .returning({ challengeId, teamId })
      .prepare()
    const setSubmission = views
      .update(proposalTable)
      .set({
        submittedAt: set('at'),
        documentRevision: set('documentRevision'),
        documentHash: set('documentHash'),
        characters: set('characters'),
      })
      .where(eq(proposalTable.id, value('id')))
      .prepare()
    const setDecision = views
      .update(proposalTable)
      .set({ code: set('code'), reason: set('reason'), decidedAt: set('at') })
      .where(eq(proposalTable.id, value('id')))
      .prepare()
    const setStatus = views
      .update(proposalTable)
      .set({ status: set('status'), revision: set('revision') })
      .where(eq(proposalTable.id, value('id')))
      .returning({ challengeId, teamId, documentId })
      .prepare()

    /** Whoever has the document open may have won or lost the right to write it. */
    const moved = (id: string, revision: number, status: ProposalStatus) => {
      const row = setStatus.get({ id, revision, status })
      return [...touched(id, row), ...(row ? [`rights:document:${row.documentId}`] : [])]
    }
    const notSubmitted = { at: null, documentRevision: null, documentHash: null, characters: null }

    return {
      ProposalStarted({ revision, data, meta }, id) {
        const { demo = false, ...rest } = data
        insert.run({ id, revision, ...rest, demo, at: meta.at })
        return touched(id, data)
      },
      ProposalOutlined({ revision, data }, id) {
        const row = setOutline.get({ id, revision, outline: JSON.stringify(data.outline) })
        // How busily a team writes is not for everyone who watches the challenge.
        return row ? [`proposal:${id}`, `team:${row.teamId}`] : [`proposal:${id}`]
      },
      ProposalSubmitted({ revision, data, meta }, id) {
        setSubmission.run({ id, ...data, at: meta.at })
        return moved(id, revision, 'submitted')
      },
      ProposalRecalled({ revision }, id) {
        setSubmission.run({ id, ...notSubmitted })
        return moved(id, revision, 'co_editing')
      },
      ProposalWithdrawn: ({ revision }, id) => moved(id, revision, 'withdrawn'),
      ProposalAccepted({ revision, data, meta }, id) {
        setDecision.run({ id, code: null, reason: data.reason, at: meta.at })
        return moved(id, revision, 'accepted')
      },
      ProposalRejected({ revision, data, meta }, id) {
        setDecision.run({ id, code: data.code, reason: data.reason, at: meta.at })
        return moved(id, revision, 'rejected')
      },
    }
  },
})

const touched = (id: string, row: { challengeId: string; teamId: string } | undefined) =>
  row ? [`proposal:${id}`, `team:${row.teamId}`, `challenge:${row.challengeId}`] : [`proposal:${id}`]

export const proposals = queries((views) => {
  const value = sql.placeholder
  const all = () => views.select().from(proposalTable)
  const one = all()
    .where(eq(proposalTable.id, value('id')))
    .prepare()
  const ofTeam = all()
    .where(eq(proposalTable.teamId, value('teamId')))
    .prepare()
  const ofDocument = all()
    .where(eq(proposalTable.documentId, value('documentId')))
    .prepare()
  const ofChallenge = all()
    .where(eq(proposalTable.challengeId, value('challengeId')))
    .orderBy(asc(proposalTable.submittedAt), asc(proposalTable.startedAt), asc(proposalTable.id))
    .prepare()
  const countIn = (...status: ProposalStatus[]) =>
    views
      .select({ count: sql<number>`count(*)` })
      .from(proposalTable)
      .where(and(eq(proposalTable.challengeId, value('challengeId')), inArray(proposalTable.status, status)))
      .prepare()
  const drafting = countIn('co_editing')
  const handedIn = countIn('submitted', 'accepted', 'rejected')
  return {
    /** The proposal, or undefined. */
    get: (id: string): ProposalRow | undefined => one.get({ id }),
    ofTeam: (teamId: string): ProposalRow | undefined => ofTeam.get({ teamId }),
    ofDocument: (documentId: string): ProposalRow | undefined => ofDocument.get({ documentId }),
    /** Every proposal to the challenge, drafts and withdrawn ones too, in the order they were handed in. */
    ofChallenge: (challengeId: string): ProposalRow[] => ofChallenge.all({ challengeId }),
    /** How many are still being written. */
    drafting: (challengeId: string): number => drafting.get({ challengeId })?.count ?? 0,
    /** How many were handed in, decided ones too. */
    handedIn: (challengeId: string): number => handedIn.get({ challengeId })?.count ?? 0,
  }
})
