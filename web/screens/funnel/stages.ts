import type { IncubationStage } from '../../../events/project.ts'
import type { Funnel, FunnelItem, Money } from './types.ts'

/** The way through the funnel, in order; the ends come after it. */
export const WAY = [
  'lead',
  'applied',
  'interviewed',
  'admitted',
  'in_program',
  'accelerated',
  'graduated',
  'alumni',
] as const satisfies readonly IncubationStage[]
export const ENDS = ['exited', 'failed'] as const satisfies readonly IncubationStage[]
export const STAGES: readonly IncubationStage[] = [...WAY, ...ENDS]

export const isEnd = (stage: IncubationStage): boolean => stage === 'exited' || stage === 'failed'

const GATE = STAGES.indexOf('admitted')

/** Where a project may go, as the hub will judge it (src/features/project/stages.ts); asked before the drop. */
export function reachable(from: IncubationStage, to: IncubationStage): boolean {
  if (from === to || isEnd(from)) return false
  if (isEnd(to)) return true
  return !(STAGES.indexOf(from) < GATE && STAGES.indexOf(to) > GATE)
}

/** The funnel with one project at another stage since just now; unchanged when it is not there. */
export function withMoved(funnel: Funnel, id: string, to: IncubationStage, now: string): Funnel {
  const items = funnel.items.map((item) =>
    item.id === id ? { ...item, stage: to, enteredAt: now, days: 0 } : item,
  )
  return { ...funnel, items }
}

/** The funnel with one project back where it was, whatever else has happened meanwhile. */
export function withItem(funnel: Funnel, before: FunnelItem): Funnel {
  return { ...funnel, items: funnel.items.map((item) => (item.id === before.id ? before : item)) }
}

/** Sums by currency: different currencies are never added up. */
export function sums(items: readonly FunnelItem[]): Money[] {
  const totals = new Map<Money['currency'], number>()
  for (const { value } of items) {
    if (value) totals.set(value.currency, (totals.get(value.currency) ?? 0) + value.amount)
  }
  return [...totals].map(([currency, amount]) => ({ currency, amount }))
}

export type Filter = { text?: string | undefined; seeker?: string | undefined }

/** Whether a project is meant by the filter: its titles and team hold the text, its seeker is the one named. */
export function matches({ title, team, seeker }: FunnelItem, filter: Filter): boolean {
  if (filter.seeker && seeker.id !== filter.seeker) return false
  const wanted = filter.text?.trim().toLowerCase()
  if (!wanted) return true
  return [title.zh, title.en, team.name].some((text) => text?.toLowerCase().includes(wanted))
}
