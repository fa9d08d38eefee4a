import { type OrganisationRow, organisations } from '#projections/organisations.ts'
import { people } from '#projections/people.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, createdId, done, permit, person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes } from '#src/http/routes.ts'
import type { Actor } from '#src/policy/actor.ts'
import { can } from '#src/policy/can.ts'
import { commandOrganisation, registerOrganisation } from './commands.ts'
import {
  type OrganisationPage,
  organisationList,
  organisationPage,
  organisationQuery,
  profileBody,
} from './shapes.ts'

/** Organisations: registering one, finding one, its page and its profile. */
export const organisationRoutes = (hub: Hub) =>
  routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/organisations',
        summary: 'Register an organisation and administer it',
        request: jsonBody(profileBody),
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const adminId = person(c).id
        permit(c.var.actor, 'organisation.register', {})
        const profile = c.req.valid('json')
        const ask = await asking(c, hub)
        const id = createdId(c, ask, 'organisation')
        return done(c, hub, await registerOrganisation(hub, id, { profile, adminId }, ask))
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/organisations',
        summary: 'Find organisations',
        request: { query: organisationQuery },
        responses: answers(organisationList, 'A page of them; `next` is the cursor of the following one'),
      }),
      (c) => {
        const { kind, q, cursor, limit } = c.req.valid('query')
        return c.json(organisations(hub.views).list({ kind, text: q, after: cursor, limit }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/organisations/{id}',
        summary: 'An organisation; its members for those who belong to it',
        request: { params: idParam },
        responses: answers(organisationPage, 'The organisation'),
      }),
      (c) => {
        const row = organisations(hub.views).one(c.req.valid('param').id)
        if (!row) throw new Refused('not-found')
        permit(c.var.actor, 'organisation.view', {})
        c.header('ETag', `"${row.revision}"`)
        return c.json(pageOf(hub, row, c.var.actor), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/organisations/{id}/profile',
        summary: 'Change the profile; the kind of a verified one stays',
        request: { params: idParam, ...jsonBody(profileBody) },
        responses: answers(doneShape, 'The organisation'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        assertExists(hub, id)
        permit(c.var.actor, 'organisation.administer', { organisationId: id })
        const command = { type: 'ChangeOrganisationProfile', profile: c.req.valid('json') } as const
        return done(c, hub, await commandOrganisation(hub, id, command, await asking(c, hub)))
      },
    )

/** @throws Refused `not-found` */
export function assertExists({ views }: Hub, id: string): void {
  if (!organisations(views).one(id)) throw new Refused('not-found')
}

function pageOf({ views }: Hub, row: OrganisationRow, actor: Actor): OrganisationPage {
  const { id, name, kind, region, about, website, verification, rejection, revision, imported, demo } = row
  const open = { id, name, kind, region, about, website, revision, imported, demo }
  if (!can(actor, 'organisation.members.view', { organisationId: id }))
    return { ...open, verification: verification === 'verified' ? verification : 'unverified' }
  return {
    ...open,
    verification,
    ...(rejection && { rejection }),
    members: organisations(views)
      .members(id)
      // An erased person stays a member without a name until an administrator removes them.
      .map(({ personId, role }) => ({ personId, role, name: people(views).name(personId) ?? '' })),
  }
}
