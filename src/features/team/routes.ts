import { team } from '#events/team.ts'
import { challenges } from '#projections/challenge-page.ts'
import { proposals } from '#projections/proposals.ts'
import { challengeRef, membersOf, teamRef } from '#projections/refs.ts'
import { teams } from '#projections/teams.ts'
import { handle } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, createdId, done, permit, person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes, z } from '#src/http/routes.ts'
import { formTeam } from './commands.ts'
import { teamDecider } from './decider.ts'
import { teamShape, workShape } from './shapes.ts'
import { workOf } from './work.ts'

const formBody = team.shapes.TeamFormed.pick({ name: true, organisationId: true })

export const teamRoutes = (hub: Hub) =>
  routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/challenges/{id}/teams',
        request: { params: idParam, ...jsonBody(formBody) },
        responses: answers(doneShape, 'The team was formed; the asker leads it'),
      }),
      async (c) => {
        const actor = person(c)
        const { id: challengeId } = c.req.valid('param')
        const { name, organisationId } = c.req.valid('json')
        const facts = challenges(hub.views).facts(challengeId)
        if (!facts) throw new Refused('not-found')
        permit(actor, 'challenge.view', facts)
        if (actor.organisations.some(({ id }) => id === facts.seekerId)) throw new Refused('own-challenge')
        permit(actor, 'team.form', facts)
        if (organisationId && !actor.organisations.some(({ id }) => id === organisationId))
          throw new Refused('not-allowed')
        const ask = await asking(c, hub)
        const id = createdId(c, ask, 'team')
        return done(
          c,
          hub,
          await formTeam(hub, { id, challengeId, name, leadId: actor.id, organisationId }, ask),
        )
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/teams/{id}',
        request: { params: idParam },
        responses: answers(teamShape, 'The team'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const row = teams(hub.views).get(id)
        const facts = row && challenges(hub.views).facts(row.challengeId)
        if (!row || !facts) throw new Refused('not-found')
        const { actor } = c.var
        permit(actor, 'team.view', { teamId: id, challenge: facts })
        const place = actor.kind === 'person' ? actor.teams.find((one) => one.id === id) : undefined
        const proposal = place && proposals(hub.views).ofTeam(id)
        c.header('ETag', `"${row.revision}"`)
        return c.json(
          {
            ...teamRef(hub.views, id),
            revision: row.revision,
            challenge: challengeRef(hub.views, row.challengeId),
            ...(place && { members: membersOf(hub.views, id) }),
            my: place ? { role: place.role } : null,
            ...(proposal && { proposal: { id: proposal.id, status: proposal.status } }),
            demo: row.demo,
          },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/teams/{id}/members/{personId}',
        request: { params: idParam.extend({ personId: z.uuid() }) },
        responses: answers(doneShape, 'The person has left, or was removed by the lead'),
      }),
      async (c) => {
        const actor = person(c)
        const { id, personId } = c.req.valid('param')
        const row = teams(hub.views).get(id)
        const facts = row && challenges(hub.views).facts(row.challengeId)
        if (!facts) throw new Refused('not-found')
        permit(actor, 'team.view', { teamId: id, challenge: facts })
        const leaving = personId === actor.id
        if (!leaving) permit(actor, 'team.lead', { teamId: id })
        const command = { type: leaving ? 'LeaveTeam' : 'RemoveMember', personId } as const
        return done(c, hub, await handle(hub.log, team, teamDecider, id, command, await asking(c, hub)))
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/my/work',
        responses: answers(workShape, 'Where the asker works and what waits for them'),
      }),
      (c) => c.json(workOf(hub.views, person(c)), 200),
    )
