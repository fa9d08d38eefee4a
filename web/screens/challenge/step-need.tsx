import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Brief } from '../../../events/challenge.ts'
import { BilingualField } from '../../ui/bilingual-field.tsx'
import type { Missing } from './brief.ts'

export type StepProps = {
  brief: Brief
  change: (part: Partial<Brief>) => void
  /** Gaps to point at. */
  missing: readonly Missing[]
  /** The challenge is public; some things no longer change. */
  amending: boolean
}

/** What is needed, in the seeker's own words. */
export function NeedStep({ brief, change, missing }: StepProps) {
  const { t } = useTranslation()
  const gap = (name: Missing) => (missing.includes(name) ? t('challenge.field.missing') : undefined)
  return (
    <>
      <BilingualField
        label={t('challenge.field.title')}
        description={t('challenge.field.titleHint')}
        required
        max={160}
        value={brief.title}
        error={gap('title')}
        onChange={(title) => change({ title })}
      />
      <BilingualField
        label={t('challenge.field.summary')}
        description={t('challenge.field.summaryHint')}
        required
        rows={3}
        max={600}
        value={brief.summary}
        error={gap('summary')}
        onChange={(summary) => change({ summary })}
      />
      <BilingualField
        label={t('challenge.field.description')}
        description={t('challenge.field.descriptionHint')}
        required
        rows={9}
        max={20_000}
        value={brief.description}
        error={gap('description')}
        onChange={(description) => change({ description })}
      />
      <BilingualField
        label={t('challenge.field.domain')}
        description={t('challenge.field.domainHint')}
        max={80}
        value={brief.domain}
        onChange={(domain) => change({ domain })}
      />
      <TextInput
        label={t('challenge.field.cluster')}
        description={t('challenge.field.clusterHint')}
        maxLength={80}
        maw={420}
        value={brief.cluster}
        onChange={(event) => change({ cluster: event.currentTarget.value })}
      />
    </>
  )
}
