import { Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { MyOrganisation } from '../../lib/session.tsx'
import type { FunnelItem } from './types.ts'

export type FunnelSearch = {
  incubator?: string | undefined
  view?: string | undefined
  project?: string | undefined
  q?: string | undefined
  seeker?: string | undefined
}

type Props = {
  search: FunnelSearch
  incubators: readonly MyOrganisation[]
  incubatorId: string
  items: readonly FunnelItem[]
  onChange: (part: { [K in keyof FunnelSearch]?: string | undefined }) => void
}

/** What of the funnel is shown, and how; all of it is in the address. */
export function Filters({ search, incubators, incubatorId, items, onChange }: Props) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const seekers = new Map(items.map(({ seeker }) => [seeker.id, pick(seeker.name)]))
  return (
    <Group gap="sm" align="flex-end">
      {incubators.length > 1 && (
        <Select
          aria-label={t('funnel.incubator')}
          value={incubatorId}
          data={incubators.map(({ id, name }) => ({ value: id, label: pick(name) }))}
          onChange={(incubator) => onChange({ incubator: incubator ?? undefined, seeker: undefined })}
        />
      )}
      <TextInput
        type="search"
        aria-label={t('funnel.filter.text')}
        placeholder={t('funnel.filter.text')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search.q ?? ''}
        onChange={({ currentTarget }) => onChange({ q: currentTarget.value || undefined })}
        flex="1 1 180px"
        maw={280}
      />
      <Select
        aria-label={t('funnel.filter.seeker')}
        value={search.seeker ?? ''}
        data={[
          { value: '', label: t('funnel.filter.all') },
          ...[...seekers].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(seeker) => onChange({ seeker: seeker || undefined })}
        flex="1 1 160px"
        maw={240}
      />
      <SegmentedControl
        aria-label={t('funnel.view.label')}
        value={search.view === 'table' ? 'table' : 'board'}
        data={[
          { value: 'board', label: t('funnel.view.board') },
          { value: 'table', label: t('funnel.view.table') },
        ]}
        onChange={(view) => onChange({ view: view === 'table' ? view : undefined })}
      />
    </Group>
  )
}
