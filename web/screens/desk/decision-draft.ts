import type { DeclineCode } from '../proposal/types.ts'

/** As in events/challenge.ts: a reason somebody can learn from. */
export const MIN_REASON = 40

export type Verdict = { outcome?: 'award' | 'decline'; code?: DeclineCode; reason: string }

/** A decision while it is being made: each proposal's verdict by its id, and the reason for choosing none. */
export type DecisionDraft = { none: boolean; overall: string; verdicts: Record<string, Verdict> }

export const emptyDecision: DecisionDraft = { none: false, overall: '', verdicts: {} }

export const verdictOf = ({ none, verdicts }: DecisionDraft, proposalId: string): Verdict => {
  const verdict = verdicts[proposalId] ?? { reason: '' }
  return none ? { ...verdict, outcome: 'decline' } : verdict
}

/** Characters the hub counts: without the spaces around them. */
export const reasonLength = (reason: string): number => reason.trim().length

const enough = (reason: string) => reasonLength(reason) >= MIN_REASON

const isDone = ({ outcome, code, reason }: Verdict): boolean =>
  enough(reason) && (outcome === 'award' || (outcome === 'decline' && code !== undefined))

/** How many things are missing before it may be published; 0 when it is whole. */
export function missing(draft: DecisionDraft, proposalIds: readonly string[]): number {
  const verdicts = proposalIds.map((id) => verdictOf(draft, id))
  const undone = verdicts.filter((verdict) => !isDone(verdict)).length
  if (draft.none) return undone + (enough(draft.overall) ? 0 : 1)
  const nobody = undone === 0 && !verdicts.some(({ outcome }) => outcome === 'award')
  return undone + (nobody ? 1 : 0)
}

/** Where the decision is sent, and what. Only for a draft that misses nothing. */
export function decisionRequest(draft: DecisionDraft, proposalIds: readonly string[]) {
  const all = proposalIds.map((proposalId) => ({ proposalId, ...verdictOf(draft, proposalId) }))
  const declines = all.flatMap(({ proposalId, outcome, code, reason }) =>
    outcome === 'decline' && code ? [{ proposalId, code, reason: reason.trim() }] : [],
  )
  if (draft.none) return { path: 'no-award', body: { reason: draft.overall.trim(), declines } } as const
  const awards = all.flatMap(({ proposalId, outcome, reason }) =>
    outcome === 'award' ? [{ proposalId, reason: reason.trim() }] : [],
  )
  return { path: 'award', body: { awards, declines } } as const
}
