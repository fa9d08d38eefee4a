import type { Brief, MustHave } from '../../../events/challenge.ts'
import type { Bilingual } from '../../../events/define.ts'
import { newKey } from '../../lib/api.ts'

/** What a challenge needs before it may go out: names as the hub uses them in `challenge-incomplete`. */
export type Missing = 'title' | 'summary' | 'description' | 'mustHaves'

export const STEPS = ['need', 'mustHaves', 'figures', 'ip', 'audience', 'preview'] as const
export type Step = (typeof STEPS)[number]

/** Where each missing thing is filled in. */
export const STEP_OF: Record<Missing, Step> = {
  title: 'need',
  summary: 'need',
  description: 'need',
  mustHaves: 'mustHaves',
}

export const MAX_MUST_HAVES = 20

export const says = (text: Bilingual) => Boolean(text.zh?.trim() || text.en?.trim())

export const blankMustHave = (): MustHave => ({ id: newKey().slice(0, 12), text: {}, test: {} })

export const blankBrief = (): Brief => ({
  title: {},
  summary: {},
  description: {},
  domain: {},
  cluster: '',
  mode: 'open-competition',
  mustHaves: [],
  deadline: { kind: 'open' },
  ipTerms: 'negotiable',
  ipNote: '',
  visibility: 'public',
})

export const budgetWrong = ({ budget }: Brief) => budget !== undefined && budget.max < budget.min
export const trlWrong = ({ trl }: Brief) => trl !== undefined && trl.to < trl.from

/** What can be stored of what is typed: must-haves that say nothing yet and ranges upside down stay on the page. */
export function storable(brief: Brief): Brief {
  const { budget, trl, ...rest } = brief
  return {
    ...rest,
    mustHaves: brief.mustHaves.filter(({ text }) => says(text)),
    ...(budget && !budgetWrong(brief) && { budget }),
    ...(trl && !trlWrong(brief) && { trl }),
  }
}

/** The same check that the hub makes, to mark fields before it is asked. */
export function missingIn(brief: Brief): Missing[] {
  const missing: Missing[] = []
  if (!says(brief.title)) missing.push('title')
  if (!says(brief.summary)) missing.push('summary')
  if (!says(brief.description)) missing.push('description')
  if (!brief.mustHaves.some(({ text }) => says(text))) missing.push('mustHaves')
  return missing
}
