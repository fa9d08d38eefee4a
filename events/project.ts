import { z } from 'zod'
import { bilingual, category, type EventOf, id } from './define.ts'

/** Stages of incubation in their order (domain.md §2.2); the last two end it. */
export const INCUBATION_STAGES = [
  'lead',
  'applied',
  'interviewed',
  'admitted',
  'in_program',
  'accelerated',
  'graduated',
  'alumni',
  'exited',
  'failed',
] as const
export const incubationStage = z.enum(INCUBATION_STAGES)
export type IncubationStage = z.infer<typeof incubationStage>

/** What an awarded proposal becomes, and its way through an incubator's funnel, `project-<id>`. */
export const project = category('project', {
  ProjectInitiated: z.object({
    challengeId: id,
    proposalId: id,
    teamId: id,
    seekerId: id,
    title: bilingual(160),
    /** The incubator that the challenge named. */
    incubatorId: id.optional(),
    demo: z.boolean().optional(),
  }),
  /** The team lets this incubator carry the project and read its proposal. */
  IncubationConsented: z.object({ incubatorId: id }),
  /** The team would rather not; the project waits for another incubator. */
  IncubationDeclined: z.object({ incubatorId: id }),
  /** An incubator took it from the waiting list. */
  ProjectClaimed: z.object({ incubatorId: id }),
  /** It stands in the incubator's funnel, first as a lead. */
  IncubationStarted: z.object({ incubatorId: id }),
  IncubationStageMoved: z.object({
    incubatorId: id,
    from: incubationStage,
    to: incubationStage,
    note: z.string().trim().max(1_000),
  }),
})

export type ProjectEvent = EventOf<typeof project>
