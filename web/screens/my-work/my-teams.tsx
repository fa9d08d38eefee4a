import { Button, Text } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MyWork } from '../../lib/cards.ts'
import { Bi } from '../../ui/bi.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { ChallengeBadge, ProposalBadge } from '../../ui/status-badge.tsx'
import { DeadlineText } from '../../ui/time.tsx'

/** The teams one is in, with the challenge, the deadline and the state of the proposal. */
export function MyTeams({ teams }: { teams: MyWork['teams'] }) {
  const { t } = useTranslation()
  if (teams.length === 0)
    return (
      <Section title={t('account.work.teams')}>
        <Empty
          icon={IconUsersGroup}
          title={t('account.work.teamsEmpty')}
          text={t('account.work.teamsEmptyText')}
          action={
            <Button component="a" href="/challenges" variant="default">
              {t('account.work.browse')}
            </Button>
          }
        />
      </Section>
    )
  return (
    <Section title={t('account.work.teams')}>
      <RowList>
        {teams.map(({ id, name, challenge, proposal }) => (
          <li key={id}>
            <div>
              <TextLink to="/teams/$id" params={{ id }} fw={600}>
                {name}
              </TextLink>
              <Text size="sm">
                <Bi text={challenge.title} />
              </Text>
              <Text size="sm" c="dimmed" component="div">
                {challenge.deadline && 'at' in challenge.deadline && t('account.work.deadline')}{' '}
                <DeadlineText deadline={challenge.deadline} />
              </Text>
            </div>
            {challenge.status !== 'open' && <ChallengeBadge status={challenge.status} />}
            {proposal && <ProposalBadge status={proposal.status} />}
            {proposal ? (
              <ButtonLink to="/proposals/$id" params={{ id: proposal.id }} variant="default">
                {t('account.work.openProposal')}
              </ButtonLink>
            ) : (
              challenge.status === 'open' && (
                <ButtonLink to="/teams/$id" params={{ id }} variant="default">
                  {t('account.work.startProposal')}
                </ButtonLink>
              )
            )}
          </li>
        ))}
      </RowList>
    </Section>
  )
}
