/** The public pages: HTML from templates, for people without an account, search engines and shared links. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Hub, HubEnv } from '#src/http/env.ts'
import { serveAsset } from './assets.ts'
import { boardPage } from './board-page.ts'
import { challengePage } from './challenge-page.ts'
import { atom, robots, sitemap } from './feeds.ts'
import { homePage } from './home-page.ts'
import { type Page, send } from './layout.ts'
import { organisationPage } from './organisation-page.ts'
import { missingPage, problemsPage, troublePage } from './plain-pages.ts'
import { type Reader, readerOf } from './reader.ts'

type ProblemOfPage = { status: ContentfulStatusCode; title: string; instance: string }

/** How long others may keep what is the same for everyone, in seconds. */
const FEED_KEPT = 'public, max-age=300'
const SITEMAP_KEPT = 'public, max-age=3600'

/** The page for what is not there, and for what this reader may not know of: there is no telling which. */
export function notFoundPage(c: Context<HubEnv>, hub?: Hub) {
  const reader = readerOf(c, hub)
  return send(c, reader, missingPage(reader), 404)
}

/** The page for what went wrong or was refused. */
export function problemPage(c: Context<HubEnv>, hub: Hub, { status, title, instance }: ProblemOfPage) {
  const reader = readerOf(c, hub)
  return send(c, reader, status === 404 ? missingPage(reader) : troublePage(reader, title, instance), status)
}

/** Everything under `/` that is read without the application. */
export const pageRoutes = (hub: Hub): OpenAPIHono<HubEnv> => {
  const page = (make: (reader: Reader, id: string) => Page | undefined) => (c: Context<HubEnv>) => {
    const reader = readerOf(c, hub)
    const made = make(reader, c.req.param('id')?.toLowerCase() ?? '')
    return made ? send(c, reader, made) : notFoundPage(c, hub)
  }
  const app = new OpenAPIHono<HubEnv>()
  app.get(
    '/',
    page((reader) => homePage(hub, reader)),
  )
  app.get(
    '/challenges',
    page((reader) => boardPage(hub, reader)),
  )
  app.get(
    '/challenges/:id',
    page((reader, id) => challengePage(hub, reader, id)),
  )
  app.get(
    '/organisations/:id',
    page((reader, id) => organisationPage(hub, reader, id)),
  )
  app.get('/problems', page(problemsPage))
  app.get('/assets/:name', (c) => serveAsset(c, c.req.param('name')) ?? notFoundPage(c, hub))

  app.get('/challenges.atom', (c) => {
    c.header('Cache-Control', FEED_KEPT)
    c.header('Vary', 'Cookie, Accept-Language')
    return c.body(String(atom(hub, readerOf(c, hub))), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
    })
  })
  app.get('/sitemap.xml', (c) => {
    c.header('Cache-Control', SITEMAP_KEPT)
    return c.body(String(sitemap(hub)), 200, { 'Content-Type': 'application/xml; charset=utf-8' })
  })
  app.get('/robots.txt', (c) => {
    c.header('Cache-Control', SITEMAP_KEPT)
    return c.text(robots(hub))
  })
  return app
}
