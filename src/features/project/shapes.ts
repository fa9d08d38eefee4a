import { currency, maybeBilingual } from '#events/define.ts'
import { incubationStage } from '#events/project.ts'
import { z } from '#src/http/routes.ts'

const name = maybeBilingual(500)
const ref = z.object({ id: z.string(), name })
const teamRef = z.object({ id: z.string(), name: z.string(), organisation: ref.optional() })
const money = z.object({ amount: z.number().int(), currency })

/** An incubator's funnel. Values of different currencies are never added up. */
export const funnelShape = z
  .object({
    incubator: ref,
    stages: z.array(z.object({ stage: incubationStage, count: z.number().int(), value: z.array(money) })),
    items: z.array(
      z.object({
        id: z.string(),
        title: name,
        stage: incubationStage,
        enteredAt: z.string(),
        team: teamRef,
        seeker: ref,
        challengeId: z.string(),
        proposalId: z.string(),
        /** Whether the team lets this incubator read its proposal. */
        canRead: z.boolean(),
        value: money.optional(),
        /** Whole days at this stage. */
        days: z.number().int(),
        revision: z.number().int(),
      }),
    ),
    waiting: z.array(
      z.object({ id: z.string(), title: name, team: teamRef, seeker: ref, since: z.string() }),
    ),
  })
  .openapi('Funnel')

export type Funnel = z.infer<typeof funnelShape>

export const projectShape = z
  .object({
    id: z.string(),
    revision: z.number().int(),
    title: name,
    challengeId: z.string(),
    proposalId: z.string(),
    team: teamRef,
    seeker: ref,
    incubator: ref.optional(),
    stage: incubationStage.optional(),
    /** Since when any incubator may claim it. */
    waitingSince: z.string().optional(),
    /** What the team answered each incubator that was named or that claimed. */
    consents: z.array(
      z.object({ incubator: ref, answer: z.enum(['asked', 'consented', 'declined']), at: z.string() }),
    ),
    value: money.optional(),
    history: z.array(
      z.object({ stage: incubationStage, at: z.string(), note: z.string(), by: z.string(), incubator: ref }),
    ),
    my: z.object({ canConsent: z.boolean(), canMove: z.boolean(), canRead: z.boolean() }),
    demo: z.boolean(),
  })
  .openapi('Project')

export type Project = z.infer<typeof projectShape>
