import { organisationKind } from '#events/organisation.ts'
import { challenges } from '#projections/challenge-page.ts'
import { organisations } from '#projections/organisations.ts'
import { people } from '#projections/people.ts'
import { permit } from '#src/http/asking.ts'
import type { Hub } from '#src/http/env.ts'
import { answers, createRoute, routes, z } from '#src/http/routes.ts'

const name = z.object({ zh: z.string().optional(), en: z.string().optional() })

const queueShape = z
  .object({
    organisations: z.array(
      z.object({
        id: z.string(),
        name,
        kind: organisationKind,
        note: z.string(),
        requestedAt: z.string(),
      }),
    ),
    challenges: z.array(
      z.object({
        id: z.string(),
        title: name,
        seeker: z.object({ id: z.string(), name }),
        submittedAt: z.string(),
      }),
    ),
    people: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
  })
  .openapi('OperatorQueue')

export type OperatorQueue = z.infer<typeof queueShape>

/** What waits for the operator. */
export const operatorRoutes = (hub: Hub) =>
  routes().openapi(
    createRoute({
      method: 'get',
      path: '/operator/queue',
      summary: 'What waits for the operator, and people by name or address',
      request: { query: z.object({ q: z.string().max(200).default('') }) },
      responses: answers(queueShape, 'Longest waiting first'),
    }),
    (c) => {
      permit(c.var.actor, 'hub.operate', {})
      const { views } = hub
      c.header('Cache-Control', 'no-store')
      return c.json(
        {
          organisations: organisations(views)
            .pending()
            .map(({ id, name, kind, note, requestedAt }) => ({
              id,
              name,
              kind,
              note,
              requestedAt: requestedAt ?? '',
            })),
          challenges: challenges(views)
            .inModeration()
            .map(({ id, title, seeker, submittedAt }) => ({
              id,
              title,
              seeker: { id: seeker.id, name: seeker.name },
              submittedAt,
            })),
          people: people(views).search(c.req.valid('query').q),
        },
        200,
      )
    },
  )
