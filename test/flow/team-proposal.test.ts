import { describe, expect, test } from 'vitest'
import { newId } from '#src/platform/ids.ts'
import { openChallenge, WORDS, workHub, writtenProposal } from '#test/support/work-hub.ts'

describe('teams', () => {
  test('form around an open challenge, once for each person, and never in the seeker’s own house', async () => {
    await using hub = await workHub()
    const { id, seeker } = await openChallenge(hub)
    const lin = newId()
    const formed = await hub.as(lin).post(`/challenges/${id}/teams`, { name: '织网联队' })
    expect(formed.status).toBe(200)
    expect(formed.headers.get('ETag')).toBe('"0"')
    expect((await hub.as(lin).post(`/challenges/${id}/teams`, { name: '又一队' })).body.code).toBe(
      'already-in-team',
    )
    expect((await hub.as(seeker.adminId).post(`/challenges/${id}/teams`, { name: '自答' })).body.code).toBe(
      'own-challenge',
    )
    expect((await hub.as().post(`/challenges/${id}/teams`, { name: '路人' })).body.code).toBe('sign-in-first')
    expect((await hub.as(lin).post(`/challenges/${newId()}/teams`, { name: '空' })).status).toBe(404)
    const stranger = await hub.as(newId()).get(`/teams/${formed.body.id}`)
    expect(stranger.body).toMatchObject({ name: '织网联队', my: null })
    expect(stranger.body.members).toBeUndefined()
    const own = await hub.as(lin).get(`/teams/${formed.body.id}`)
    expect(own.body).toMatchObject({ my: { role: 'lead' }, members: [{ personId: lin, role: 'lead' }] })
  })

  test('act for an organisation only when their lead belongs to it', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const university = await hub.organisation('university', '河北工业大学')
    const foreign = { name: '冒名队', organisationId: university.id }
    expect((await hub.as(newId()).post(`/challenges/${id}/teams`, foreign)).status).toBe(403)
    const formed = await hub.as(university.adminId).post(`/challenges/${id}/teams`, foreign)
    expect((await hub.as().get(`/teams/${formed.body.id}`)).body.organisation).toEqual({
      id: university.id,
      name: { zh: '河北工业大学' },
    })
  })

  test('let members leave and leads remove, but not the lead go', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const { lead, teamId } = await writtenProposal(hub, id, '织网联队')
    const [wu, zhao] = [newId(), newId()]
    for (const personId of [wu, zhao])
      await hub.record(`team-${teamId}`, 'TeamMemberJoined', { personId, role: 'member' })
    const place = (personId: string) => `/teams/${teamId}/members/${personId}`
    expect((await hub.as(wu).delete(place(zhao))).body.code).toBe('not-allowed')
    expect((await hub.as(wu).delete(place(wu))).status).toBe(200)
    expect((await hub.as(lead).delete(place(zhao))).status).toBe(200)
    expect((await hub.as(lead).delete(place(lead))).body.code).toBe('lead-cannot-leave')
    expect((await hub.as(lead).get(`/teams/${teamId}`)).body.members).toHaveLength(1)
  })
})

describe('a proposal', () => {
  test('is written, handed in once it says something, taken back and handed in again', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const lead = newId()
    const team = await hub.as(lead).post(`/challenges/${id}/teams`, { name: '织网联队' })
    const started = await hub.as(lead).post(`/teams/${team.body.id}/proposal`, { title: '480目织造方案' })
    expect(started.status).toBe(200)
    expect((await hub.as(lead).post(`/teams/${team.body.id}/proposal`, { title: '第二份' })).body.code).toBe(
      'proposal-exists',
    )
    const path = `/proposals/${started.body.id}`
    expect((await hub.as(lead).post(`${path}/submit`)).body.code).toBe('proposal-empty')

    const outline = {
      title: '480目织造方案',
      summary: '伺服张力闭环',
      price: { amount: 68_000_000, currency: 'CNY' },
      months: 9,
      answers: [{ mustHaveId: 'm1', met: 'yes', note: '小试已达到' }],
    }
    expect((await hub.as(lead).put(`${path}/outline`, outline)).status).toBe(200)
    expect((await hub.as(lead).put(`${path}/outline`, { ...outline, months: 0 })).status).toBe(422)
    const { documentId } = (await hub.as(lead).get(path)).body
    await hub.write(String(documentId), WORDS)
    expect((await hub.as(lead).post(`${path}/submit`)).status).toBe(200)

    const page = (await hub.as(lead).get(path)).body
    expect(page).toMatchObject({
      status: 'submitted',
      outline,
      submitted: { documentRevision: 1, characters: [...WORDS].length },
      my: { canWrite: false, canSubmit: false, canRead: true },
      challenge: { mustHaves: [{ id: 'm1' }], status: 'open' },
    })
    expect((await hub.as(lead).put(`${path}/outline`, outline)).body.code).toBe('proposal-not-open')

    expect((await hub.as(lead).post(`${path}/recall`)).status).toBe(200)
    const again = (await hub.as(lead).get(path)).body
    expect(again).toMatchObject({ status: 'co_editing', my: { canWrite: true, canSubmit: true } })
    expect(again.submitted).toBeUndefined()
    expect((await hub.as(lead).post(`${path}/submit`)).status).toBe(200)
  })

  test('shows the words that were handed in, whatever was typed in the same moment', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const { lead, proposalId, documentId } = await writtenProposal(hub, id, '织网联队')
    await hub.as(lead).post(`/proposals/${proposalId}/submit`)
    await hub.write(documentId, '<b>事后补写</b>')
    const { html, text } = (await hub.as(lead).get(`/proposals/${proposalId}/html`)).body
    expect(text).toBe(WORDS)
    expect(html).toBe(`<p>${WORDS}</p>`)
  })

  test('is for its team to write and for its lead to hand in; to others it does not exist', async () => {
    await using hub = await workHub()
    const { id, seeker } = await openChallenge(hub)
    const { proposalId, teamId } = await writtenProposal(hub, id, '织网联队')
    const [member, advisor] = [newId(), newId()]
    await hub.record(`team-${teamId}`, 'TeamMemberJoined', { personId: member, role: 'member' })
    await hub.record(`team-${teamId}`, 'TeamMemberJoined', { personId: advisor, role: 'advisor' })
    const path = `/proposals/${proposalId}`
    expect((await hub.as(member).post(`${path}/submit`)).body.code).toBe('not-allowed')
    expect((await hub.as(member).get(path)).body).toMatchObject({ my: { canWrite: true, canSubmit: false } })
    expect((await hub.as(advisor).get(path)).body).toMatchObject({ my: { canWrite: false, canRead: true } })
    for (const outsider of [undefined, newId(), seeker.adminId]) {
      expect((await hub.as(outsider).get(path)).status).toBe(404)
      expect((await hub.as(outsider).get(`${path}/html`)).status).toBe(404)
    }
    expect((await hub.as(newId()).post(`${path}/withdraw`, { reason: '' })).status).toBe(404)
  })

  test('is refused from the instant of the deadline on', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const { lead, proposalId } = await writtenProposal(hub, id, '织网联队')
    hub.setNow('2026-12-31T16:00:00.000Z')
    expect((await hub.as(lead).post(`/proposals/${proposalId}/submit`)).body.code).toBe('submissions-closed')
  })

  test('shows up in the work of its team', async () => {
    await using hub = await workHub()
    const { id, seeker } = await openChallenge(hub)
    const { lead, teamId, proposalId } = await writtenProposal(hub, id, '织网联队')
    expect((await hub.as(lead).get('/my/work')).body).toMatchObject({
      teams: [{ id: teamId, role: 'lead', challenge: { id, status: 'open' }, proposal: { id: proposalId } }],
      consents: [],
    })
    await hub.as(seeker.adminId).post(`/challenges/${id}/withdraw`, { reason: '需求变化' })
    expect((await hub.as(lead).post(`/proposals/${proposalId}/submit`)).body.code).toBe('submissions-closed')
  })
})

describe('a request that is sent twice under one key', () => {
  test('acts once and is answered alike', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const lead = hub.as(newId())
    const twice = async (path: string, body: object) => {
      const key = { 'Idempotency-Key': newId() }
      const first = await lead.post(path, body, key)
      const head = await hub.log.head()
      const second = await lead.post(path, body, key)
      expect(first.status).toBe(200)
      expect(second.body).toEqual(first.body)
      expect(await hub.log.head()).toBe(head)
      return String(first.body.id)
    }
    const teamId = await twice(`/challenges/${id}/teams`, { name: '织网联队' })
    const proposalId = await twice(`/teams/${teamId}/proposal`, { title: '方案' })
    await hub.write(String((await lead.get(`/proposals/${proposalId}`)).body.documentId), WORDS)
    await twice(`/proposals/${proposalId}/submit`, {})
    await twice(`/proposals/${proposalId}/recall`, {})
    await twice(`/proposals/${proposalId}/withdraw`, { reason: '人员变动' })
  })

  test('is refused when its belief is out of date', async () => {
    await using hub = await workHub()
    const { id } = await openChallenge(hub)
    const { lead, proposalId } = await writtenProposal(hub, id, '织网联队')
    const submit = `/proposals/${proposalId}/submit`
    expect((await hub.as(lead).post(submit, {}, { 'If-Match': '"7"' })).status).toBe(412)
    expect((await hub.as(lead).post(submit, {}, { 'If-Match': '"0"' })).status).toBe(200)
  })
})

describe('sealing', () => {
  test('hides everything but numbers from the seeker until the deadline; the hub then opens it by itself', async () => {
    await using hub = await workHub()
    const { id, seeker } = await openChallenge(hub)
    const first = await writtenProposal(hub, id, '织网联队')
    await writtenProposal(hub, id, '还在写的队')
    await hub.as(first.lead).post(`/proposals/${first.proposalId}/submit`)
    const path = `/challenges/${id}/proposals`
    const sealed = (await hub.as(seeker.adminId).get(path)).body
    expect(sealed).toEqual({
      sealed: true,
      opensAt: '2026-12-31T16:00:00.000Z',
      drafting: 1,
      submitted: 1,
      items: [],
    })
    expect((await hub.as(seeker.adminId).get(`/proposals/${first.proposalId}`)).status).toBe(404)
    expect((await hub.as(first.lead).get(path)).status).toBe(403)

    hub.setNow('2026-12-31T16:00:00.001Z')
    await hub.settled()
    const opened = (await hub.as(seeker.adminId).get(path)).body
    expect(opened).toMatchObject({ sealed: false, drafting: 1, items: [{ id: first.proposalId }] })
    expect((await hub.as(seeker.adminId).get(`/proposals/${first.proposalId}/html`)).body.text).toBe(WORDS)
  })

  test('does not apply where proposals are read as they come', async () => {
    await using hub = await workHub()
    const { id, seeker } = await openChallenge(hub, { deadline: { kind: 'open' } })
    const { lead, proposalId } = await writtenProposal(hub, id, '织网联队')
    expect((await hub.as(seeker.adminId).get(`/proposals/${proposalId}`)).status).toBe(404)
    await hub.as(lead).post(`/proposals/${proposalId}/submit`)
    expect((await hub.as(seeker.adminId).get(`/proposals/${proposalId}`)).status).toBe(200)
  })
})

test('every route is described by the OpenAPI document', async () => {
  await using hub = await workHub()
  const { status, body } = await hub.as().get('/openapi.json')
  expect(status).toBe(200)
  expect(Object.keys(body.paths as object)).toEqual(
    expect.arrayContaining(['/api/my/work', '/api/teams/{id}', '/api/proposals/{id}/html', '/api/funnel']),
  )
})
