import type { Context } from 'hono'
import { organisations } from '#projections/organisations.ts'
import { people } from '#projections/people.ts'
import { standing } from '#projections/standing.ts'
import { Refused } from '#src/command/refused.ts'
import { done } from '#src/http/asking.ts'
import type { Hub, HubEnv } from '#src/http/env.ts'
import { onThisMachine } from '#src/http/loopback.ts'
import { answers, createRoute, doneShape, jsonBody, routes, z } from '#src/http/routes.ts'
import { openSessions } from '#src/http/session.ts'
import { demoPeople } from './shapes.ts'

/**
 * One-click sign-in as somebody of the demo, for whoever sits at this machine.
 * Anywhere else these addresses do not exist.
 */
export const demoRoutes = (hub: Hub) => {
  const sessions = openSessions(hub)
  const assertDemo = (c: Context<HubEnv>) => {
    if (!hub.config.demo.signIn || !onThisMachine(c, hub.config)) throw new Refused('demo-only')
  }

  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/demo/people',
        summary: 'The people of the demo',
        responses: answers(demoPeople, 'Each with a role and an organisation'),
      }),
      (c) => {
        assertDemo(c)
        return c.json(
          people(hub.views)
            .demo()
            .map(({ id, name, headline }) => ({
              id,
              name,
              role: roleIn(headline),
              organisation: organisationOf(hub, id),
            })),
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/demo/session',
        summary: 'Sign in as somebody of the demo',
        request: jsonBody(z.object({ personId: z.uuid() })),
        responses: answers(doneShape, 'The person; the cookie of a session is set'),
      }),
      async (c) => {
        assertDemo(c)
        const { personId } = c.req.valid('json')
        // Real people of the same hub are not to be had by a click.
        if (!people(hub.views).one(personId)?.demo) throw new Refused('demo-only')
        await sessions.start(personId, c)
        return done(c, hub, { id: personId, revision: 0, position: hub.projector.position, events: 0 })
      },
    )
}

/** A demo person's headline says their role in both languages: `企业需求负责人 / Challenge owner`. */
function roleIn(headline: string): { zh: string; en: string } {
  const [zh = '', en = zh] = headline.split(' / ')
  return { zh, en }
}

function organisationOf({ views }: Hub, personId: string) {
  const [first] = standing(views).actor(personId).organisations
  return (first && organisations(views).card(first.id)?.name) ?? {}
}
