/** A small hub with something of everything in it, for tests that go through all routes. */
import { briefOf } from './brief.ts'
import type { Client } from './client.ts'
import { type TestHub, testHub } from './hub.ts'

export type World = AsyncDisposable & {
  readonly hub: TestHub
  /** Who is who: `owner` administers the seeker, `lead` leads the team, `manager` runs the incubator. */
  readonly people: Record<
    'visitor' | 'stranger' | 'member' | 'owner' | 'lead' | 'manager' | 'operator',
    Client
  >
  readonly ids: Record<
    | 'seeker'
    | 'incubator'
    | 'draft'
    | 'challenge'
    | 'team'
    | 'proposal'
    | 'document'
    | 'invitation'
    | 'member',
    string
  >
  /** The secret of an unused link into the seeker's organisation. */
  readonly token: string
}

/** Opens the hub and lives through it: an open challenge, a draft, a team that writes, an unused invitation. */
export async function world(env: Record<string, string> = {}): Promise<World> {
  const hub = await testHub(env)
  const [owner, member, lead, stranger] = [
    await hub.person('王工'),
    await hub.person('刘敏'),
    await hub.person('林晓'),
    await hub.person('路人'),
  ]
  const operator = await hub.operator()
  const seeker = await hub.organisation(owner, 'enterprise', {
    zh: '安平县恒丝网业(虚构)',
    en: 'Hengsi (fictional)',
  })
  const manager = await hub.person('赵经理')
  const incubator = await hub.organisation(manager, 'incubator', { zh: '衡水湖孵化器(虚构)' })
  const invite = async () => {
    const answer = await owner.post(`/api/organisations/${seeker}/invitations`, { role: 'member' })
    const { id, link } = answer.body as { id: string; link: string }
    return { id, token: link.split('/').at(-1) ?? '' }
  }
  const { token: used } = await invite()
  await member.ok('POST', `/api/invitations/${used}/accept`)
  const { id: invitation, token } = await invite()

  const draft = (await owner.ok('POST', '/api/challenges', { seekerId: seeker, brief: briefOf('尚未公开') }))
    .id
  const brief = { ...briefOf('480目不锈钢丝网织造'), incubatorId: incubator }
  const challenge = (await owner.ok('POST', '/api/challenges', { seekerId: seeker, brief })).id
  await owner.ok('POST', `/api/challenges/${challenge}/submit`)
  const team = (await lead.ok('POST', `/api/challenges/${challenge}/teams`, { name: '织网联队' })).id
  const proposal = (await lead.ok('POST', `/api/teams/${team}/proposal`, { title: '张力闭环方案' })).id
  const { documentId: document } = await lead.read<{ documentId: string }>(`/api/proposals/${proposal}`)
  await hub.open.settled()
  return {
    hub,
    people: { visitor: hub.visitor(), stranger, member, owner, lead, manager, operator },
    ids: { seeker, incubator, draft, challenge, team, proposal, document, invitation, member: member.id },
    token,
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  }
}

/** An id of the right form that names nothing. */
export const UNKNOWN = '018f0000-0000-7000-8000-0000000000ff'

/** A path template of the OpenAPI document, filled with what there is in the world. */
export function fill(template: string, { ids, token, people }: World): string {
  const noun = template.split('/')[2] ?? ''
  const id: Record<string, string> = {
    challenges: ids.challenge,
    organisations: ids.seeker,
    teams: ids.team,
    proposals: ids.proposal,
    // Nothing is awarded yet.
    projects: UNKNOWN,
    invitations: ids.invitation,
    operator: people.stranger.id,
  }
  return template
    .replace('{id}', id[noun] ?? UNKNOWN)
    .replace('{personId}', ids.member)
    .replace('{token}', token)
    .replace('{handle}', 'no-such-handle')
}
