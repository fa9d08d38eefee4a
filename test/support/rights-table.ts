/**
 * Who may do what, written down as data and not asked of `can()`: one row for
 * each route and object. Who is in `may` gets past the rights (a rule may still
 * say no); of the others, who `sees` the object is refused and to the rest it
 * does not exist.
 */
import { briefOf } from './brief.ts'
import {
  ACTORS,
  ANSWERED,
  type Answered,
  type Name,
  REASON,
  type RightsWorld,
  STATES,
  type State,
} from './rights-world.ts'
import { UNKNOWN } from './world.ts'

export type Row = {
  /** `GET /api/challenges/{id}`, as the OpenAPI document writes it. */
  route: string
  /** Which object of the world, for messages. */
  at: string
  path: string
  /** The same path about something that is not there; left out where nothing is ever hidden. */
  absent?: string
  body?: unknown
  may: readonly Name[]
  sees: readonly Name[]
  /** What a visitor hears where others are refused: `always` when no object is looked at before. */
  signIn?: 'always' | 'if-seen'
  /** What all hear, whoever they are. */
  hears?: 'sign-in'
  /** Without a belief to refuse, so that it really acts. */
  acts?: boolean
}

export const EVERYONE = ACTORS
const PEOPLE: readonly Name[] = ACTORS.filter((name) => name !== 'visitor')
const SEEKER: readonly Name[] = ['owner', 'member']
const TEAM: readonly Name[] = ['lead', 'writer', 'advisor']
const WRITERS: readonly Name[] = ['lead', 'writer']
const VERIFIED: readonly Name[] = [
  'owner',
  'member',
  'other',
  'lead',
  'rival',
  'manager',
  'otherManager',
  'operator',
]
const NOBODY: readonly Name[] = []

/** Who may know of a challenge. */
export const SEES: Record<State, readonly Name[]> = {
  draft: SEEKER,
  moderation: [...SEEKER, 'operator'],
  open: EVERYONE,
  rolling: EVERYONE,
  closed: EVERYONE,
  awarded: EVERYONE,
  waiting: EVERYONE,
  members: VERIFIED,
  dropped: SEEKER,
  pulled: EVERYONE,
}

/** Who may read what `lead`'s team has written. */
export const READS: Record<Answered, readonly Name[]> = {
  open: TEAM,
  rolling: [...TEAM, ...SEEKER],
  closed: [...TEAM, ...SEEKER],
  awarded: [...TEAM, ...SEEKER, 'manager'],
  waiting: [...TEAM, ...SEEKER],
  members: TEAM,
  pulled: TEAM,
}

export const SEES_PROJECT: Record<'awarded' | 'waiting', readonly Name[]> = {
  awarded: [...TEAM, ...SEEKER, 'manager'],
  waiting: [...TEAM, ...SEEKER, 'manager', 'otherManager'],
}

const without = (names: readonly Name[], ...gone: readonly Name[]) =>
  names.filter((name) => !gone.includes(name))
const also = (names: readonly Name[], more: readonly Name[]) => [...new Set([...names, ...more])]

/** Every row about a challenge and its teams. */
export function challengeRows({ organisations, challenges, answers, people }: RightsWorld): Row[] {
  const brief = briefOf('改写')
  const decisions = { reason: REASON, declines: [] }
  const bodies: [path: string, body: unknown, may: readonly Name[], method?: string][] = [
    ['brief', { brief, note: '补充说明' }, SEEKER, 'PUT'],
    ['submit', {}, SEEKER],
    ['extend', { at: '2027-01-01T00:00:00.000Z', reason: '延期' }, SEEKER],
    ['close', { note: '' }, SEEKER],
    ['withdraw', { reason: '撤回' }, SEEKER],
    ['award', { awards: [{ proposalId: UNKNOWN, reason: REASON }], declines: [] }, SEEKER],
    ['no-award', decisions, SEEKER],
    ['approve', {}, ['operator']],
    ['request-changes', { reason: '请补充' }, ['operator']],
  ]
  const ofChallenge = STATES.flatMap((at): Row[] => {
    const sees = SEES[at]
    const [path, absent] = [`/api/challenges/${challenges[at]}`, `/api/challenges/${UNKNOWN}`]
    const post = (end: string, method = 'POST') => ({
      route: `${method} /api/challenges/{id}/${end}`,
      at,
      path: `${path}/${end}`,
      absent: `${absent}/${end}`,
      sees,
      signIn: 'always' as const,
    })
    return [
      { route: 'GET /api/challenges/{id}', at, path, absent, may: sees, sees },
      { ...post('proposals', 'GET'), may: SEEKER, signIn: 'if-seen' },
      { ...post('teams'), body: { name: '又一队' }, may: without(sees, 'visitor', ...SEEKER) },
      ...bodies.map(([end, body, may, method]) => ({
        ...post(end, method),
        body,
        may: may.filter((name) => sees.includes(name)),
      })),
    ]
  })
  const ofTeam = ANSWERED.flatMap((at): Row[] => {
    const sees = also(SEES[at], TEAM)
    const [path, absent] = [`/api/teams/${answers[at].team}`, `/api/teams/${UNKNOWN}`]
    const some = (end: string) => ({ at, path: path + end, absent: absent + end, sees })
    const leaving = `/members/${people.writer.id}`
    return [
      { route: 'GET /api/teams/{id}', ...some(''), may: sees },
      {
        route: 'POST /api/teams/{id}/proposal',
        ...some('/proposal'),
        body: { title: '方案' },
        may: WRITERS,
        signIn: 'always',
      },
      {
        route: 'DELETE /api/teams/{id}/members/{personId}',
        ...some(leaving),
        may: WRITERS,
        signIn: 'always',
      },
      {
        route: 'POST /api/teams/{id}/invitations',
        ...some('/invitations'),
        body: { role: 'advisor' },
        may: ['lead'],
        signIn: 'always',
      },
    ]
  })
  const body = { seekerId: organisations.seeker, brief }
  return [
    { ...plain('GET /api/challenges'), may: EVERYONE },
    { ...plain('GET /api/my/challenges'), may: PEOPLE },
    { ...plain('POST /api/challenges'), body, may: SEEKER },
    ...ofChallenge,
    ...ofTeam,
  ]
}

/** Every row about proposals, projects and funnels. */
export function workRows({ answers, projects, organisations }: RightsWorld): Row[] {
  const { incubator, otherIncubator, seeker } = organisations
  const outline = { title: '改写', summary: '', answers: [] }
  const ofProposal = ANSWERED.flatMap((at): Row[] => {
    const sees = READS[at]
    const [path, absent] = [`/api/proposals/${answers[at].proposal}`, `/api/proposals/${UNKNOWN}`]
    const some = (end: string) => ({ at, path: path + end, absent: absent + end, sees })
    const post = (end: string, body: unknown = {}): Row => ({
      route: `POST /api/proposals/{id}/${end}`,
      ...some(`/${end}`),
      body,
      may: ['lead'],
      signIn: 'always',
    })
    return [
      { route: 'GET /api/proposals/{id}', ...some(''), may: sees },
      { route: 'GET /api/proposals/{id}/html', ...some('/html'), may: sees },
      {
        route: 'PUT /api/proposals/{id}/outline',
        ...some('/outline'),
        body: outline,
        may: WRITERS,
        signIn: 'always',
      },
      post('submit'),
      post('recall'),
      post('withdraw', { reason: '退出' }),
    ]
  })
  const ofProject = (['awarded', 'waiting'] as const).flatMap((at): Row[] => {
    const sees = SEES_PROJECT[at]
    const [path, absent] = [`/api/projects/${projects[at]}`, `/api/projects/${UNKNOWN}`]
    const post = (end: string, body: unknown, may: readonly Name[], saw = sees): Row => ({
      route: `POST /api/projects/{id}/${end}`,
      at,
      path: `${path}/${end}`,
      absent: `${absent}/${end}`,
      body,
      may,
      sees: saw,
      signIn: 'always',
    })
    const moving = { from: 'lead', to: 'admitted', note: '' }
    return [
      { route: 'GET /api/projects/{id}', at, path, absent, may: sees, sees },
      post('consent', { incubatorId: incubator }, ['lead']),
      post('decline', { incubatorId: incubator }, ['lead']),
      // For an incubator that is not the asker's own nobody acts, whatever the project is.
      post('claim', { incubatorId: incubator }, ['manager'], EVERYONE),
      post('claim', { incubatorId: otherIncubator }, at === 'waiting' ? ['otherManager'] : NOBODY, [
        ...without(EVERYONE, 'otherManager'),
      ]),
      // Nobody carries what waits: everyone who sees it hears that it stands in no funnel.
      post('move', moving, at === 'waiting' ? sees : ['manager']),
    ]
  })
  const funnel = (at: string, path: string, may: readonly Name[], absent?: string): Row => ({
    route: 'GET /api/funnel',
    at,
    path: `/api/funnel${path}`,
    ...(absent && { absent }),
    may,
    sees: NOBODY,
    signIn: 'always',
  })
  const unknown = `/api/funnel?incubator=${UNKNOWN}`
  return [
    ...ofProposal,
    ...ofProject,
    funnel('own', '', ['manager', 'otherManager']),
    funnel('incubator', `?incubator=${incubator}`, ['manager'], unknown),
    funnel('otherIncubator', `?incubator=${otherIncubator}`, ['otherManager'], unknown),
    funnel('an enterprise', `?incubator=${seeker}`, NOBODY, unknown),
    { ...plain('GET /api/my/work'), may: PEOPLE },
  ]
}

/** A route without an object. */
export const plain = (route: string) => ({
  route,
  at: '-',
  path: route.split(' ')[1] ?? '',
  sees: EVERYONE,
  signIn: 'always' as const,
})
