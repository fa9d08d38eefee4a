import { Button, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationList } from '../../../src/features/organisation/shapes.ts'
import { get } from '../../lib/api.ts'
import { Bi } from '../../ui/bi.tsx'
import { TextLink } from '../../ui/links.tsx'
import { VerificationBadge } from '../../ui/status-badge.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'

type Row = OrganisationList['items'][number]

type Props = { items: readonly Row[]; next: string | undefined; query: URLSearchParams }

/** Organisations in a table; further pages are added below when asked for. */
export function OrganisationTable({ items, next, query }: Props) {
  const { t } = useTranslation()
  return (
    <TableFrame minWidth={300}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('organisation.name')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('organisation.kind')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('organisation.region')}</Table.Th>
          <Table.Th>{t('organisation.verification')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Rows items={items} />
        {next && <MoreRows key={next} cursor={next} query={query} />}
      </Table.Tbody>
    </TableFrame>
  )
}

function MoreRows({ cursor, query }: { cursor: string; query: URLSearchParams }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const page = useQuery({
    queryKey: ['organisations', query.toString(), cursor],
    queryFn: ({ signal }) =>
      get<OrganisationList>(`/api/organisations?${query}&cursor=${encodeURIComponent(cursor)}`, signal),
    enabled: asked,
  })
  if (!page.data)
    return (
      <Table.Tr>
        <Table.Td colSpan={4} ta="center">
          <Button variant="default" size="xs" loading={page.isFetching} onClick={() => setAsked(true)}>
            {t('organisation.more')}
          </Button>
        </Table.Td>
      </Table.Tr>
    )
  return (
    <>
      <Rows items={page.data.items} />
      {page.data.next && <MoreRows key={page.data.next} cursor={page.data.next} query={query} />}
    </>
  )
}

function Rows({ items }: { items: readonly Row[] }) {
  const { t } = useTranslation()
  return items.map(({ id, name, kind, region, verified }) => (
    <Table.Tr key={id}>
      <Table.Td>
        <TextLink to="/organisations/$id" params={{ id }}>
          <Bi text={name} />
        </TextLink>
        <Text size="sm" c="dimmed" hiddenFrom="sm">
          {[t(`words.organisationKind.${kind}`), region].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{t(`words.organisationKind.${kind}`)}</Table.Td>
      <Table.Td visibleFrom="sm">{region || t('shell.none')}</Table.Td>
      <Table.Td>
        <VerificationBadge verification={verified ? 'verified' : 'unverified'} />
      </Table.Td>
    </Table.Tr>
  ))
}
