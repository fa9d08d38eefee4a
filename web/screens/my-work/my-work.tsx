import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ChallengeCard, MyWork as Work } from '../../lib/cards.ts'
import { useLive } from '../../lib/live.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Consents } from './consents.tsx'
import { MyChallenges } from './my-challenges.tsx'
import { MyTeams } from './my-teams.tsx'
import { ToDecide } from './to-decide.tsx'

/** What needs this person today, and everything they take part in. */
export function MyWork() {
  const { t } = useTranslation()
  const { person, organisations, teams } = useSignedIn()
  const topics = [
    'board',
    `person:${person.id}`,
    ...teams.map(({ id }) => `team:${id}`),
    ...organisations.map(({ id }) => `organisation:${id}`),
  ]
  const work = useLive<Work>(['my-work'], '/api/my/work', topics)
  const challenges = useLive<{ items: ChallengeCard[] }>(['my-challenges'], '/api/my/challenges', topics, {
    enabled: organisations.length > 0,
  })
  return (
    <Page
      title={t('account.work.title')}
      subtitle={t('account.work.subtitle')}
      width={1120}
      actions={
        <Group gap="xs">
          <Button component="a" href="/challenges" variant="default">
            {t('account.work.browse')}
          </Button>
          <ButtonLink to="/challenges/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('account.work.newChallenge')}
          </ButtonLink>
        </Group>
      }
    >
      <Loaded query={work}>
        {({ teams: own, consents, toDecide }) => (
          <>
            <ToDecide cards={toDecide} />
            <Consents consents={consents} />
            <MyTeams teams={own} />
          </>
        )}
      </Loaded>
      <MyChallenges query={challenges} />
    </Page>
  )
}
