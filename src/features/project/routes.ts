import type { Context } from 'hono'
import { incubationStage, project } from '#events/project.ts'
import { handle, load } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, done, permit, person } from '#src/http/asking.ts'
import type { Hub, HubEnv } from '#src/http/env.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes, z } from '#src/http/routes.ts'
import type { ProjectFacts } from '#src/policy/can.ts'
import { isWaiting, type ProjectCommand, projectDecider } from './decider.ts'
import { funnelPage, projectPage } from './pages.ts'
import { funnelShape, projectShape } from './shapes.ts'

const incubatorBody = project.shapes.ProjectClaimed
const moveBody = z.object({
  from: incubationStage,
  to: incubationStage,
  note: z.string().trim().max(1_000).default(''),
})

/** Projects on their way through incubators' funnels. */
export const projectRoutes = (hub: Hub) => {
  /** The project as the log has it, with what rights follow from. */
  async function known(id: string) {
    const { state, revision } = await load(hub.log, project, projectDecider, id)
    if (state.status === 'absent') throw new Refused('not-found')
    const { seekerId, teamId, named, carrier, declined } = state
    const incubatorId = carrier?.incubatorId ?? (named && !declined.has(named) ? named : undefined)
    const facts: ProjectFacts = { seekerId, teamId, incubatorId, waiting: isWaiting(state) }
    return { state, facts, revision }
  }

  const run = async (c: Context<HubEnv>, id: string, command: ProjectCommand) =>
    done(c, hub, await handle(hub.log, project, projectDecider, id, command, await asking(c, hub)))

  /** The team's answer to an incubator. */
  async function answer(c: Context<HubEnv>, id: string, command: ProjectCommand) {
    person(c)
    const { facts } = await known(id)
    permit(c.var.actor, 'project.view', facts)
    permit(c.var.actor, 'project.consent', facts)
    return run(c, id, command)
  }

  const post = <S extends z.ZodType>(path: string, summary: string, schema: S) =>
    createRoute({
      method: 'post',
      path,
      summary,
      request: { params: idParam, ...jsonBody(schema) },
      responses: answers(doneShape, 'Done'),
    })

  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/funnel',
        summary: "An incubator's funnel, and the projects it may claim",
        request: { query: z.object({ incubator: z.uuid().optional() }) },
        responses: answers(funnelShape, 'The funnel'),
      }),
      (c) => {
        const actor = person(c)
        const carrying = actor.organisations.find(
          ({ kind, verified }) => verified && (kind === 'incubator' || kind === 'accelerator'),
        )
        const incubatorId = c.req.valid('query').incubator ?? carrying?.id
        if (!incubatorId) throw new Refused('not-found')
        permit(actor, 'funnel.view', { incubatorId })
        return c.json(funnelPage(hub.views, incubatorId, hub.now()), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/projects/{id}',
        summary: 'A project and its way so far',
        request: { params: idParam },
        responses: answers(projectShape, 'The project'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const { facts } = await known(id)
        permit(c.var.actor, 'project.view', facts)
        const page = projectPage(hub.views, id, c.var.actor)
        if (!page) throw new Refused('not-found')
        c.header('ETag', `"${page.revision}"`)
        return c.json(page, 200)
      },
    )
    .openapi(post('/projects/{id}/consent', 'Let an incubator carry and read it', incubatorBody), (c) =>
      answer(c, c.req.valid('param').id, { type: 'ConsentToIncubation', ...c.req.valid('json') }),
    )
    .openapi(post('/projects/{id}/decline', 'Rather not; another may claim it', incubatorBody), (c) =>
      answer(c, c.req.valid('param').id, { type: 'DeclineIncubation', ...c.req.valid('json') }),
    )
    .openapi(post('/projects/{id}/claim', 'Take it from the waiting list', incubatorBody), async (c) => {
      const { incubatorId } = c.req.valid('json')
      const { id } = c.req.valid('param')
      permit(person(c), 'project.claim', { incubatorId, waiting: true })
      const { state, facts } = await known(id)
      // Whether it still waits is the decider's to say, so that who comes second hears why; what never waited was never shown.
      const { named, declined } = state
      const waited = named === undefined || declined.has(named)
      if (!waited) permit(c.var.actor, 'project.view', facts)
      return run(c, id, { type: 'ClaimProject', incubatorId })
    })
    .openapi(post('/projects/{id}/move', 'Move it to another stage', moveBody), async (c) => {
      person(c)
      const { id } = c.req.valid('param')
      const { state, facts } = await known(id)
      permit(c.var.actor, 'project.view', facts)
      const incubatorId = state.carrier?.incubatorId
      if (!incubatorId) throw new Refused('not-in-funnel')
      permit(c.var.actor, 'project.move', { incubatorId })
      return run(c, id, { type: 'MoveStage', incubatorId, ...c.req.valid('json') })
    })
}
