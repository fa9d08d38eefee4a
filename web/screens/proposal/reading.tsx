import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { DecisionNote } from './decision-note.tsx'
import { Figures } from './figures.tsx'
import styles from './proposal.module.css'
import { ProposalText } from './proposal-text.tsx'
import { TakeBack } from './submit-card.tsx'
import { TeamPanel } from './team-panel.tsx'
import type { Proposal } from './types.ts'

/** The proposal for those who read: the version handed in, its figures and what became of it. */
export function Reading({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { person } = useSignedIn()
  const role = proposal.team.members?.find(({ personId }) => personId === person.id)?.role
  const { submitted, decision, status } = proposal
  return (
    <div className={styles.workspace}>
      <aside className={styles.rail} aria-label={t('proposal.work.panel')}>
        {decision && <DecisionNote decision={decision} own={role !== undefined} />}
        {submitted && (
          <Paper>
            <Stack gap={4}>
              <Text fw={500}>{t('proposal.work.submit.at', { at: format.dateTime(submitted.at) })}</Text>
              <Text size="sm" c="dimmed">
                {t('proposal.work.submit.characters', { n: format.number(submitted.characters) })} ·{' '}
                {t('proposal.work.submit.revision', { n: submitted.documentRevision })}
              </Text>
              <Text size="sm" c="dimmed">
                {t('proposal.work.submit.hash')} <span className={styles.hash}>{submitted.documentHash}</span>
              </Text>
              {role === 'lead' && <TakeBack proposal={proposal} />}
            </Stack>
          </Paper>
        )}
        <Paper>
          <Title order={2} mb="xs">
            {t('proposal.work.tabs.figures')}
          </Title>
          <Figures outline={proposal.outline} mustHaves={proposal.challenge.mustHaves} />
        </Paper>
        {role && (
          <Paper>
            <Title order={2} mb="xs">
              {t('proposal.work.tabs.team')}
            </Title>
            <TeamPanel proposal={proposal} lead={role === 'lead' && status === 'co_editing'} />
          </Paper>
        )}
      </aside>
      <Stack className={styles.main ?? ''} gap="sm">
        {role && status === 'submitted' && (
          <Alert color="gray" icon={<IconLock aria-hidden />}>
            {t(
              proposal.challenge.status === 'open'
                ? 'proposal.work.readingTeam'
                : 'proposal.work.readingClosed',
            )}
          </Alert>
        )}
        {role === 'advisor' && status === 'co_editing' && (
          <Alert color="gray">{t('proposal.work.readingAdvisor')}</Alert>
        )}
        {!role && <Alert color="gray">{t('proposal.work.reading')}</Alert>}
        <article className={styles.reading} aria-label={t('proposal.work.document')}>
          <ProposalText id={proposal.id} />
        </article>
      </Stack>
    </div>
  )
}
