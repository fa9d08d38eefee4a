import { Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useLive } from '../../lib/live.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Day } from '../../ui/time.tsx'
import type { Proposal } from '../proposal/types.ts'
import styles from './desk.module.css'
import type { Challenge, Project } from './types.ts'

/** What was decided, and what became of it. */
export function Result({ award }: { award: NonNullable<Challenge['award']> }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      {award.awards.length === 0 && (
        <Paper>
          <Text fw={600}>{t('desk.result.none')}</Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{award.reason}</Text>
        </Paper>
      )}
      {award.awards.map(({ proposalId, teamName, reason }) => (
        <Paper key={proposalId}>
          <Stack gap="xs">
            <Text fw={600}>{t('shell.labelled', { label: t('desk.result.awarded'), value: teamName })}</Text>
            <Text style={{ whiteSpace: 'pre-line' }}>{reason}</Text>
            <ButtonLink
              to="/proposals/$id"
              params={{ id: proposalId }}
              variant="default"
              size="xs"
              style={{ alignSelf: 'start' }}
            >
              {t('desk.result.openProposal')}
            </ButtonLink>
            <ProjectOf proposalId={proposalId} />
          </Stack>
        </Paper>
      ))}
    </Stack>
  )
}

/** The project that the proposal became: who carries it and how far it is. */
function ProjectOf({ proposalId }: { proposalId: string }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { data: proposal } = useLive<Proposal>(['proposal', proposalId], `/api/proposals/${proposalId}`, [
    `proposal:${proposalId}`,
  ])
  const projectId = proposal?.projectId
  const { data: project } = useLive<Project>(
    ['project', projectId],
    `/api/projects/${projectId}`,
    [`project:${projectId}`],
    {
      enabled: projectId !== undefined,
    },
  )
  if (!proposal) return null
  const asked = project?.consents.find(({ answer }) => answer === 'asked')
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('desk.result.project')}
      </Text>
      {!project && <Text>{t('desk.result.notYet')}</Text>}
      {project?.stage && project.incubator && (
        <Text>
          {t('shell.labelled', { label: t('desk.result.incubator'), value: pick(project.incubator.name) })} ·{' '}
          {t('shell.labelled', { label: t('desk.result.stage'), value: t(`funnel.stage.${project.stage}`) })}
        </Text>
      )}
      {project && !project.stage && asked && (
        <Text>{t('desk.result.waitingTeam', { name: pick(asked.incubator.name) })}</Text>
      )}
      {project?.waitingSince && <Text>{t('desk.result.waiting')}</Text>}
      {project && project.history.length > 0 && (
        <ol className={styles.timeline} aria-label={t('desk.result.history')}>
          {project.history.map(({ stage, at, note }) => (
            <li key={at}>
              <Day at={at} />
              <div>
                {t(`funnel.stage.${stage}`)}
                {note && <p>{note}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
