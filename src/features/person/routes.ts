import { person as category } from '#events/person.ts'
import { organisations } from '#projections/organisations.ts'
import { people } from '#projections/people.ts'
import { teams } from '#projections/teams.ts'
import { handle } from '#src/command/handle.ts'
import { asking, done, person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { addressOf, bucketOf, takeTurn } from '#src/http/limit.ts'
import { onThisMachine } from '#src/http/loopback.ts'
import { answers, createRoute, doneShape, jsonBody, routes } from '#src/http/routes.ts'
import { openSessions } from '#src/http/session.ts'
import type { Person } from '#src/policy/actor.ts'
import { acceptInvitation, assertInvited } from '#src/process/accept-invitation.ts'
import { changePassword, personByEmail, signUp } from './commands.ts'
import { personDecider } from './decider.ts'
import { type Me, me, passwordBody, profileBody, signUpBody } from './shapes.ts'

/** Accounts: signing up, who I am, my profile and password. */
export const personRoutes = (hub: Hub) => {
  const sessions = openSessions(hub)
  const signUps = bucketOf(hub, 'sign-up')
  const guesses = bucketOf(hub, 'sign-in')

  return routes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/people',
        summary: 'Sign up, and in',
        request: jsonBody(signUpBody),
        responses: answers(doneShape, 'The person; the cookie of a session is set'),
      }),
      async (c) => {
        takeTurn(signUps, addressOf(c))
        const { invitation, ...wish } = c.req.valid('json')
        const ask = await asking(c, hub)
        if (invitation) await assertInvited(hub, invitation, ask.at, await personByEmail(hub, wish.email))
        const result = await signUp(hub, wish, ask)
        // Rights and names are read back at once, by the invitation and by the session.
        await hub.projector.reached(result.position)
        if (invitation) await acceptInvitation(hub, result.id, invitation, ask)
        await sessions.start(result.id, c)
        return done(c, hub, { ...result, position: hub.projector.position })
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/me',
        summary: 'Who is signed in here, and what they belong to',
        responses: answers(me, 'The person, or that nobody is signed in'),
      }),
      (c) => {
        c.header('Cache-Control', 'no-store')
        const demo = hub.config.demo.signIn && onThisMachine(c, hub.config)
        const { actor } = c.var
        const signedIn = actor.kind === 'person' ? meOf(hub, actor, demo) : undefined
        return c.json(signedIn ?? { signedIn: false as const, demo }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/me/profile',
        summary: 'Change my name, language and headline',
        request: jsonBody(profileBody),
        responses: answers(doneShape, 'The person'),
      }),
      async (c) => {
        const { id } = person(c)
        const command = { type: 'ChangeProfile', ...c.req.valid('json') } as const
        const result = await handle(hub.log, category, personDecider, id, command, await asking(c, hub))
        return done(c, hub, result)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/me/password',
        summary: 'Change my password; every other session ends',
        request: jsonBody(passwordBody),
        responses: answers(doneShape, 'The person; the cookie of a new session is set'),
      }),
      async (c) => {
        const { id } = person(c)
        // Whoever found a browser signed in shall not find the password there too.
        takeTurn(guesses, id)
        const result = await changePassword(hub, id, c.req.valid('json'), await asking(c, hub))
        guesses.forget(id)
        await sessions.endAll(id, 'password-changed')
        await sessions.start(id, c)
        return done(c, hub, { ...result, position: hub.projector.position })
      },
    )
}

function meOf({ views }: Hub, actor: Person, demo: boolean): Me | undefined {
  const row = people(views).one(actor.id)
  if (!row) return undefined
  const { id, name, email, locale, headline } = row
  return {
    signedIn: true,
    demo,
    person: { id, name, email, locale, headline, operator: actor.operator },
    organisations: actor.organisations.map(({ id, kind, role, verified }) => {
      const card = organisations(views).card(id)
      return { id, name: card?.name ?? {}, kind, role, verified }
    }),
    teams: teams(views).ofPerson(id),
  }
}
