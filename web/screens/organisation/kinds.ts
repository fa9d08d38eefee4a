import { useTranslation } from 'react-i18next'
import type { OrganisationKind } from '../../../events/organisation.ts'
import { vocabularyZh } from '../../../events/vocabulary.ts'

/** Those who ask, solve, carry, pay, serve and supervise, in the order of their vocabulary. */
export const KINDS = Object.keys(vocabularyZh.organisationKind) as OrganisationKind[]

/** Kinds of organisation as options of a list, in the reader's language. */
export function useKinds(): { value: OrganisationKind; label: string }[] {
  const { t } = useTranslation()
  return KINDS.map((value) => ({ value, label: t(`words.organisationKind.${value}`) }))
}
