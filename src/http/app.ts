/** The order a request passes through: host, headers, origin, session, limits, its own last write, then its route. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refused } from '#src/command/refused.ts'
import { changeRoutes } from './changes.ts'
import type { Hub, HubEnv } from './env.ts'
import { dress, ownHostOnly, readYourWrites, sameSite } from './guard.ts'
import { healthRoutes } from './health.ts'
import { limitApi } from './limit.ts'
import { type Problem, problem, problemOf } from './problem.ts'
import { type Sessions, withActor } from './session.ts'

/** The largest JSON body (reliability.md §6.6). */
const MAX_BODY = 1024 * 1024

/** What the app is made of, besides its middleware. */
export type AppParts = {
  hub: Hub
  sessions: Sessions
  /** Mounted under `/api`. */
  features: OpenAPIHono<HubEnv>
  /** Public HTML, and the application's files. */
  pages: OpenAPIHono<HubEnv>
  notFound: (c: Context<HubEnv>) => Response | Promise<Response>
  /** A page for people whose page could not be made; programs get the problem document. */
  problemPage: (c: Context<HubEnv>, problem: Problem) => Response | Promise<Response>
  /** Set while the hub is shutting down: `/ready` says so before connections close. */
  closing: () => boolean
}

/** The whole HTTP application of one hub. */
export function createApp({ hub, sessions, features, pages, notFound, problemPage, closing }: AppParts) {
  const app = new OpenAPIHono<HubEnv>()
  const asProblem = problemOf(hub.logger)
  app.onError(async (error, c) => {
    const answer = asProblem(error, c)
    if (!wantsPage(c)) return answer
    return problemPage(c, (await answer.json()) as Problem)
  })
  app.notFound((c) => (c.req.path.startsWith('/api/') ? problem(c, new Refused('not-found')) : notFound(c)))

  app.use(dress(hub))
  // Before the host check: a load balancer asks for the health of an address, not of a name.
  app.route('/', healthRoutes(hub, closing))
  app.use(ownHostOnly(hub))
  app.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) => problem(c as Parameters<typeof problem>[0], new Refused('too-large')),
    }),
  )
  app.use(sameSite(hub))
  app.use(readYourWrites(hub))
  app.use(withActor(hub, sessions))
  app.use('/api/*', limitApi(hub))
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  app.route('/api', features)
  app.route('/api', changeRoutes(hub))
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Trihelix',
      version: '0.1.0',
      description: 'Every command names itself by Idempotency-Key and its belief by If-Match.',
    },
  })
  app.route('/', pages)
  return app
}

/** A person's browser asks for a page by saying so; everything under `/api` is for programs. */
const wantsPage = (c: Context<HubEnv>) =>
  c.req.method === 'GET' &&
  !c.req.path.startsWith('/api') &&
  (c.req.header('Accept') ?? '').includes('text/html')
