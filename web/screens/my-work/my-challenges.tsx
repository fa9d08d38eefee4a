import { Table, Text } from '@mantine/core'
import { IconBuildingCommunity, IconFilePlus } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../lib/api.ts'
import type { ChallengeCard } from '../../lib/cards.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { Bi } from '../../ui/bi.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Lines, Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { ChallengeBadge } from '../../ui/status-badge.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { DeadlineText } from '../../ui/time.tsx'

/** Once submissions are over the deadline says nothing any more. */
const AHEAD: ReadonlySet<ChallengeCard['status']> = new Set(['draft', 'in_moderation', 'open'])

type Props = { query: UseQueryResult<{ items: ChallengeCard[] }, ApiProblem> }

/** Drafts and published challenges of one's organisations. */
export function MyChallenges({ query }: Props) {
  const { t } = useTranslation()
  const { organisations } = useSignedIn()
  if (organisations.length === 0)
    return (
      <Section title={t('account.work.challenges')}>
        <Empty
          icon={IconBuildingCommunity}
          title={t('account.work.noOrganisation')}
          text={t('account.work.noOrganisationText')}
          action={
            <ButtonLink to="/organisations/new" variant="default">
              {t('account.work.registerOrganisation')}
            </ButtonLink>
          }
        />
      </Section>
    )
  return (
    <Section title={t('account.work.challenges')}>
      <Loaded query={query} skeleton={<Lines rows={3} />}>
        {({ items }) => (items.length === 0 ? <NoChallenge /> : <Challenges cards={items} />)}
      </Loaded>
    </Section>
  )
}

function NoChallenge() {
  const { t } = useTranslation()
  return (
    <Empty
      icon={IconFilePlus}
      title={t('account.work.challengesEmpty')}
      text={t('account.work.challengesEmptyText')}
      action={
        <ButtonLink to="/challenges/new" variant="default">
          {t('account.work.newChallenge')}
        </ButtonLink>
      }
    />
  )
}

function Challenges({ cards }: { cards: readonly ChallengeCard[] }) {
  const { t } = useTranslation()
  return (
    <TableFrame minWidth={300}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('account.work.title2')}</Table.Th>
          <Table.Th>{t('account.work.status')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('account.work.deadline')}</Table.Th>
          <Table.Th ta="right" visibleFrom="sm">
            {t('account.work.teamsCount')}
          </Table.Th>
          <Table.Th ta="right" visibleFrom="sm">
            {t('account.work.proposalsCount')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cards.map(({ id, title, status, deadline, teams, proposals }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <TextLink to={status === 'draft' ? '/challenges/$id/edit' : '/challenges/$id'} params={{ id }}>
                <Bi text={title} />
              </TextLink>
              <Text size="sm" c="dimmed" component="div" hiddenFrom="sm">
                <DeadlineText deadline={AHEAD.has(status) ? deadline : undefined} />
              </Text>
            </Table.Td>
            <Table.Td>
              <ChallengeBadge status={status} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <DeadlineText deadline={AHEAD.has(status) ? deadline : undefined} />
            </Table.Td>
            <Table.Td ta="right" className="num" visibleFrom="sm">
              {teams}
            </Table.Td>
            <Table.Td ta="right" className="num" visibleFrom="sm">
              {proposals}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </TableFrame>
  )
}
