/** Rows of the matrix of rights about people, organisations, links and public pages. */

import { EVERYONE, plain, type Row, SEES } from './rights-table.ts'
import { ACTORS, type Name, type RightsWorld, STATES } from './rights-world.ts'
import { UNKNOWN } from './world.ts'

const PEOPLE: readonly Name[] = ACTORS.filter((name) => name !== 'visitor')
const NOBODY: readonly Name[] = []
/** Of the form of a link's secret, and nobody's. */
const NO_TOKEN = 'A'.repeat(64)

/** Every row about an organisation, and about links into it. */
export function organisationRows({ organisations, people, links }: RightsWorld): Row[] {
  const profile = { name: { zh: '改名' }, kind: 'enterprise', region: '衡水', about: {}, website: '' }
  const [path, absent] = [`/api/organisations/${organisations.seeker}`, `/api/organisations/${UNKNOWN}`]
  const owned = (route: string, end: string, body: unknown, may: readonly Name[]): Row => ({
    route,
    at: 'seeker',
    path: path + end,
    absent: absent + end,
    body,
    may,
    sees: EVERYONE,
    signIn: 'always',
  })
  const id = '/api/organisations/{id}'
  const link = (route: string, at: 'organisation' | 'team', may: readonly Name[]): Row => ({
    route,
    at,
    path: `/api/invitations/by-id/${links[at].id}`,
    absent: `/api/invitations/by-id/${UNKNOWN}`,
    may,
    sees: NOBODY,
    signIn: 'always',
  })
  const member = `/members/${people.member.id}`
  return [
    { ...plain('POST /api/organisations'), body: profile, may: PEOPLE },
    { ...plain('GET /api/organisations'), may: EVERYONE },
    owned(`GET ${id}`, '', undefined, EVERYONE),
    owned(`PUT ${id}/profile`, '/profile', profile, ['owner']),
    owned(`POST ${id}/verification`, '/verification', { note: '执照' }, ['owner']),
    owned(`POST ${id}/verify`, '/verify', {}, ['operator']),
    owned(`POST ${id}/reject`, '/reject', { reason: '不符' }, ['operator']),
    owned(`PUT ${id}/members/{personId}`, member, { role: 'admin' }, ['owner']),
    owned(`DELETE ${id}/members/{personId}`, member, undefined, ['owner', 'member']),
    owned(`POST ${id}/invitations`, '/invitations', { role: 'admin' }, ['owner']),
    owned(`GET ${id}/invitations`, '/invitations', undefined, ['owner']),
    { ...plain('GET /api/invitations/{token}'), ...tokenAt('organisation', ''), may: EVERYONE },
    { ...plain('GET /api/invitations/{token}'), ...tokenAt('team', ''), may: EVERYONE },
    // Whoever holds a link that no longer works learns as little as who made one up.
    {
      ...plain('POST /api/invitations/{token}/accept'),
      ...tokenAt('revoked', '/accept'),
      absent: `/api/invitations/${NO_TOKEN}/accept`,
      may: NOBODY,
      sees: NOBODY,
    },
    link('DELETE /api/invitations/by-id/{id}', 'organisation', ['owner']),
    link('DELETE /api/invitations/by-id/{id}', 'team', ['lead']),
  ]
  function tokenAt(at: keyof RightsWorld['links'], end: string) {
    return { at, path: `/api/invitations/${links[at].token}${end}` }
  }
}

/** Every row about accounts and the operator's desk; those that sign people out come last. */
export function accountRows({ people }: RightsWorld): Row[] {
  const profile = { name: '改名', locale: 'zh-CN', headline: '' }
  const guess = { current: 'not my password', password: 'correct horse 电池 99' }
  const someone = { email: 'nobody@example.com', password: 'correct horse 电池 99' }
  return [
    { ...plain('GET /api/operator/queue'), may: ['operator'] },
    {
      ...plain('POST /api/operator/people/{id}/reset'),
      path: `/api/operator/people/${people.stranger.id}/reset`,
      may: ['operator'],
      acts: true,
    },
    { ...plain('GET /api/me'), may: EVERYONE },
    { ...plain('PUT /api/me/profile'), body: profile, may: PEOPLE },
    { ...plain('PUT /api/me/password'), body: guess, may: NOBODY },
    { ...plain('POST /api/people'), body: { ...someone, ...profile, password: '1' }, may: EVERYONE },
    // Wrong credentials are answered as a missing session is.
    { ...plain('POST /api/session'), body: someone, may: NOBODY, hears: 'sign-in' },
    {
      ...plain('POST /api/resets'),
      body: { token: NO_TOKEN, password: someone.password },
      may: NOBODY,
      sees: NOBODY,
      signIn: 'if-seen',
    },
    // Away from this machine's own demo these addresses do not exist.
    { ...plain('GET /api/demo/people'), may: NOBODY, sees: NOBODY, signIn: 'if-seen' },
    {
      ...plain('POST /api/demo/session'),
      body: { personId: people.lead.id },
      may: NOBODY,
      sees: NOBODY,
      signIn: 'if-seen',
    },
    { ...plain('GET /api/changes'), may: EVERYONE },
    { ...plain('GET /api/sessions'), may: PEOPLE },
    {
      ...plain('DELETE /api/sessions/{handle}'),
      path: '/api/sessions/no-such-handle',
      may: NOBODY,
      sees: NOBODY,
    },
    { ...plain('DELETE /api/sessions'), may: PEOPLE, acts: true },
    { ...plain('DELETE /api/session'), may: EVERYONE, acts: true },
  ]
}

/** Pages and feeds, which are for everybody but show to each what they may see. */
export function pageRows({ challenges, organisations }: RightsWorld): Row[] {
  const open = ['/', '/challenges', '/problems', '/challenges.atom', '/sitemap.xml', '/robots.txt']
  return [
    ...open.map((path) => ({ ...plain(`GET ${path}`), may: EVERYONE })),
    ...STATES.map((at) => ({
      route: 'GET /challenges/:id',
      at,
      path: `/challenges/${challenges[at]}`,
      absent: `/challenges/${UNKNOWN}`,
      may: SEES[at],
      sees: SEES[at],
    })),
    {
      ...plain('GET /organisations/:id'),
      path: `/organisations/${organisations.seeker}`,
      may: EVERYONE,
    },
  ]
}
