import { person as category } from '#events/person.ts'
import { load } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { done, person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { addressOf, bucketOf, takeTurn } from '#src/http/limit.ts'
import { answers, createRoute, doneShape, jsonBody, routes, z } from '#src/http/routes.ts'
import { openSessions } from '#src/http/session.ts'
import { emailId, signIn } from './commands.ts'
import { personDecider } from './decider.ts'
import { sessionList, signedOut, signInBody } from './shapes.ts'

/** Signing in and out, and a person's own sessions. */
export const sessionRoutes = (hub: Hub) => {
  const sessions = openSessions(hub)
  const ofAccount = bucketOf(hub, 'sign-in')
  const ofAddress = bucketOf(hub, 'sign-in-address')

  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/session',
        summary: 'Sign in',
        request: jsonBody(signInBody),
        responses: answers(doneShape, 'The person; the cookie of a session is set'),
      }),
      async (c) => {
        const { email, password } = c.req.valid('json')
        const address = addressOf(c)
        const account = `${address} ${emailId(hub, email)}`
        takeTurn(ofAddress, address)
        takeTurn(ofAccount, account)
        const id = await signIn(hub, email, password)
        ofAccount.forget(account)
        await sessions.start(id, c)
        const { revision } = await load(hub.log, category, personDecider, id)
        return done(c, hub, { id, revision, position: hub.projector.position, events: 0 })
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/session',
        summary: 'Sign out here',
        responses: answers(signedOut, 'Signed out, or was not signed in'),
      }),
      async (c) => {
        await sessions.end(c)
        return c.json({ signedIn: false as const }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sessions',
        summary: 'Where I am signed in',
        responses: answers(sessionList, 'Newest first'),
      }),
      (c) => {
        c.header('Cache-Control', 'no-store')
        return c.json({ items: sessions.list(person(c).id, c.var.sessionId) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/sessions',
        summary: 'Sign out everywhere',
        responses: answers(signedOut, 'Signed out on every browser'),
      }),
      async (c) => {
        await sessions.endAll(person(c).id, 'everywhere')
        await sessions.end(c)
        return c.json({ signedIn: false as const }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/sessions/{handle}',
        summary: 'End one of my sessions',
        request: { params: z.object({ handle: z.string().max(64) }) },
        responses: answers(sessionList, 'The sessions that are left'),
      }),
      async (c) => {
        const { id } = person(c)
        const { handle } = c.req.valid('param')
        const mine = sessions.list(id, c.var.sessionId).find((one) => one.handle === handle)
        if (!mine) throw new Refused('not-found')
        if (mine.current) await sessions.end(c)
        else await sessions.endOne(id, handle)
        return c.json({ items: sessions.list(id, c.var.sessionId) }, 200)
      },
    )
}
