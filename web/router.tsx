import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { OrganisationKind } from '../events/organisation.ts'
import { ownPath } from './lib/own-path.ts'
import { queries } from './lib/queries.ts'
import { meQuery } from './lib/session.tsx'
import { STEPS, type Step } from './screens/challenge/brief.ts'
import type { FunnelSearch } from './screens/funnel/filters.tsx'
import { KINDS } from './screens/organisation/kinds.ts'
import { CrashScreen } from './shell/crash-screen.tsx'
import { GuestLayout } from './shell/guest-layout.tsx'
import { Layout } from './shell/layout.tsx'
import { Lines } from './ui/loaded.tsx'
import { NotFound } from './ui/not-found.tsx'

/**
 * Every address of the application. Each screen is a chunk of its own, fetched when its link is touched.
 * `guest` holds what a visitor may open, `member` what needs a session.
 */
const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: NotFound,
})

/*
 * What a validator leaves out, the router passes through as it stands in the address. So each names every
 * parameter it knows, undefined where the address holds nothing fit to use.
 */

/** A text; one of digits alone arrives as a number. */
const words = (search: Record<string, unknown>, name: string): string | undefined => {
  const value = search[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

const guest = createRoute({ getParentRoute: () => root, id: 'guest', component: GuestLayout })

type NextSearch = { next?: string | undefined; invitation?: string | undefined }
const nextSearch = (search: Record<string, unknown>): NextSearch => ({
  next: ownPath(words(search, 'next')),
  invitation: words(search, 'invitation'),
})

const signIn = createRoute({
  getParentRoute: () => guest,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('./screens/account/sign-in.tsx'), 'SignIn'),
})
const signUp = createRoute({
  getParentRoute: () => guest,
  path: '/sign-up',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('./screens/account/sign-up.tsx'), 'SignUp'),
})
const reset = createRoute({
  getParentRoute: () => guest,
  path: '/reset/$token',
  component: lazyRouteComponent(() => import('./screens/account/reset.tsx'), 'Reset'),
})
const join = createRoute({
  getParentRoute: () => guest,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('./screens/account/join.tsx'), 'Join'),
})

const member = createRoute({
  getParentRoute: () => root,
  id: 'member',
  component: Layout,
  async beforeLoad({ context, location }) {
    const me = await context.queries.ensureQueryData(meQuery)
    if (!me.signedIn) {
      const next = location.pathname + location.searchStr
      throw redirect({ to: '/sign-in', search: next === '/' ? {} : { next } })
    }
  },
})

const work = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/my-work/my-work.tsx'), 'MyWork'),
})
const profile = createRoute({
  getParentRoute: () => member,
  path: '/profile',
  component: lazyRouteComponent(() => import('./screens/account/profile.tsx'), 'Profile'),
})
const organisations = createRoute({
  getParentRoute: () => member,
  path: '/organisations',
  validateSearch: (
    search: Record<string, unknown>,
  ): { q?: string | undefined; kind?: OrganisationKind | undefined } => ({
    q: words(search, 'q'),
    kind: KINDS.find((kind) => kind === search.kind),
  }),
  component: lazyRouteComponent(() => import('./screens/organisation/organisations.tsx'), 'Organisations'),
})
const registerOrganisation = createRoute({
  getParentRoute: () => member,
  path: '/organisations/new',
  component: lazyRouteComponent(
    () => import('./screens/organisation/register-organisation.tsx'),
    'RegisterOrganisation',
  ),
})
const organisation = createRoute({
  getParentRoute: () => member,
  path: '/organisations/$id',
  component: lazyRouteComponent(() => import('./screens/organisation/organisation.tsx'), 'Organisation'),
})
const newChallenge = createRoute({
  getParentRoute: () => member,
  path: '/challenges/new',
  component: lazyRouteComponent(() => import('./screens/challenge/new-challenge.tsx'), 'NewChallenge'),
})
const editChallenge = createRoute({
  getParentRoute: () => member,
  path: '/challenges/$id/edit',
  validateSearch: (
    search: Record<string, unknown>,
  ): { step?: Step | undefined; marked?: boolean | undefined } => ({
    step: STEPS.find((one) => one === search.step),
    marked: search.marked === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./screens/challenge/edit-challenge.tsx'), 'EditChallenge'),
})
const desk = createRoute({
  getParentRoute: () => member,
  path: '/challenges/$id',
  component: lazyRouteComponent(() => import('./screens/desk/desk-screen.tsx'), 'DeskScreen'),
})
const team = createRoute({
  getParentRoute: () => member,
  path: '/teams/$id',
  component: lazyRouteComponent(() => import('./screens/proposal/team-screen.tsx'), 'TeamScreen'),
})
const proposal = createRoute({
  getParentRoute: () => member,
  path: '/proposals/$id',
  component: lazyRouteComponent(() => import('./screens/proposal/proposal-screen.tsx'), 'ProposalScreen'),
})
const funnel = createRoute({
  getParentRoute: () => member,
  path: '/funnel',
  validateSearch: (search: Record<string, unknown>): FunnelSearch =>
    Object.fromEntries(
      ['incubator', 'view', 'project', 'q', 'seeker'].map((name) => [name, words(search, name)]),
    ),
  component: lazyRouteComponent(() => import('./screens/funnel/funnel-screen.tsx'), 'FunnelScreen'),
})
const operator = createRoute({
  getParentRoute: () => member,
  path: '/operator',
  component: lazyRouteComponent(() => import('./screens/operator/operator.tsx'), 'Operator'),
})

/** An address nobody knows looks like a thing one may not see, inside the frame. */
const nowhere = createRoute({ getParentRoute: () => member, path: '$', component: NotFound })

const tree = root.addChildren([
  guest.addChildren([signIn, signUp, reset, join]),
  member.addChildren([
    work,
    profile,
    organisations,
    registerOrganisation,
    organisation,
    newChallenge,
    editChallenge,
    desk,
    team,
    proposal,
    funnel,
    operator,
    nowhere,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  basepath: '/app',
  context: { queries },
  defaultPreload: 'intent',
  defaultErrorComponent: CrashScreen,
  defaultPendingComponent: Lines,
  // A chunk that comes at once must not flash a skeleton.
  defaultPendingMs: 200,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
