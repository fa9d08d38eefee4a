/** What a request's body may not say: rights, states and owners follow from who asks, never from what is sent. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventData } from '#src/log/event-log.ts'
import { briefOf } from '#test/support/brief.ts'
import { type World, world } from '#test/support/world.ts'

/** Fields that our events and read models know, with what somebody might wish for. */
const WISHES = {
  adminId: '018f0000-0000-7000-8000-0000000000ff',
  leadId: '018f0000-0000-7000-8000-0000000000ff',
  personId: '018f0000-0000-7000-8000-0000000000ff',
  challengeId: '018f0000-0000-7000-8000-0000000000ff',
  teamId: '018f0000-0000-7000-8000-0000000000ff',
  verified: true,
  verification: 'verified',
  operator: true,
  admin: true,
  status: 'awarded',
  published: true,
  imported: true,
  demo: true,
  passwordHash: 'x',
  tokenHash: 'x',
  documentRevision: 99,
  documentHash: 'x',
  characters: 9_999,
  revision: 99,
  submitted: [],
  why: 'deadline',
  now: '2020-01-01T00:00:00.000Z',
  drafts: 0,
  by: 'system:demo',
  constructor: { prototype: { operator: true } },
}

let the: World
beforeAll(async () => {
  the = await world()
})
afterAll(() => the[Symbol.asyncDispose]())

test('fields that a form does not have are not in any event, whatever they wish for', async () => {
  const { people, ids, hub } = the
  const { stranger, owner, lead } = people
  const profile = { name: { zh: '自称已核验' }, kind: 'enterprise', region: '', about: {}, website: '' }
  const head = await hub.open.hub.log.head()
  const { id: shop } = await stranger.ok('POST', '/api/organisations', { ...WISHES, ...profile })
  const { id: mine } = await owner.ok('POST', '/api/challenges', {
    ...WISHES,
    seekerId: ids.seeker,
    brief: { ...WISHES, ...briefOf('夹带私货') },
  })
  await owner.ok('POST', `/api/challenges/${mine}/submit`, WISHES)
  const { id: team } = await stranger.ok('POST', `/api/challenges/${mine}/teams`, {
    ...WISHES,
    name: '一人队',
  })
  const { id: proposal } = await stranger.ok('POST', `/api/teams/${team}/proposal`, {
    ...WISHES,
    title: '方案',
  })
  const outline = { ...WISHES, title: '方案', summary: '', answers: [] }
  await stranger.ok('PUT', `/api/proposals/${proposal}/outline`, outline)
  await stranger.ok('PUT', '/api/me/profile', { ...WISHES, name: '路人', locale: 'en', headline: '' })
  expect((await stranger.post(`/api/proposals/${proposal}/submit`, WISHES)).body).toMatchObject({
    code: 'proposal-empty',
  })

  let events = 0
  for await (const batch of hub.open.hub.log.readAll(head))
    for (const { data, type } of batch) {
      if (data instanceof Uint8Array) continue
      events++
      expect([type, ...smuggled(data)]).toEqual([type])
    }
  expect(events).toBeGreaterThanOrEqual(7)
  expect(await stranger.read(`/api/organisations/${shop}`)).toMatchObject({
    verification: 'unverified',
    demo: false,
    imported: false,
    members: [{ personId: stranger.id, role: 'admin' }],
  })
  expect(await stranger.read('/api/me')).toMatchObject({ person: { operator: false } })
  expect(await stranger.read(`/api/teams/${team}`)).toMatchObject({
    challenge: { id: mine },
    my: { role: 'lead' },
  })
  expect((await lead.get(`/api/proposals/${proposal}`)).status).toBe(404)
})

/** Wishes that came true somewhere in an event, by what was wished and not by name alone. */
function smuggled(data: EventData): string[] {
  const text = JSON.stringify(data)
  return Object.entries(WISHES)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .filter((wish) => text.includes(wish))
}
