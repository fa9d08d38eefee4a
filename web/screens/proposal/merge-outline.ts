import type { Outline } from '../../../events/proposal.ts'

type Answer = Outline['answers'][number]

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * What one person has typed, on top of what others have saved meanwhile, field by field.
 * @param base - what the person began from
 * @param mine - what they made of it
 * @param theirs - what the hub has now
 */
export function mergeOutline(base: Outline, mine: Outline, theirs: Outline): Outline {
  const merged = { ...theirs }
  if (!same(mine.title, base.title)) merged.title = mine.title
  if (!same(mine.summary, base.summary)) merged.summary = mine.summary
  if (!same(mine.price, base.price)) setOrDelete(merged, 'price', mine.price)
  if (!same(mine.months, base.months)) setOrDelete(merged, 'months', mine.months)
  if (!same(mine.trl, base.trl)) setOrDelete(merged, 'trl', mine.trl)
  merged.answers = mergeAnswers(base.answers, mine.answers, theirs.answers)
  return merged
}

function setOrDelete<K extends 'price' | 'months' | 'trl'>(
  outline: Outline,
  key: K,
  value: Outline[K],
): void {
  if (value === undefined) delete outline[key]
  else outline[key] = value
}

function mergeAnswers(base: readonly Answer[], mine: readonly Answer[], theirs: readonly Answer[]): Answer[] {
  const to = (list: readonly Answer[]) => new Map(list.map((answer) => [answer.mustHaveId, answer]))
  const [before, own, other] = [to(base), to(mine), to(theirs)]
  return [...new Set([...other.keys(), ...own.keys()])].flatMap((id) => {
    const changed = !same(own.get(id), before.get(id))
    return (changed ? own.get(id) : other.get(id)) ?? []
  })
}

/** Whether the hub would take it; an unfinished field waits in the form. */
export const isComplete = ({ title, trl }: Outline): boolean =>
  title.trim() !== '' && (trl === undefined || trl.to >= trl.from)
