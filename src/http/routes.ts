import { OpenAPIHono, z } from '@hono/zod-openapi'
import { Refused } from '#src/command/refused.ts'
import type { HubEnv } from './env.ts'
import { issuesOf, problem } from './problem.ts'

/** An app for one feature's routes: input is checked against its schema before the route sees it. */
export const routes = () =>
  new OpenAPIHono<HubEnv>({
    defaultHook(result, c) {
      if (result.success) return
      // What can be no id of ours is as absent as an unknown one.
      if (result.target === 'param') return problem(c, new Refused('not-found'))
      return problem(c, new Refused('invalid-input'), issuesOf(result.error))
    },
  })

/** `:id` of a path; anything but a UUID is as absent as an unknown one. */
export const idParam = z.object({ id: z.uuid() })

const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem')

/** What every route may answer besides its own result. */
const problems = {
  default: {
    description: 'A problem (RFC 9457)',
    content: { 'application/problem+json': { schema: problemShape } },
  },
} as const

/** Responses of a route that answers `schema` as JSON. */
export const answers = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...problems,
})

/** A JSON body that must be there. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

/** What a command answers: the thing it acted on. The headers carry `ETag` (revision) and `Hub-Position`. */
export const doneShape = z.object({ id: z.string(), revision: z.number().int() }).openapi('Done')

export { createRoute, z } from '@hono/zod-openapi'
