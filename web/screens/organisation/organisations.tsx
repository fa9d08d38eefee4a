import { Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconBuildingCommunity, IconPlus, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationList } from '../../../src/features/organisation/shapes.ts'
import { useLive } from '../../lib/live.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { useKinds } from './kinds.ts'
import { OrganisationTable } from './organisation-table.tsx'

/** Typing settles before the address and the list follow. */
const DEBOUNCE_MS = 200

/** All organisations, by name and kind; the filters live in the address. */
export function Organisations() {
  const { t } = useTranslation()
  const { q = '', kind } = useSearch({ from: '/member/organisations' })
  const navigate = useNavigate({ from: '/organisations' })
  const [words, setWords] = useState(q)
  const kinds = useKinds()
  const search = useDebouncedCallback((text: string) => {
    void navigate({
      search: ({ q: _, ...rest }) => ({ ...rest, ...(text.trim() && { q: text.trim() }) }),
      replace: true,
    })
  }, DEBOUNCE_MS)
  const query = new URLSearchParams({ ...(q && { q }), ...(kind && { kind }) })
  const rows = useLive<OrganisationList>(
    ['organisations', q, kind ?? ''],
    `/api/organisations?${query}`,
    ['board'],
    { keep: true },
  )
  const register = (
    <ButtonLink to="/organisations/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('organisation.register')}
    </ButtonLink>
  )
  return (
    <Page
      title={t('organisation.title')}
      subtitle={t('organisation.subtitle')}
      actions={register}
      width={1120}
    >
      <Group gap="xs" role="search">
        <TextInput
          aria-label={t('organisation.search')}
          placeholder={t('organisation.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          flex="1 1 220px"
          maw={360}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
        />
        <Select
          aria-label={t('organisation.kind')}
          data={[{ value: '', label: t('organisation.anyKind') }, ...kinds]}
          value={kind ?? ''}
          flex="0 1 200px"
          onChange={(value) =>
            void navigate({
              search: ({ kind: _, ...rest }) => ({ ...rest, ...(value && { kind: value }) }),
              replace: true,
            })
          }
        />
      </Group>
      <Loaded query={rows}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            <Empty
              icon={IconBuildingCommunity}
              title={t('organisation.empty')}
              text={t('organisation.emptyText')}
              action={
                <ButtonLink to="/organisations/new" variant="default">
                  {t('organisation.register')}
                </ButtonLink>
              }
            />
          ) : (
            <div>
              <Text size="sm" c="dimmed" mb={4} role="status">
                {t('organisation.count', { total })}
              </Text>
              <OrganisationTable key={query.toString()} items={items} next={next} query={query} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
