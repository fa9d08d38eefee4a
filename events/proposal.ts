import { z } from 'zod'
import { decisionReason, declineCode } from './challenge.ts'
import { category, currency, type EventOf, id, minorUnits } from './define.ts'

const trl = z.number().int().min(1).max(9)

/** The figures of a proposal, apart from its text, so that proposals can be laid side by side. */
export const outline = z.object({
  title: z.string().trim().min(1).max(160),
  summary: z.string().trim().max(1_000),
  /** What the team asks for, minor units. */
  price: z.object({ amount: minorUnits, currency }).optional(),
  months: z.number().int().min(1).max(120).optional(),
  trl: z
    .object({ from: trl, to: trl })
    .refine(({ from, to }) => to >= from, { message: 'ends below its start' })
    .optional(),
  /** One answer for each of the challenge's must-haves. */
  answers: z
    .array(
      z.object({
        mustHaveId: z.string().min(1).max(40),
        met: z.enum(['yes', 'partly', 'no']),
        note: z.string().trim().max(1_000),
      }),
    )
    .max(20),
})
export type Outline = z.infer<typeof outline>

/** One team's answer to one challenge, `proposal-<id>`; its words are in the `document` it names. */
export const proposal = category('proposal', {
  ProposalStarted: z.object({
    challengeId: id,
    teamId: id,
    documentId: id,
    outline,
    demo: z.boolean().optional(),
  }),
  ProposalOutlined: z.object({ outline }),
  /** Exactly which text was handed in: the document stream's revision and a hash of its state. */
  ProposalSubmitted: z.object({
    documentRevision: z.number().int().nonnegative(),
    documentHash: z.string().max(100),
    characters: z.number().int().nonnegative(),
  }),
  /** Taken back by the team while submissions are open, to go on writing. */
  ProposalRecalled: z.object({}),
  ProposalWithdrawn: z.object({ reason: z.string().trim().max(2_000) }),
  ProposalAccepted: z.object({ reason: decisionReason }),
  ProposalRejected: z.object({ code: declineCode, reason: decisionReason }),
})

export type ProposalEvent = EventOf<typeof proposal>
