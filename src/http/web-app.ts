/** The signed-in application's files, as Vite built them, under `/app/`. */

import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { Fault } from '#src/platform/fault.ts'
import type { HubEnv } from './env.ts'

/** Names under `assets/` carry a hash of their content, so they never change. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * @param root - the folder of the built application, `web/dist`
 */
export function webAppRoutes(root: string) {
  const index = join(root, 'index.html')
  return new Hono<HubEnv>()
    .get('/app/assets/*', async (c, next) => {
      await next()
      if (c.res.ok) c.res.headers.set('Cache-Control', FOR_EVER)
    })
    .get(
      '/app/*',
      serveStatic({
        root: relative(process.cwd(), root) || '.',
        rewriteRequestPath: (path) => path.replace(/^\/app\//, '/'),
      }),
    )
    .get('/app', (c) => c.redirect('/app/', 301))
    .get('/app/*', (c) => {
      // A file that is not there must not answer with a page.
      if (/\.\w+$/.test(c.req.path)) return c.notFound()
      if (!existsSync(index))
        throw new Fault('web.read', 'the web application is not built; run npm start, or npx vite build')
      c.header('Cache-Control', 'no-cache')
      // Read anew each time: a build beside the running hub gives its files new names.
      return c.html(readFileSync(index, 'utf8').replace('<html lang="zh-CN">', `<html lang="${c.var.lang}">`))
    })
}
