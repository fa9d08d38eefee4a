import { eq, sql } from 'drizzle-orm'
import type { Views } from '#src/projector/projection.ts'
import { challengeOrganisation, challengeTable, challengeTeam } from './challenge-tables.ts'

/** Every write of the challenges read model, prepared once. */
export function challengeStatements(views: Views) {
  const value = sql.placeholder
  const json = (name: string) => sql`${value(name)}`
  const insert = views
    .insert(challengeTable)
    .values({
      id: value('id'),
      revision: value('revision'),
      seekerId: value('seekerId'),
      status: value('status'),
      visibility: value('visibility'),
      mode: value('mode'),
      cluster: value('cluster'),
      title: value('title'),
      summary: value('summary'),
      brief: value('brief'),
      imported: value('imported'),
      prize: value('prize'),
      deadline: value('deadline'),
      closesAt: value('closesAt'),
      publishedAt: value('publishedAt'),
      timeline: value('timeline'),
      demo: value('demo'),
    })
    .prepare()
  const setBrief = views
    .update(challengeTable)
    .set({
      brief: json('brief'),
      title: json('title'),
      summary: json('summary'),
      deadline: json('deadline'),
      mode: sql`${value('mode')}`,
      cluster: sql`${value('cluster')}`,
      visibility: sql`${value('visibility')}`,
      closesAt: sql`${value('closesAt')}`,
    })
    .where(eq(challengeTable.id, value('id')))
    .prepare()
  const current = views
    .select()
    .from(challengeTable)
    .where(eq(challengeTable.id, value('id')))
    .prepare()
  const note = views
    .update(challengeTable)
    .set({
      revision: sql`${value('revision')}`,
      timeline: sql`json_insert(timeline, '$[#]', json(${value('entry')}))`,
    })
    .where(eq(challengeTable.id, value('id')))
    .prepare()
  const setStatus = views
    .update(challengeTable)
    .set({
      status: sql`${value('status')}`,
      publishedAt: sql`coalesce(${value('publishedAt')}, published_at)`,
      submittedAt: sql`coalesce(${value('submittedAt')}, submitted_at)`,
      closesAt: sql`coalesce(${value('closesAt')}, closes_at)`,
      moderation: sql`${value('moderation')}`,
      award: sql`coalesce(${value('award')}, award)`,
    })
    .where(eq(challengeTable.id, value('id')))
    .prepare()
  const putOrganisation = views
    .insert(challengeOrganisation)
    .values({ id: value('id'), name: value('name'), kind: value('kind') })
    .onConflictDoUpdate({
      target: challengeOrganisation.id,
      set: { name: sql`excluded.name`, kind: sql`excluded.kind` },
    })
    .prepare()
  const verify = views
    .update(challengeOrganisation)
    .set({ verified: sql`1` })
    .where(eq(challengeOrganisation.id, value('id')))
    .prepare()
  const addTeam = views
    .insert(challengeTeam)
    .values({
      id: value('id'),
      challengeId: value('challengeId'),
      name: value('name'),
      organisationId: value('organisationId'),
    })
    .prepare()
  const setProposal = views
    .update(challengeTeam)
    .set({ proposalId: sql`${value('proposalId')}` })
    .where(eq(challengeTeam.id, value('id')))
    .prepare()
  const setSubmitted = views
    .update(challengeTeam)
    .set({ submitted: sql`${value('submitted')}` })
    .where(eq(challengeTeam.proposalId, value('proposalId')))
    .returning({ challengeId: challengeTeam.challengeId })
    .prepare()
  const count = views
    .update(challengeTable)
    .set({
      teams: sql`(SELECT count(*) FROM challenge_team WHERE challenge_id = ${value('id')})`,
      proposals: sql`(SELECT count(*) FROM challenge_team WHERE challenge_id = ${value('id')} AND submitted)`,
    })
    .where(eq(challengeTable.id, value('id')))
    .prepare()
  return {
    insert,
    setBrief,
    current,
    note,
    setStatus,
    putOrganisation,
    verify,
    addTeam,
    setProposal,
    setSubmitted,
    count,
  }
}
