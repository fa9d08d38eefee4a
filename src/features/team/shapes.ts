import { deadline } from '#events/challenge.ts'
import { maybeBilingual } from '#events/define.ts'
import { teamRole } from '#events/team.ts'
import type { ChallengeCard } from '#projections/challenge-board.ts'
import { z } from '#src/http/routes.ts'
import type { ChallengeStatus, ProposalStatus } from '#src/policy/can.ts'

const name = maybeBilingual(500)
const ref = z.object({ id: z.string(), name })

/** Statuses are typed where rights are decided. */
const proposalStatus = z.custom<ProposalStatus>().openapi({ type: 'string' })
const challengeStatus = z.custom<ChallengeStatus>().openapi({ type: 'string' })

/** Challenges are typed where they are made; OpenAPI gets their outline. */
const card = z.custom<ChallengeCard>().openapi({ type: 'object' })

/** What a team page shows; the members are for members. */
export const teamShape = z
  .object({
    id: z.string(),
    revision: z.number().int(),
    name: z.string(),
    challenge: z.object({
      id: z.string(),
      title: name,
      status: challengeStatus,
      deadline: deadline.optional(),
    }),
    organisation: ref.optional(),
    members: z.array(z.object({ personId: z.string(), name: z.string(), role: teamRole })).optional(),
    my: z.object({ role: teamRole }).nullable(),
    proposal: z.object({ id: z.string(), status: proposalStatus }).optional(),
    demo: z.boolean(),
  })
  .openapi('Team')

export type Team = z.infer<typeof teamShape>

/** What waits for a person, and where they work. */
export const workShape = z
  .object({
    teams: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: teamRole,
        challenge: z.object({
          id: z.string(),
          title: name,
          status: challengeStatus,
          deadline: deadline.optional(),
        }),
        proposal: z.object({ id: z.string(), status: proposalStatus, title: z.string() }).optional(),
      }),
    ),
    consents: z.array(z.object({ projectId: z.string(), title: name, incubator: ref })),
    drafts: z.array(card),
    toDecide: z.array(card),
  })
  .openapi('Work')

export type Work = z.infer<typeof workShape>
