import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Brief } from '../../../events/challenge.ts'
import { Choices } from '../../ui/choices.tsx'
import type { StepProps } from './step-need.tsx'

const TERMS: readonly Brief['ipTerms'][] = [
  'team-keeps',
  'licence-to-seeker',
  'shared',
  'seeker-owns',
  'negotiable',
]

/** Who owns the result, in plain words. */
export function IpStep({ brief, change }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <Choices
        label={t('challenge.field.ipTerms')}
        value={brief.ipTerms}
        options={TERMS.map((value) => ({
          value,
          label: t(`words.ipTerms.${value}`),
          text: t(`challenge.ip.${value}`),
        }))}
        onChange={(ipTerms) => change({ ipTerms })}
      />
      <Textarea
        label={t('challenge.field.ipNote')}
        description={t('challenge.field.ipNoteHint')}
        autosize
        minRows={3}
        maxLength={1000}
        value={brief.ipNote}
        onChange={(event) => change({ ipNote: event.currentTarget.value })}
      />
    </>
  )
}
