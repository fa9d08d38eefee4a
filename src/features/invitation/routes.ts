import { invitationRole, invitationScope } from '#events/invitation.ts'
import { type InvitationRow, invitations } from '#projections/invitations.ts'
import { organisations } from '#projections/organisations.ts'
import { people } from '#projections/people.ts'
import { teams } from '#projections/teams.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, done, permit, person, seen } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { teamFacts } from '#src/http/facts.ts'
import { bucketOf, takeTurn } from '#src/http/limit.ts'
import { readToken, sameHash } from '#src/http/link.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes, z } from '#src/http/routes.ts'
import { openSessions } from '#src/http/session.ts'
import type { Actor } from '#src/policy/actor.ts'
import { can } from '#src/policy/can.ts'
import { acceptInvitation, mayInvite } from '#src/process/accept-invitation.ts'
import { issueInvitation, revokeInvitation } from './commands.ts'

const tokenParam = z.object({ token: z.string().max(100) })
const linkShape = z.object({ id: z.string(), link: z.string(), expiresAt: z.string() })
const name = z.object({ zh: z.string().optional(), en: z.string().optional() })

const invitationShape = z
  .object({
    scope: invitationScope,
    role: invitationRole,
    /** A team's name is one text, an organisation's is bilingual; the hub's is empty. */
    target: z.object({ id: z.string(), name: z.union([name, z.string()]) }),
    expiresAt: z.string(),
    usable: z.boolean(),
  })
  .openapi('Invitation')

export type Invitation = z.infer<typeof invitationShape>
export type InvitationLink = z.infer<typeof linkShape>
export type PendingInvitation = z.infer<typeof pendingShape>['items'][number]

const pendingShape = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      role: invitationRole,
      issuedAt: z.string(),
      expiresAt: z.string(),
      issuedBy: z.string(),
    }),
  ),
})

/** Links that let one person into an organisation, a team or the operator's desk. */
export const invitationRoutes = (hub: Hub) => {
  const { views } = hub
  const sessions = openSessions(hub)
  const issued = bucketOf(hub, 'invite')
  const accepted = bucketOf(hub, 'invite')

  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/organisations/{id}/invitations',
        summary: 'Make a link into an organisation',
        request: { params: idParam, ...jsonBody(z.object({ role: z.enum(['admin', 'member']) })) },
        responses: answers(linkShape, 'The link; it is shown this once'),
      }),
      async (c) => {
        const targetId = c.req.valid('param').id
        if (!organisations(views).one(targetId)) throw new Refused('not-found')
        permit(c.var.actor, 'organisation.administer', { organisationId: targetId })
        takeTurn(issued, person(c).id)
        const wish = { scope: 'organisation', targetId, ...c.req.valid('json') } as const
        const { id, link, expiresAt, done: result } = await issueInvitation(hub, wish, await asking(c, hub))
        seen(c, hub, result.position)
        return c.json({ id, link, expiresAt }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/teams/{id}/invitations',
        summary: 'Make a link into a team',
        request: { params: idParam, ...jsonBody(z.object({ role: z.enum(['member', 'advisor']) })) },
        responses: answers(linkShape, 'The link; it is shown this once'),
      }),
      async (c) => {
        const targetId = c.req.valid('param').id
        const { id: asker } = person(c)
        const facts = teamFacts(views, targetId)
        if (!facts) throw new Refused('not-found')
        permit(c.var.actor, 'team.view', facts)
        permit(c.var.actor, 'team.lead', facts)
        takeTurn(issued, asker)
        const wish = { scope: 'team', targetId, ...c.req.valid('json') } as const
        const { id, link, expiresAt, done: result } = await issueInvitation(hub, wish, await asking(c, hub))
        seen(c, hub, result.position)
        return c.json({ id, link, expiresAt }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/organisations/{id}/invitations',
        summary: 'Links into an organisation that still work',
        request: { params: idParam },
        responses: answers(pendingShape, 'Oldest first, without the links themselves'),
      }),
      (c) => {
        const { id } = c.req.valid('param')
        if (!organisations(views).one(id)) throw new Refused('not-found')
        permit(c.var.actor, 'organisation.administer', { organisationId: id })
        return c.json(
          {
            items: invitations(views)
              .open(id, hub.now())
              .map((row) => pendingOf(hub, row)),
          },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/invitations/{token}',
        summary: 'What a link lets its finder into',
        request: { params: tokenParam },
        responses: answers(invitationShape, 'The invitation, usable or not'),
      }),
      (c) => {
        const row = byToken(hub, c.req.valid('param').token)
        const { scope, role, targetId, expiresAt, status } = row
        const usable = status === 'open' && hub.now() < expiresAt && mayInvite(views, row)
        c.header('Cache-Control', 'no-store')
        return c.json(
          { scope, role, target: { id: targetId, name: targetName(hub, row) }, expiresAt, usable },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/invitations/{token}/accept',
        summary: 'Come in by a link',
        request: { params: tokenParam },
        responses: answers(doneShape, 'What was joined'),
      }),
      async (c) => {
        const { id } = person(c)
        // By person: a laboratory's whole team may sit behind one address.
        takeTurn(accepted, id)
        const ask = await asking(c, hub)
        const { scope, done: result } = await acceptInvitation(hub, id, c.req.valid('param').token, ask)
        await hub.projector.reached(result.position)
        // An operator's session is shorter, and begins with the right (reliability.md §6.5).
        if (scope === 'operator') await sessions.start(id, c)
        return done(c, hub, { ...result, position: hub.projector.position })
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/invitations/by-id/{id}',
        summary: 'Withdraw a link',
        request: { params: idParam },
        responses: answers(doneShape, 'The invitation'),
      }),
      async (c) => {
        person(c)
        const row = invitations(views).one(c.req.valid('param').id)
        if (!row || !rulesOver(c.var.actor, row)) throw new Refused('not-found')
        return done(c, hub, await revokeInvitation(hub, row.id, await asking(c, hub)))
      },
    )
}

function byToken({ views }: Hub, token: string): InvitationRow {
  const read = readToken(token)
  const row = read && invitations(views).one(read.id)
  if (!row || !sameHash(row.tokenHash, read.tokenHash)) throw new Refused('link-invalid')
  return row
}

/** Whoever may make such a link may withdraw it; nobody else knows of it. */
function rulesOver(actor: Actor, { scope, targetId }: InvitationRow): boolean {
  if (scope === 'organisation') return can(actor, 'organisation.administer', { organisationId: targetId })
  return scope === 'team' ? can(actor, 'team.lead', { teamId: targetId }) : can(actor, 'hub.operate', {})
}

function targetName({ views }: Hub, { scope, targetId }: InvitationRow) {
  if (scope === 'organisation') return organisations(views).card(targetId)?.name ?? ''
  return scope === 'team' ? (teams(views).get(targetId)?.name ?? '') : ''
}

const pendingOf = ({ views }: Hub, { id, role, issuedAt, expiresAt, issuedBy }: InvitationRow) => ({
  id,
  role,
  issuedAt,
  expiresAt,
  issuedBy: people(views).name(issuedBy) ?? '',
})
