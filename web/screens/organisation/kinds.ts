import { useTranslation } from 'react-i18next'
import type { OrganisationKind } from '../../../events/organisation.ts'

/** Those who ask, solve, carry, pay, serve and supervise. */
export const KINDS: readonly OrganisationKind[] = [
  'enterprise',
  'university',
  'institute',
  'incubator',
  'accelerator',
  'investor',
  'service-platform',
  'design-centre',
  'pilot-base',
  'broker',
  'authority',
]

/** Kinds of organisation as options of a list, in the reader's language. */
export function useKinds(): { value: OrganisationKind; label: string }[] {
  const { t } = useTranslation()
  return KINDS.map((value) => ({ value, label: t(`words.organisationKind.${value}`) }))
}
