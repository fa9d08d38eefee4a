import { brief, CHALLENGE_MODES, challenge } from '#events/challenge.ts'
import { board, SORTS } from '#projections/challenge-board.ts'
import { challenges } from '#projections/challenge-page.ts'
import { organisations } from '#projections/organisations.ts'
import { handle } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, createdId, done, permit, person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes, z } from '#src/http/routes.ts'
import { can } from '#src/policy/can.ts'
import { actOn } from './act.ts'
import { challengeDecider } from './decider.ts'
import { myPlaceIn } from './my-place.ts'
import { boardShape, cardShape, pageShape } from './shapes.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const boardQuery = z.object({
  q: z.string().max(200).optional(),
  status: z.enum(['open', 'closed', 'awarded', 'no_award', 'withdrawn', 'archived']).optional(),
  mode: z.enum(CHALLENGE_MODES).optional(),
  cluster: z.string().max(80).optional(),
  seeker: z.uuid().optional(),
  sort: z.enum(SORTS).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

/** Find, read, draft and revise challenges. */
export const challengeRoutes = (hub: Hub) => {
  const { views, log } = hub

  const act = actOn(hub)

  /** A named incubator must be one, and verified, when the brief goes out. */
  function checkIncubator(incubatorId: string | undefined) {
    if (incubatorId === undefined) return
    const card = organisations(views).card(incubatorId)
    if (!card?.verified || (card.kind !== 'incubator' && card.kind !== 'accelerator'))
      throw new Refused('not-an-incubator')
  }

  return routes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/challenges',
        summary: 'The board: every challenge the reader may see, in pages',
        request: { query: boardQuery },
        responses: answers(boardShape, 'A page of the board'),
      }),
      (c) => c.json(board(views).page(c.var.actor, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/challenges/{id}',
        summary: 'One challenge in full',
        request: { params: idParam },
        responses: answers(pageShape, 'The challenge'),
      }),
      (c) => {
        const { id } = c.req.valid('param')
        const { actor } = c.var
        const facts = challenges(views).facts(id)
        const page = challenges(views).page(id)
        if (!facts || !page) throw new Refused('not-found')
        permit(actor, 'challenge.view', facts)
        const desk = can(actor, 'challenge.manage', facts) ? challenges(views).desk(id) : undefined
        c.header('ETag', `"${page.revision}"`)
        return c.json({ ...page, ...(desk && { desk }), my: myPlaceIn(hub, actor, id, facts) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/my/challenges',
        summary: "Challenges of the reader's organisations, drafts included",
        responses: answers(z.object({ items: z.array(cardShape) }), 'Cards'),
      }),
      (c) => {
        const ids = person(c).organisations.map(({ id }) => id)
        return c.json({ items: challenges(views).ofOrganisations(ids) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/challenges',
        summary: 'Draft a challenge',
        request: jsonBody(z.object({ seekerId: z.uuid(), brief })),
        responses: answers(doneShape, 'Drafted'),
      }),
      async (c) => {
        const { seekerId, brief } = c.req.valid('json')
        permit(person(c), 'challenge.draft', { seekerId })
        checkIncubator(brief.incubatorId)
        const ask = await asking(c, hub)
        const id = createdId(c, ask, 'challenge')
        return done(
          c,
          hub,
          await handle(
            log,
            challenge,
            challengeDecider,
            id,
            { type: 'DraftChallenge', seekerId, brief },
            ask,
          ),
        )
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/challenges/{id}/brief',
        summary: 'Revise a draft, or amend an open challenge with a note',
        request: { params: idParam, ...jsonBody(z.object({ brief, note: text(2_000).optional() })) },
        responses: answers(doneShape, 'Saved'),
      }),
      (c) => {
        const { brief, note } = c.req.valid('json')
        checkIncubator(brief.incubatorId)
        return act(c, c.req.valid('param').id, 'challenge.manage', () =>
          note === undefined ? { type: 'ReviseChallenge', brief } : { type: 'AmendChallenge', brief, note },
        )
      },
    )
}
