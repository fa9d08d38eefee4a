import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OrganisationList } from '../../../src/features/organisation/shapes.ts'
import { get } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Choices } from '../../ui/choices.tsx'
import type { StepProps } from './step-need.tsx'

/** Who may read it, and which incubator stands behind what wins. */
export function AudienceStep({ brief, change }: StepProps) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const incubators = useQuery({
    queryKey: ['incubators'],
    queryFn: async ({ signal }) => {
      const kinds = ['incubator', 'accelerator']
      const lists = await Promise.all(
        kinds.map((kind) => get<OrganisationList>(`/api/organisations?kind=${kind}&limit=200`, signal)),
      )
      return lists.flatMap(({ items }) => items).filter(({ verified }) => verified)
    },
  })
  return (
    <>
      <Choices
        label={t('challenge.field.visibility')}
        value={brief.visibility}
        options={[
          {
            value: 'public',
            label: t('words.visibility.public'),
            text: t('challenge.field.visibilityPublic'),
          },
          {
            value: 'members',
            label: t('words.visibility.members'),
            text: t('challenge.field.visibilityMembers'),
          },
        ]}
        onChange={(visibility) => change({ visibility })}
      />
      <Select
        label={t('shell.noted', { label: t('challenge.field.incubator'), note: t('shell.field.optional') })}
        description={t('challenge.field.incubatorHint')}
        data={[
          { value: '', label: t('challenge.field.incubatorNone') },
          ...(incubators.data ?? []).map(({ id, name }) => ({ value: id, label: pick(name) })),
        ]}
        value={brief.incubatorId ?? ''}
        searchable
        maw={520}
        onChange={(incubatorId) => change({ incubatorId: incubatorId || undefined })}
      />
    </>
  )
}
