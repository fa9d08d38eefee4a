/** Seeded fuzz over every route and page (reliability.md I1): refused or done, never broken. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask, expectArmour } from '#test/support/ask.ts'
import { type Route, routesOf } from '#test/support/bad-json.ts'
import { hostile, hostileRequest } from '#test/support/hostile.ts'
import { world } from '#test/support/world.ts'

/** The seed makes a failure repeat. */
const FUZZ = { numRuns: 2_000, seed: 20_261_122 }

const PAGES = [
  '/',
  '/challenges',
  '/challenges',
  '/challenges.atom',
  '/challenges/{id}',
  '/organisations/{id}',
  '/problems',
]

test(`${FUZZ.numRuns} hostile requests never break the hub`, { timeout: 180_000 }, async () => {
  await using the = await world()
  const pages: Route[] = PAGES.map((path) => ({ method: 'GET', path }))
  const routes = [...routesOf((await the.people.visitor.get('/api/openapi.json')).body), ...pages]
  const counts: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(hostile, async (made) => {
      const request = hostileRequest(the, routes, made)
      const answer = await ask(the.hub.open, request)
      const what = `${request.method} ${request.path} ${request.body}`
      const live = answer.headers.get('content-type')?.startsWith('text/event-stream')
      const text = live ? await answer.body?.cancel() : await answer.text()
      expect(answer.status, `${what}\n${text}`).toBeLessThan(500)
      expectArmour(answer, what)
      const kind = `${Math.floor(answer.status / 100)}xx`
      counts[kind] = (counts[kind] ?? 0) + 1
    }),
    { ...FUZZ, endOnFailure: true },
  )
  const sent = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(
    `fuzz: ${sent} requests to ${routes.length} routes and pages with seed ${FUZZ.seed}:`,
    JSON.stringify(counts),
  )
  expect(sent).toBeGreaterThanOrEqual(FUZZ.numRuns)
  for (const kind of ['2xx', '4xx']) expect(counts[kind] ?? 0, kind).toBeGreaterThan(FUZZ.numRuns / 10)
  const ready = await the.people.visitor.get('/ready')
  expect(ready.body).toMatchObject({ status: 'ok', parked: [] })
})
