import { asking, done, permit, person, seen } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { addressOf, bucketOf, takeTurn } from '#src/http/limit.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes } from '#src/http/routes.ts'
import { openSessions } from '#src/http/session.ts'
import { issueReset, resetPassword } from './commands.ts'
import { resetBody, resetLink } from './shapes.ts'

/** A forgotten password: the operator makes a link, and hands it over by a way they trust. */
export const resetRoutes = (hub: Hub) => {
  const sessions = openSessions(hub)
  const uses = bucketOf(hub, 'reset')

  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/operator/people/{id}/reset',
        summary: 'Make a link that sets a new password, once, within the hour',
        request: { params: idParam },
        responses: answers(resetLink, 'The link; it is shown this once'),
      }),
      async (c) => {
        permit(c.var.actor, 'hub.operate', {})
        const { link, expiresAt, done: result } = await issueReset(hub, c.req.valid('param').id, person(c).id)
        c.header('Cache-Control', 'no-store')
        seen(c, hub, result.position)
        return c.json({ link, expiresAt }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/resets',
        summary: 'Set a new password by a link; every session ends',
        request: jsonBody(resetBody),
        responses: answers(doneShape, 'The person, who may now sign in'),
      }),
      async (c) => {
        takeTurn(uses, addressOf(c))
        const { token, password } = c.req.valid('json')
        const result = await resetPassword(hub, token, password, await asking(c, hub))
        await sessions.endAll(result.id, 'password-changed')
        return done(c, hub, result)
      },
    )
}
