import { expect, test } from 'vitest'
import { openDatabase } from '#src/platform/sqlite.ts'
import { openProjector } from '#src/projector/projector.ts'
import { openChallenge, REASON, workHub, writtenProposal } from '#test/support/work-hub.ts'
import { funnelProjection } from './funnel.ts'
import { projectsProjection } from './projects.ts'
import { proposalsProjection } from './proposals.ts'
import { teamsProjection } from './teams.ts'

const TABLES = ['team', 'team_member', 'proposal', 'project', 'project_consent', 'funnel_stay']

test('[PR2] [PR3] teams, proposals, projects and the funnel come out the same when rebuilt in one go', async () => {
  await using hub = await workHub()
  const hatch = await hub.organisation('incubator', '石家庄孵化器')
  const { id, seeker } = await openChallenge(hub, { incubatorId: hatch.id })
  const { lead, proposalId, teamId } = await writtenProposal(hub, id, '织网联队')
  const gone = await writtenProposal(hub, id, '退出队')
  await hub.record(`team-${teamId}`, 'TeamMemberJoined', { personId: hatch.adminId, role: 'advisor' })
  await hub.record(`team-${teamId}`, 'TeamMemberRemoved', { personId: hatch.adminId, how: 'left' })
  await hub.as(lead).post(`/proposals/${proposalId}/submit`)
  await hub.as(lead).post(`/proposals/${proposalId}/recall`)
  await hub.as(lead).post(`/proposals/${proposalId}/submit`)
  await hub.as(gone.lead).post(`/proposals/${gone.proposalId}/withdraw`, { reason: '' })
  await hub.as(seeker.adminId).post(`/challenges/${id}/close`, { note: '' })
  await hub
    .as(seeker.adminId)
    .post(`/challenges/${id}/award`, { awards: [{ proposalId, reason: REASON }], declines: [] })
  await hub.settled()
  const { projectId } = (await hub.as(lead).get(`/proposals/${proposalId}`)).body
  await hub.as(lead).post(`/projects/${projectId}/consent`, { incubatorId: hatch.id })
  await hub.as(hatch.adminId).post(`/projects/${projectId}/move`, { from: 'lead', to: 'applied' })
  await hub.settled()

  const fresh = openDatabase(':memory:', { durable: false })
  const read = [teamsProjection, proposalsProjection, projectsProjection, funnelProjection]
  await using projector = openProjector(fresh, hub.log, read, (error) => {
    throw error
  })
  await projector.start()
  for (const table of TABLES) {
    const rows = (db: typeof fresh) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()
    expect(rows(fresh), table).toEqual(rows(hub.db))
    expect(rows(fresh).length, table).toBeGreaterThan(0)
  }
  const stays = fresh
    .prepare('SELECT stage, left_at IS NULL AS lasting FROM funnel_stay ORDER BY revision')
    .all()
  expect(stays).toEqual([
    { stage: 'lead', lasting: 0 },
    { stage: 'applied', lasting: 1 },
  ])
})
