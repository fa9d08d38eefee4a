import { award, decisionReason, decline } from '#events/challenge.ts'
import { instant } from '#events/define.ts'
import { proposals } from '#projections/proposals.ts'
import { person } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { answers, createRoute, doneShape, idParam, jsonBody, routes, z } from '#src/http/routes.ts'
import { actOn } from './act.ts'

const text = (max: number) => z.string().trim().min(1).max(max)

const post = <S extends z.ZodType>(path: string, summary: string, schema: S) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { params: idParam, ...jsonBody(schema) },
    responses: answers(doneShape, 'Done'),
  })

/** Publish, moderate, close and decide: what moves a challenge from one state to the next. */
export const deskRoutes = (hub: Hub) => {
  const { views, now } = hub
  const act = actOn(hub)

  return routes()
    .openapi(post('/challenges/{id}/submit', 'Publish, or ask the operator to', z.object({})), (c) =>
      act(c, c.req.valid('param').id, 'challenge.manage', ({ seekerId }) => ({
        type: 'SubmitChallenge',
        verified: person(c).organisations.some(({ id, verified }) => id === seekerId && verified),
        now: now(),
      })),
    )
    .openapi(post('/challenges/{id}/approve', 'Publish what waits for moderation', z.object({})), (c) =>
      act(c, c.req.valid('param').id, 'challenge.moderate', () => ({ type: 'ApproveChallenge', now: now() })),
    )
    .openapi(
      post(
        '/challenges/{id}/request-changes',
        'Send it back to the seeker',
        z.object({ reason: text(2_000) }),
      ),
      (c) =>
        act(c, c.req.valid('param').id, 'challenge.moderate', () => ({
          type: 'RequestChanges',
          ...c.req.valid('json'),
        })),
    )
    .openapi(
      post(
        '/challenges/{id}/extend',
        'Move the deadline later',
        z.object({ at: instant, reason: text(2_000) }),
      ),
      (c) =>
        act(c, c.req.valid('param').id, 'challenge.manage', () => ({
          type: 'ExtendDeadline',
          ...c.req.valid('json'),
        })),
    )
    .openapi(
      post('/challenges/{id}/close', 'End submissions', z.object({ note: z.string().trim().max(2_000) })),
      (c) => {
        const { id } = c.req.valid('param')
        return act(c, id, 'challenge.manage', () => ({
          type: 'CloseSubmissions',
          why: 'seeker',
          ...c.req.valid('json'),
          now: now(),
          drafts: proposals(views).drafting(id),
        }))
      },
    )
    .openapi(
      post(
        '/challenges/{id}/award',
        'Choose, with a reason for every proposal',
        z.object({ awards: z.array(award).min(1).max(20), declines: z.array(decline).max(200) }),
      ),
      (c) => {
        const { id } = c.req.valid('param')
        return act(c, id, 'challenge.decide', () => ({
          type: 'AwardChallenge',
          ...c.req.valid('json'),
          submitted: submittedTo(id),
        }))
      },
    )
    .openapi(
      post(
        '/challenges/{id}/no-award',
        'Choose none, with a reason for every proposal',
        z.object({ reason: decisionReason, declines: z.array(decline).max(200) }),
      ),
      (c) => {
        const { id } = c.req.valid('param')
        return act(c, id, 'challenge.decide', () => ({
          type: 'DeclareNoAward',
          ...c.req.valid('json'),
          submitted: submittedTo(id),
        }))
      },
    )
    .openapi(
      post('/challenges/{id}/withdraw', 'Take the challenge back', z.object({ reason: text(2_000) })),
      (c) =>
        act(c, c.req.valid('param').id, 'challenge.manage', () => ({
          type: 'WithdrawChallenge',
          ...c.req.valid('json'),
        })),
    )

  /** Submissions are closed when this is asked and the read model has caught up, so it is complete. */
  function submittedTo(challengeId: string): string[] {
    return proposals(views)
      .ofChallenge(challengeId)
      .filter(({ status }) => status === 'submitted')
      .map(({ id }) => id)
  }
}
