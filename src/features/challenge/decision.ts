import type { z } from 'zod'
import type { award, challenge, decline } from '#events/challenge.ts'
import type { EventOf } from '#events/define.ts'
import { Refused } from '#src/command/refused.ts'

export type Award = z.infer<typeof award>
export type Decline = z.infer<typeof decline>

/** `submitted`: the ids of every proposal that was handed in, none of which may go unanswered. */
export type Decision =
  | {
      type: 'AwardChallenge'
      awards: readonly Award[]
      declines: readonly Decline[]
      submitted: readonly string[]
    }
  | { type: 'DeclareNoAward'; reason: string; declines: readonly Decline[]; submitted: readonly string[] }

/**
 * The event of a decision. All proposals are decided at once, each with its
 * reason: 88 % of asked organisations never answer (domain.md §2.4), ours do.
 * @throws Refused `proposal-not-in-challenge`, `decision-incomplete`
 */
export function decided(decision: Decision): readonly EventOf<typeof challenge>[] {
  const awards = decision.type === 'AwardChallenge' ? decision.awards : []
  const named = [...awards, ...decision.declines].map(({ proposalId }) => proposalId)
  const submitted = new Set(decision.submitted)
  if (named.some((proposalId) => !submitted.has(proposalId))) throw new Refused('proposal-not-in-challenge')
  if (new Set(named).size !== named.length || named.length !== submitted.size)
    throw new Refused('decision-incomplete')
  const declines = [...decision.declines]
  return decision.type === 'AwardChallenge'
    ? [{ type: 'ChallengeAwarded', data: { awards: [...awards], declines } }]
    : [{ type: 'NoAwardDeclared', data: { reason: decision.reason, declines } }]
}
