import { deadline, declineCode, mustHave } from '#events/challenge.ts'
import { maybeBilingual } from '#events/define.ts'
import { outline } from '#events/proposal.ts'
import { teamRole } from '#events/team.ts'
import { z } from '#src/http/routes.ts'
import type { ChallengeStatus, ProposalStatus } from '#src/policy/can.ts'

const name = maybeBilingual(500)
const ref = z.object({ id: z.string(), name })
const member = z.object({ personId: z.string(), name: z.string(), role: teamRole })
const teamRef = z.object({ id: z.string(), name: z.string(), organisation: ref.optional() })
/** Statuses are typed where rights are decided. */
const status = z.custom<ProposalStatus>().openapi({ type: 'string' })
const challengeStatus = z.custom<ChallengeStatus>().openapi({ type: 'string' })
const decision = z.object({
  outcome: z.enum(['accepted', 'rejected']),
  code: declineCode.optional(),
  reason: z.string(),
})

/** A proposal without its words, which are the live document `documentId`. */
export const proposalShape = z
  .object({
    id: z.string(),
    revision: z.number().int(),
    status,
    outline,
    documentId: z.string(),
    team: teamRef.extend({ members: z.array(member) }),
    challenge: z.object({
      id: z.string(),
      title: name,
      status: challengeStatus,
      deadline: deadline.optional(),
      seekerId: z.string(),
      mustHaves: z.array(mustHave),
      incubator: ref.optional(),
    }),
    submitted: z
      .object({
        at: z.string(),
        documentRevision: z.number().int(),
        documentHash: z.string(),
        characters: z.number().int(),
      })
      .optional(),
    decision: decision.optional(),
    projectId: z.string().optional(),
    my: z.object({ canWrite: z.boolean(), canSubmit: z.boolean(), canRead: z.boolean() }),
    demo: z.boolean(),
  })
  .openapi('Proposal')

export type Proposal = z.infer<typeof proposalShape>

export const wordsShape = z.object({ html: z.string(), text: z.string() }).openapi('ProposalWords')

export type ProposalWords = z.infer<typeof wordsShape>

/** Proposals side by side. While sealed, only how many there are. */
export const comparisonShape = z
  .object({
    sealed: z.boolean(),
    opensAt: z.string().optional(),
    drafting: z.number().int(),
    submitted: z.number().int(),
    items: z.array(
      z.object({
        id: z.string(),
        team: teamRef,
        outline,
        submittedAt: z.string(),
        status,
        characters: z.number().int(),
        decision: decision.optional(),
      }),
    ),
  })
  .openapi('Comparison')

export type Comparison = z.infer<typeof comparisonShape>
