/** Rights and rules when two people act in the same moment: one of them is first, and the other hears so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { challenge } from '#events/challenge.ts'
import { proposal } from '#events/proposal.ts'
import { briefOf } from '#test/support/brief.ts'
import type { Answer, Client } from '#test/support/client.ts'
import { REASON, type RightsWorld, rightsWorld, typed, WORDS } from '#test/support/rights-world.ts'

const ROUNDS = 12

let the: RightsWorld
beforeAll(async () => {
  the = await rightsWorld()
})
afterAll(() => the[Symbol.asyncDispose]())

const codeOf = ({ body }: Answer) => (body as { code?: string }).code
const won = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200).length

async function published(extra: object = {}) {
  const { owner } = the.people
  const brief = { ...briefOf('同时到达'), deadline: { kind: 'rolling' }, ...extra }
  const { id } = await owner.ok('POST', '/api/challenges', { seekerId: the.organisations.seeker, brief })
  await owner.ok('POST', `/api/challenges/${id}/submit`)
  return id
}

const form = (who: Client, id: string) => who.post(`/api/challenges/${id}/teams`, { name: '快手队' })

async function handedIn(who: Client, challengeId: string) {
  const { id: team } = (await form(who, challengeId)).body as { id: string }
  const { id } = await who.ok('POST', `/api/teams/${team}/proposal`, { title: '方案' })
  const { documentId } = await who.read<{ documentId: string }>(`/api/proposals/${id}`)
  await typed(the.hub, documentId, WORDS)
  await who.ok('POST', `/api/proposals/${id}/submit`)
  return id
}

async function link(who: Client, path: string, role: string) {
  const { body } = await who.post(path, { role })
  return (body as { link: string }).link.split('/').at(-1) ?? ''
}

/** The log's position of the last event of a type in a stream; 0 when there is none. */
async function positionOf(stream: string, type: string): Promise<number> {
  let found = 0
  for await (const event of the.hub.open.hub.log.readStream(stream))
    if (event.type === type) found = event.position
  return found
}

test('one person forms one team, however often they press the button at once', async () => {
  const id = await published()
  const answers = await Promise.all(Array.from({ length: 10 }, () => form(the.people.stranger, id)))
  expect(won(answers)).toBe(1)
  expect(answers.filter((one) => codeOf(one) === 'already-in-team')).toHaveLength(9)
})

test('nobody gets into two teams of one challenge by two links at once', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = await published()
    const tokens = await Promise.all(
      [the.people.lead, the.people.rival].map(async (who) => {
        const team = ((await form(who, id)).body as { id: string }).id
        return link(who, `/api/teams/${team}/invitations`, 'member')
      }),
    )
    const accept = (token: string) => the.people.stranger.post(`/api/invitations/${token}/accept`)
    const answers = await Promise.all(tokens.map(accept))
    expect(answers.map(codeOf).sort()).toEqual(['already-in-team', undefined])
  }
})

test('one link lets one of many in', async () => {
  const guests = ['stranger', 'newcomer', 'other', 'writer', 'advisor', 'rival', 'manager'] as const
  const token = await link(
    the.people.owner,
    `/api/organisations/${the.organisations.seeker}/invitations`,
    'member',
  )
  const answers = await Promise.all(
    guests.map((name) => the.people[name].post(`/api/invitations/${token}/accept`)),
  )
  expect(won(answers)).toBe(1)
  expect(answers.filter((one) => codeOf(one) === 'link-invalid')).toHaveLength(guests.length - 1)
})

test('two administrators who leave at once do not leave an organisation without one', async () => {
  const { other, newcomer } = the.people
  const path = `/api/organisations/${the.organisations.other}`
  const token = await link(other, `${path}/invitations`, 'admin')
  await newcomer.ok('POST', `/api/invitations/${token}/accept`)
  const leave = (who: Client) => who.send('DELETE', `${path}/members/${who.id}`, {})
  const answers = await Promise.all([leave(other), leave(newcomer)])
  expect(answers.map(codeOf).sort()).toEqual(['last-admin', undefined])
})

test('what is taken back or handed in while submissions close was so before they closed, or is refused', async () => {
  const { owner, lead, rival } = the.people
  for (let round = 0; round < ROUNDS; round++) {
    const id = await published()
    const back = await handedIn(lead, id)
    const late = await handedIn(rival, id)
    await rival.ok('POST', `/api/proposals/${late}/recall`)
    const [recalled, submitted, closed] = await Promise.all([
      lead.post(`/api/proposals/${back}/recall`),
      rival.post(`/api/proposals/${late}/submit`),
      owner.post(`/api/challenges/${id}/close`, { note: '' }),
    ])
    expect(closed.status).toBe(200)
    const end = await positionOf(challenge.stream(id), 'SubmissionsClosed')
    for (const [answer, which, type] of [
      [recalled, back, 'ProposalRecalled'],
      [submitted, late, 'ProposalSubmitted'],
    ] as const) {
      if (answer.status !== 200) expect(codeOf(answer)).toBe('submissions-closed')
      expect(await positionOf(proposal.stream(which), type)).toBeLessThan(end)
    }
  }
})

test('a proposal withdrawn while it is awarded is one or the other, and an award makes a project', async () => {
  const { owner, lead } = the.people
  for (let round = 0; round < ROUNDS; round++) {
    const id = await published()
    const proposalId = await handedIn(lead, id)
    await owner.ok('POST', `/api/challenges/${id}/close`, { note: '' })
    const decide = () =>
      owner.post(`/api/challenges/${id}/award`, { awards: [{ proposalId, reason: REASON }], declines: [] })
    const withdraw = () => lead.post(`/api/proposals/${proposalId}/withdraw`, { reason: '设备不到位' })
    const pair = round % 2 === 0 ? [decide(), withdraw()] : [withdraw(), decide()]
    expect(won(await Promise.all(pair))).toBe(1)
    await the.hub.open.settled()
    const page = await lead.read<{ status: string; projectId?: string }>(`/api/proposals/${proposalId}`)
    expect(['accepted', 'withdrawn']).toContain(page.status)
    expect(page.projectId !== undefined).toBe(page.status === 'accepted')
  }
})

test('a project that two incubators claim at once goes to one of them', async () => {
  const { manager, otherManager } = the.people
  const { incubator, otherIncubator } = the.organisations
  const path = `/api/projects/${the.projects.waiting}/claim`
  const answers = await Promise.all([
    manager.post(path, { incubatorId: incubator }),
    otherManager.post(path, { incubatorId: otherIncubator }),
  ])
  expect(answers.map(codeOf).sort()).toEqual(['project-not-waiting', undefined])
})

test('a deadline without its milliseconds ends when it says', async () => {
  const id = await published({ deadline: { kind: 'fixed', at: '2026-06-30T16:00:00Z' } })
  expect(await the.people.owner.read(`/api/challenges/${id}`)).toMatchObject({
    closesAt: '2026-06-30T16:00:00.000Z',
    deadline: { kind: 'fixed', at: '2026-06-30T16:00:00.000Z' },
  })
  const extend = (at: string) =>
    the.people.owner.post(`/api/challenges/${id}/extend`, { at, reason: '多给一点时间' })
  expect(codeOf(await extend('2026-06-30T16:00:00Z'))).toBe('deadline-not-later')
})
