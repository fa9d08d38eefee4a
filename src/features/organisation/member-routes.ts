import { asking, done, permit, person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes } from '#src/http/routes.ts'
import { commandOrganisation } from './commands.ts'
import type { OrganisationCommand } from './decider.ts'
import { assertExists } from './routes.ts'
import { memberParams, rejectionBody, roleBody, verificationBody } from './shapes.ts'

/** Who belongs to an organisation with which role, and whether the operator vouches for it. */
export const memberRoutes = (hub: Hub) =>
  routes()
    .openapi(
      createRoute({
        method: 'put',
        path: '/organisations/{id}/members/{personId}',
        summary: "Change a member's role",
        request: { params: memberParams, ...jsonBody(roleBody) },
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const { id, personId } = c.req.valid('param')
        assertExists(hub, id)
        permit(c.var.actor, 'organisation.administer', { organisationId: id })
        const command = { type: 'ChangeMemberRole', personId, ...c.req.valid('json') } as const
        return done(c, hub, await commandOrganisation(hub, id, command, await asking(c, hub)))
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/organisations/{id}/members/{personId}',
        summary: 'Leave, or remove a member',
        request: { params: memberParams },
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const { id, personId } = c.req.valid('param')
        assertExists(hub, id)
        const leaves = person(c).id === personId
        if (!leaves) permit(c.var.actor, 'organisation.administer', { organisationId: id })
        const command: OrganisationCommand = { type: leaves ? 'LeaveOrganisation' : 'RemoveMember', personId }
        return done(c, hub, await commandOrganisation(hub, id, command, await asking(c, hub)))
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/organisations/{id}/verification',
        summary: 'Ask the operator to verify the organisation',
        request: { params: idParam, ...jsonBody(verificationBody) },
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        assertExists(hub, id)
        permit(c.var.actor, 'organisation.administer', { organisationId: id })
        const command = { type: 'RequestVerification', ...c.req.valid('json') } as const
        return done(c, hub, await commandOrganisation(hub, id, command, await asking(c, hub)))
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/organisations/{id}/verify',
        summary: 'Vouch for an organisation that asked (operator)',
        request: { params: idParam },
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        permit(c.var.actor, 'hub.operate', {})
        return done(
          c,
          hub,
          await commandOrganisation(hub, id, { type: 'VerifyOrganisation' }, await asking(c, hub)),
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/organisations/{id}/reject',
        summary: 'Decline to verify, with a reason (operator)',
        request: { params: idParam, ...jsonBody(rejectionBody) },
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        permit(c.var.actor, 'hub.operate', {})
        const command = { type: 'RejectVerification', ...c.req.valid('json') } as const
        return done(c, hub, await commandOrganisation(hub, id, command, await asking(c, hub)))
      },
    )
