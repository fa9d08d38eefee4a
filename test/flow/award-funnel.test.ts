import { describe, expect, test } from 'vitest'
import { decideProcess } from '#src/process/decide.ts'
import { runProcess } from '#src/process/process-manager.ts'
import { openChallenge, REASON, type WorkHub, workHub, writtenProposal } from '#test/support/work-hub.ts'

/** Two proposals handed in, submissions closed, the first awarded and the second declined. */
async function awarded(hub: WorkHub, incubatorId?: string) {
  const { id, seeker } = await openChallenge(hub, incubatorId ? { incubatorId } : {})
  const winner = await writtenProposal(hub, id, '织网联队')
  const other = await writtenProposal(hub, id, '张力小组')
  const price = { amount: 68_000_000, currency: 'CNY' }
  await hub
    .as(winner.lead)
    .put(`/proposals/${winner.proposalId}/outline`, { title: '方案甲', summary: '', price, answers: [] })
  for (const { lead, proposalId } of [winner, other])
    await hub.as(lead).post(`/proposals/${proposalId}/submit`)
  await hub.as(seeker.adminId).post(`/challenges/${id}/close`, { note: '' })
  const decision = {
    awards: [{ proposalId: winner.proposalId, reason: REASON }],
    declines: [{ proposalId: other.proposalId, code: 'budget', reason: REASON }],
  }
  const answer = await hub.as(seeker.adminId).post(`/challenges/${id}/award`, decision)
  expect(answer.status).toBe(200)
  await hub.settled()
  const { projectId } = (await hub.as(winner.lead).get(`/proposals/${winner.proposalId}`)).body
  return { id, seeker, winner, other, projectId: String(projectId) }
}

const stagesOf = (body: Record<string, unknown>) =>
  Object.fromEntries(
    (body.stages as { stage: string; count: number }[])
      .filter(({ count }) => count > 0)
      .map(({ stage, count }) => [stage, count]),
  )

describe('an award', () => {
  test('tells every team its outcome and makes the awarded proposal a project', async () => {
    await using hub = await workHub()
    const { id, seeker, winner, other, projectId } = await awarded(hub)
    const won = (await hub.as(winner.lead).get(`/proposals/${winner.proposalId}`)).body
    expect(won).toMatchObject({ status: 'accepted', decision: { outcome: 'accepted', reason: REASON } })
    const lost = (await hub.as(other.lead).get(`/proposals/${other.proposalId}`)).body
    expect(lost).toMatchObject({ status: 'rejected', decision: { outcome: 'rejected', code: 'budget' } })
    const table = (await hub.as(seeker.adminId).get(`/challenges/${id}/proposals`)).body
    expect(table.items).toHaveLength(2)
    const project = (await hub.as(seeker.adminId).get(`/projects/${projectId}`)).body
    expect(project).toMatchObject({ title: { zh: '480目高强度不锈钢丝网织造' }, history: [], consents: [] })
    expect(project.waitingSince).toBeDefined()
    expect((await hub.as(other.lead).get(`/projects/${projectId}`)).status).toBe(404)
  })

  test('is carried out once, however often the log is read again', async () => {
    await using hub = await workHub()
    await awarded(hub)
    const before = await hub.log.head()
    hub.db.exec('DELETE FROM process_checkpoint')
    await using again = runProcess(hub.hub, hub.db, decideProcess(hub.log))
    await again.reached(before)
    expect(await hub.log.head()).toBe(before)
  })
})

describe('the incubator that the challenge names', () => {
  test('gets the project as a lead once the team consents, and may read the proposal then', async () => {
    await using hub = await workHub()
    const hatch = await hub.organisation('incubator', '石家庄孵化器')
    const { winner, projectId } = await awarded(hub, hatch.id)
    const manager = hub.as(hatch.adminId)
    expect(stagesOf((await manager.get(`/funnel?incubator=${hatch.id}`)).body)).toEqual({})
    expect((await manager.get(`/proposals/${winner.proposalId}`)).status).toBe(404)
    expect((await hub.as(winner.lead).get('/my/work')).body.consents).toEqual([
      {
        projectId,
        title: { zh: '480目高强度不锈钢丝网织造', en: '480-mesh weaving' },
        incubator: { id: hatch.id, name: { zh: '石家庄孵化器' } },
      },
    ])
    const answer = { incubatorId: hatch.id }
    expect((await manager.post(`/projects/${projectId}/consent`, answer)).status).toBe(403)
    expect((await hub.as(winner.lead).post(`/projects/${projectId}/consent`, answer)).status).toBe(200)
    const { body } = await manager.get('/funnel')
    expect(stagesOf(body)).toEqual({ lead: 1 })
    expect(body).toMatchObject({
      incubator: { id: hatch.id },
      items: [{ id: projectId, stage: 'lead', days: 0, canRead: true, value: { amount: 68_000_000 } }],
      waiting: [],
    })
    expect((body.stages as object[])[0]).toEqual({
      stage: 'lead',
      count: 1,
      value: [{ amount: 68_000_000, currency: 'CNY' }],
    })
    expect((await manager.get(`/proposals/${winner.proposalId}/html`)).status).toBe(200)
    expect((await hub.as(winner.lead).get('/my/work')).body.consents).toEqual([])
  })

  test('moves it through its stages; who looks at an old stage is told', async () => {
    await using hub = await workHub()
    const hatch = await hub.organisation('incubator', '石家庄孵化器')
    const { winner, projectId } = await awarded(hub, hatch.id)
    await hub.as(winner.lead).post(`/projects/${projectId}/consent`, { incubatorId: hatch.id })
    const manager = hub.as(hatch.adminId)
    const move = (from: string, to: string, note = '') =>
      manager.post(`/projects/${projectId}/move`, { from, to, note })
    expect((await move('lead', 'in_program')).body.code).toBe('stage-unreachable')
    expect((await move('lead', 'admitted', '答辩通过')).status).toBe(200)
    expect((await move('lead', 'applied')).body).toMatchObject({ code: 'stage-moved', stage: 'admitted' })
    expect((await move('admitted', 'failed')).body.code).toBe('invalid-input')
    hub.setNow('2026-11-25T09:00:00.000Z')
    const { body } = await manager.get('/funnel')
    expect(stagesOf(body)).toEqual({ admitted: 1 })
    expect(body.items).toMatchObject([{ stage: 'admitted', days: 3 }])
    expect((await manager.get(`/projects/${projectId}`)).body).toMatchObject({
      stage: 'admitted',
      my: { canMove: true, canConsent: false },
      history: [
        { stage: 'lead', note: '' },
        { stage: 'admitted', note: '答辩通过' },
      ],
    })
    expect(
      (
        await hub
          .as(winner.lead)
          .post(`/projects/${projectId}/move`, { from: 'admitted', to: 'exited', note: '走' })
      ).status,
    ).toBe(403)
  })
})

describe('the waiting list', () => {
  test('is open to verified incubators; the first to claim gets the project at once, its words when the team agrees', async () => {
    await using hub = await workHub()
    const [hatch, nest] = [
      await hub.organisation('incubator', '石家庄孵化器'),
      await hub.organisation('accelerator', '保定加速器'),
    ]
    const { winner, seeker, projectId } = await awarded(hub)
    const claim = (by: { id: string; adminId: string }) =>
      hub.as(by.adminId).post(`/projects/${projectId}/claim`, { incubatorId: by.id })
    expect((await hub.as(nest.adminId).get('/funnel')).body.waiting).toMatchObject([{ id: projectId }])
    expect((await claim(seeker)).status).toBe(403)
    expect((await claim(hatch)).status).toBe(200)
    expect((await claim(nest)).body.code).toBe('project-not-waiting')
    const { body } = await hub.as(hatch.adminId).get('/funnel')
    expect(body).toMatchObject({ items: [{ id: projectId, canRead: false }], waiting: [] })
    expect((await hub.as(hatch.adminId).get(`/proposals/${winner.proposalId}/html`)).status).toBe(404)
    await hub.as(winner.lead).post(`/projects/${projectId}/consent`, { incubatorId: hatch.id })
    expect((await hub.as(hatch.adminId).get(`/proposals/${winner.proposalId}/html`)).status).toBe(200)
  })

  test('takes back a project whose team declines; the declined incubator no longer sees it', async () => {
    await using hub = await workHub()
    const hatch = await hub.organisation('incubator', '石家庄孵化器')
    const nest = await hub.organisation('incubator', '保定孵化器')
    const { winner, projectId } = await awarded(hub, hatch.id)
    await hub.as(winner.lead).post(`/projects/${projectId}/decline`, { incubatorId: hatch.id })
    expect((await hub.as(hatch.adminId).get('/funnel')).body).toMatchObject({ items: [], waiting: [] })
    expect((await hub.as(nest.adminId).get('/funnel')).body.waiting).toMatchObject([{ id: projectId }])
  })

  test('is closed to everyone else', async () => {
    await using hub = await workHub()
    const hatch = await hub.organisation('incubator', '石家庄孵化器')
    const { seeker } = await openChallenge(hub)
    expect((await hub.as(seeker.adminId).get(`/funnel?incubator=${hatch.id}`)).status).toBe(404)
    expect((await hub.as(seeker.adminId).get('/funnel')).status).toBe(404)
    expect((await hub.as().get('/funnel')).status).toBe(401)
  })
})
