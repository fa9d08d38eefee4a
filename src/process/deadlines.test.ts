import { expect, test, vi } from 'vitest'
import { openChallenge, type WorkHub, workHub } from '#test/support/work-hub.ts'

const statusOf = async (hub: WorkHub, id: string) => (await hub.as().get(`/challenges/${id}`)).body.status

/** An hour before 2026-12-31T16:00Z, where the deadline lies. */
const BEFORE = '2026-12-31T15:00:00.000Z'
const DEADLINE = '2026-12-31T16:00:00.000Z'

test('a challenge is closed at its deadline by a timer, without anybody asking', async () => {
  await using hub = await workHub()
  // The hub's clock is just before the deadline, so that the timer it sets is a short one.
  hub.setNow('2026-12-31T15:59:59.950Z')
  const { id } = await openChallenge(hub)
  hub.setNow(DEADLINE)
  await vi.waitFor(async () => expect(await statusOf(hub, id)).toBe('closed'))
  const events = await Array.fromAsync(hub.log.readStream(`challenge-${id}`))
  expect(events.at(-1)).toMatchObject({
    type: 'SubmissionsClosed',
    data: { why: 'deadline' },
    meta: { by: 'system:deadlines' },
  })
})

test('a rolling deadline closes too; a challenge without one stays open', async () => {
  await using hub = await workHub()
  const rolling = await openChallenge(hub, { deadline: { kind: 'rolling', at: DEADLINE } })
  const endless = await openChallenge(hub, { deadline: { kind: 'open' } })
  hub.setNow('2027-06-01T00:00:00.000Z')
  await hub.settled()
  expect(await statusOf(hub, rolling.id)).toBe('closed')
  expect(await statusOf(hub, endless.id)).toBe('open')
})

test('a deadline that was moved is kept as it is now', async () => {
  await using hub = await workHub()
  const { id, seeker } = await openChallenge(hub)
  hub.setNow(BEFORE)
  const extended = { at: '2027-01-31T16:00:00.000Z', reason: '应多个团队要求' }
  expect((await hub.as(seeker.adminId).post(`/challenges/${id}/extend`, extended)).status).toBe(200)
  hub.setNow(DEADLINE)
  await hub.settled()
  expect(await statusOf(hub, id)).toBe('open')
  hub.setNow(extended.at)
  await hub.settled()
  expect(await statusOf(hub, id)).toBe('closed')
})

test('looking twice closes once', async () => {
  await using hub = await workHub()
  const { id } = await openChallenge(hub)
  hub.setNow(DEADLINE)
  await Promise.all([hub.settled(), hub.settled()])
  await hub.settled()
  const events = await Array.fromAsync(hub.log.readStream(`challenge-${id}`))
  expect(events.filter(({ type }) => type === 'SubmissionsClosed')).toHaveLength(1)
})
