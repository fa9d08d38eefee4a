/** A hub with one of each standing, and a challenge in each state with two rival teams, for the matrix of rights. */
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import { newId } from '#src/platform/ids.ts'
import { briefOf } from './brief.ts'
import type { Client } from './client.ts'
import { type TestHub, testHub } from './hub.ts'

/** Everybody who asks. `lead`, `writer` and `advisor` are one team, `rival` leads another to the same challenges. */
export const ACTORS = [
  'visitor',
  'stranger',
  'newcomer',
  'member',
  'owner',
  'other',
  'lead',
  'writer',
  'advisor',
  'rival',
  'manager',
  'otherManager',
  'operator',
] as const
export type Name = (typeof ACTORS)[number]

/** States of a challenge; `dropped` was withdrawn as a draft, `pulled` before its fixed deadline. */
export const STATES = [
  'draft',
  'moderation',
  'open',
  'rolling',
  'closed',
  'awarded',
  'waiting',
  'members',
  'dropped',
  'pulled',
] as const
export type State = (typeof STATES)[number]

/** Those of them that teams answer. */
export const ANSWERED = ['open', 'rolling', 'closed', 'awarded', 'waiting', 'members', 'pulled'] as const
export type Answered = (typeof ANSWERED)[number]

export type Answer = { team: string; proposal: string; document: string }
type Organisation = 'seeker' | 'other' | 'university' | 'incubator' | 'otherIncubator' | 'shop'

export type RightsWorld = AsyncDisposable & {
  readonly hub: TestHub
  readonly people: Record<Name, Client>
  readonly organisations: Record<Organisation, string>
  readonly challenges: Record<State, string>
  /** What `lead`'s team answered. */
  readonly answers: Record<Answered, Answer>
  /** What `rival`'s did. */
  readonly rivals: Record<Answered, Answer>
  readonly projects: Record<'awarded' | 'waiting', string>
  readonly links: Record<'organisation' | 'team' | 'revoked', { id: string; token: string }>
}

export const REASON =
  '方案在张力控制与在线检测两方面证据充分,小试数据可复核,报价与工期合理,团队具备产业化经验,建议采纳并立项推进后续中试工作。'
export const WORDS = '采用伺服张力闭环与激光在线检测,480目丝网断丝率降低一半以上,三个月内完成小试。'

export async function rightsWorld(): Promise<RightsWorld> {
  const hub = await testHub()
  const names: Record<Exclude<Name, 'visitor' | 'operator'>, string> = {
    stranger: '路人',
    newcomer: '小店主',
    member: '刘敏',
    owner: '王工',
    other: '别家企业',
    lead: '林晓',
    writer: '周舟',
    advisor: '孙教授',
    rival: '对手',
    manager: '赵经理',
    otherManager: '钱经理',
  }
  const people = { visitor: hub.visitor(), operator: await hub.operator() } as Record<Name, Client>
  for (const [key, name] of Object.entries(names)) people[key as Name] = await hub.person(name)
  const { owner, member, lead, writer, advisor, rival } = people
  const { operator } = people

  const found = async (who: Client, kind: string, zh: string, verified = true) =>
    hub.organisation(who, kind, { zh }, verified)
  const seeker = await found(owner, 'enterprise', '恒丝网业(虚构)', false)
  const organisations: RightsWorld['organisations'] = {
    seeker,
    other: await found(people.other, 'enterprise', '别家机械(虚构)'),
    university: await found(lead, 'university', '某大学(虚构)'),
    incubator: await found(people.manager, 'incubator', '衡水湖孵化器(虚构)'),
    otherIncubator: await found(people.otherManager, 'accelerator', '另一加速器(虚构)'),
    shop: await found(people.newcomer, 'enterprise', '未核验小店(虚构)', false),
  }
  const linkOf = async (who: Client, path: string, role: string) => {
    const { id, link } = (await who.post(path, { role })).body as { id: string; link: string }
    return { id, token: link.split('/').at(-1) ?? '' }
  }
  const enter = async (host: Client, path: string, role: string, guest: Client) => {
    const { token } = await linkOf(host, path, role)
    await guest.ok('POST', `/api/invitations/${token}/accept`)
  }
  await enter(owner, `/api/organisations/${seeker}/invitations`, 'member', member)
  await enter(lead, `/api/organisations/${organisations.university}/invitations`, 'member', rival)

  const drafted = async (title: string, extra: object = {}) =>
    (await owner.ok('POST', '/api/challenges', { seekerId: seeker, brief: { ...briefOf(title), ...extra } }))
      .id
  // An organisation that nobody has verified yet publishes through the operator.
  const moderation = await drafted('待审核的需求')
  await owner.ok('POST', `/api/challenges/${moderation}/submit`)
  await owner.ok('POST', `/api/organisations/${seeker}/verification`, { note: '营业执照' })
  await operator.ok('POST', `/api/organisations/${seeker}/verify`)

  const published = async (title: string, extra: object = {}) => {
    const id = await drafted(title, extra)
    await owner.ok('POST', `/api/challenges/${id}/submit`)
    return id
  }
  const named = { incubatorId: organisations.incubator }
  const challenges: RightsWorld['challenges'] = {
    draft: await drafted('未公开的需求'),
    moderation,
    open: await published('封存中的需求'),
    rolling: await published('滚动征集的需求', { deadline: { kind: 'rolling' }, cluster: '大营皮草' }),
    closed: await published('截止的需求'),
    awarded: await published('已授予的需求', named),
    waiting: await published('等待认领的需求'),
    members: await published('仅限成员的保密需求', { visibility: 'members', cluster: '保密集群' }),
    dropped: await drafted('撤回的草稿机密'),
    pulled: await published('中途撤回的需求'),
  }
  await owner.ok('POST', `/api/challenges/${challenges.dropped}/withdraw`, { reason: '不再需要' })

  const answer = async (who: Client, state: Answered, submit: boolean): Promise<Answer> => {
    const team = (await who.ok('POST', `/api/challenges/${challenges[state]}/teams`, { name: `${state}队` }))
      .id
    const proposal = (await who.ok('POST', `/api/teams/${team}/proposal`, { title: '张力闭环方案' })).id
    await who.ok('PUT', `/api/proposals/${proposal}/outline`, {
      title: '张力闭环方案',
      summary: '机密摘要',
      price: { amount: 123_456_789, currency: 'CNY' },
      answers: [],
    })
    const { documentId } = await who.read<{ documentId: string }>(`/api/proposals/${proposal}`)
    await typed(hub, documentId, WORDS)
    if (submit) await who.ok('POST', `/api/proposals/${proposal}/submit`)
    return { team, proposal, document: documentId }
  }
  const answers = {} as RightsWorld['answers']
  const rivals = {} as RightsWorld['rivals']
  for (const state of ANSWERED) {
    answers[state] = await answer(lead, state, state !== 'members')
    const path = `/api/teams/${answers[state].team}/invitations`
    await enter(lead, path, 'member', writer)
    await enter(lead, path, 'advisor', advisor)
    rivals[state] = await answer(rival, state, true)
  }
  await owner.ok('POST', `/api/challenges/${challenges.pulled}/withdraw`, { reason: '内部调整' })
  for (const state of ['closed', 'awarded', 'waiting'] as const)
    await owner.ok('POST', `/api/challenges/${challenges[state]}/close`, { note: '' })
  const projects = { awarded: '', waiting: '' }
  for (const state of ['awarded', 'waiting'] as const) {
    await owner.ok('POST', `/api/challenges/${challenges[state]}/award`, {
      awards: [{ proposalId: answers[state].proposal, reason: REASON }],
      declines: [{ proposalId: rivals[state].proposal, code: 'too_early', reason: REASON }],
    })
    await hub.open.settled()
    const { projectId } = await lead.read<{ projectId: string }>(`/api/proposals/${answers[state].proposal}`)
    projects[state] = projectId
  }
  await lead.ok('POST', `/api/projects/${projects.awarded}/consent`, named)
  const revoked = await linkOf(owner, `/api/organisations/${seeker}/invitations`, 'admin')
  await owner.ok('DELETE', `/api/invitations/by-id/${revoked.id}`)
  const links = {
    organisation: await linkOf(owner, `/api/organisations/${seeker}/invitations`, 'member'),
    team: await linkOf(lead, `/api/teams/${answers.open.team}/invitations`, 'advisor'),
    revoked,
  }
  await hub.open.settled()
  return {
    hub,
    people,
    organisations,
    challenges,
    answers,
    rivals,
    projects,
    links,
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  }
}

/** Words in a live document, as an editor would have written them. */
export async function typed({ open }: TestHub, documentId: string, words: string) {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('default').insert(0, [paragraph])
  const meta = { by: 'system:test', at: open.hub.now(), cause: newId() }
  const event = { id: newId(), type: 'DocumentUpdated', v: 1, data: Y.encodeStateAsUpdate(doc), meta }
  await open.hub.log.append(document.stream(documentId), [event], 'any')
}
