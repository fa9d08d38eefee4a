import type { Context } from 'hono'
import { outline, proposal } from '#events/proposal.ts'
import { challenges } from '#projections/challenge-page.ts'
import { proposals } from '#projections/proposals.ts'
import { teams } from '#projections/teams.ts'
import { type Asking, type Done, load } from '#src/command/handle.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, done, permit, person } from '#src/http/asking.ts'
import type { Hub, HubEnv } from '#src/http/env.ts'
import { proposalFacts } from '#src/http/facts.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes, z } from '#src/http/routes.ts'
import { documentHtml, documentText } from '#src/platform/document-html.ts'
import {
  outlineProposal,
  recallProposal,
  startProposal,
  submitProposal,
  withdrawProposal,
} from './commands.ts'
import { proposalDecider } from './decider.ts'
import { comparison, proposalPage } from './page.ts'
import { comparisonShape, proposalShape, wordsShape } from './shapes.ts'

/** Write a proposal together, hand it in, read and compare what was handed in. */
export const proposalRoutes = (hub: Hub) => {
  const { views } = hub

  /** A proposal that the asker may see, with its facts. */
  function seen(c: Context<HubEnv>, id: string) {
    const row = proposals(views).get(id)
    const facts = proposalFacts(views, id)
    if (!row || !facts) throw new Refused('not-found')
    permit(c.var.actor, 'proposal.view', facts)
    return { row, facts }
  }

  /** Runs a command of the team on its proposal, by rights that follow from the log and not from a read model. */
  async function act(
    c: Context<HubEnv>,
    id: string,
    action: 'proposal.write' | 'proposal.submit',
    run: (asking: Asking) => Promise<Done>,
  ) {
    person(c)
    const { state } = await load(hub.log, proposal, proposalDecider, id)
    const shown = proposalFacts(views, id)
    if (state.status === 'absent' || !shown) throw new Refused('not-found')
    const facts = { ...shown, teamId: state.teamId, status: state.status }
    permit(c.var.actor, 'proposal.view', facts)
    // Whether it may be written now is for the decider to say: "not open" tells more than "not allowed".
    permit(c.var.actor, action, { ...facts, status: 'co_editing' })
    return done(c, hub, await run(await asking(c, hub)))
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
      post(
        '/teams/{id}/proposal',
        "Start the team's proposal and its live document",
        outline.pick({ title: true }),
      ),
      async (c) => {
        person(c)
        const { id: teamId } = c.req.valid('param')
        const challengeId = teams(views).get(teamId)?.challengeId
        const challenge = challengeId && challenges(views).facts(challengeId)
        if (!challenge) throw new Refused('not-found')
        permit(c.var.actor, 'team.view', { teamId, challenge })
        permit(c.var.actor, 'proposal.write', { teamId, status: 'co_editing', challenge })
        const { title } = c.req.valid('json')
        const empty = { title, summary: '', answers: [] }
        return done(c, hub, await startProposal(hub, { teamId, outline: empty }, await asking(c, hub)))
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/proposals/{id}',
        summary: 'A proposal, apart from its words',
        request: { params: idParam },
        responses: answers(proposalShape, 'The proposal'),
      }),
      (c) => {
        const { row, facts } = seen(c, c.req.valid('param').id)
        c.header('ETag', `"${row.revision}"`)
        return c.json(proposalPage(views, row, facts, c.var.actor, hub.now()), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/proposals/{id}/outline',
        summary: 'Set the figures and the answers to the must-haves',
        request: { params: idParam, ...jsonBody(outline) },
        responses: answers(doneShape, 'Saved'),
      }),
      (c) => {
        const { id } = c.req.valid('param')
        const words = c.req.valid('json')
        return act(c, id, 'proposal.write', (ask) => outlineProposal(hub, { id, outline: words }, ask))
      },
    )
    .openapi(post('/proposals/{id}/submit', 'Hand in the text as it stands now', z.object({})), (c) => {
      const { id } = c.req.valid('param')
      return act(c, id, 'proposal.submit', (ask) => submitProposal(hub, { id }, ask))
    })
    .openapi(post('/proposals/{id}/recall', 'Take it back to go on writing', z.object({})), (c) => {
      const { id } = c.req.valid('param')
      return act(c, id, 'proposal.submit', (ask) => recallProposal(hub, { id }, ask))
    })
    .openapi(
      post('/proposals/{id}/withdraw', 'Take it back for good', proposal.shapes.ProposalWithdrawn),
      (c) => {
        const { id } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        return act(c, id, 'proposal.submit', (ask) => withdrawProposal(hub, { id, reason }, ask))
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/proposals/{id}/html',
        summary: 'Its words: those handed in, or as they stand now',
        request: { params: idParam },
        responses: answers(wordsShape, 'Sanitised HTML, and plain text'),
      }),
      async (c) => {
        const { row, facts } = seen(c, c.req.valid('param').id)
        permit(c.var.actor, 'proposal.read', facts)
        const { doc } = await hub.documents.read(row.documentId, row.documentRevision ?? undefined)
        return c.json({ html: documentHtml(doc), text: documentText(doc) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/challenges/{id}/proposals',
        summary: 'What was handed in, side by side, for the seeker',
        request: { params: idParam },
        responses: answers(comparisonShape, 'The comparison; sealed until a fixed deadline'),
      }),
      (c) => {
        const { id } = c.req.valid('param')
        const facts = challenges(views).facts(id)
        if (!facts) throw new Refused('not-found')
        permit(c.var.actor, 'challenge.view', facts)
        permit(c.var.actor, 'challenge.decide', facts)
        return c.json(comparison(views, id, facts), 200)
      },
    )
}
