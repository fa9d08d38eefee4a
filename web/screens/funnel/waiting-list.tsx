import { Button, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/page.tsx'
import { Day } from '../../ui/time.tsx'
import styles from './funnel.module.css'
import type { Waiting } from './types.ts'

type Props = { incubatorId: string; waiting: readonly Waiting[] }

/** Chosen projects that no incubator carries yet; whoever claims first has them. */
export function WaitingList({ incubatorId, waiting }: Props) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const [asked, setAsked] = useState<Waiting>()
  const title = asked ? pick(asked.title) : ''
  const claim = useAct((id: string) => post(`/api/projects/${id}/claim`, { incubatorId }), {
    done: t('funnel.waiting.claimed', { title }),
    quiet: true,
    onDone: () => setAsked(undefined),
  })
  return (
    <Section title={t('funnel.waiting.title')}>
      {waiting.length === 0 ? (
        <Text c="dimmed">{t('funnel.waiting.none')}</Text>
      ) : (
        <>
          <Text c="dimmed">{t('funnel.waiting.hint')}</Text>
          <Paper p={0}>
            <ul className={styles.waiting}>
              {waiting.map((project) => (
                <li key={project.id}>
                  <div>
                    <Text fw={500}>
                      <Bi text={project.title} />
                    </Text>
                    <Text size="sm" c="dimmed">
                      {project.team.name} · <Bi text={project.seeker.name} /> · {t('funnel.waiting.since')}{' '}
                      <Day at={project.since} />
                    </Text>
                  </div>
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={t('shell.labelled', {
                      label: t('funnel.waiting.claim'),
                      value: pick(project.title),
                    })}
                    onClick={() => setAsked(project)}
                  >
                    {t('funnel.waiting.claim')}
                  </Button>
                </li>
              ))}
            </ul>
          </Paper>
        </>
      )}
      <Confirm
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('funnel.waiting.claimTitle', { title })}
        text={t('funnel.waiting.claimText')}
        confirm={t('funnel.waiting.claim')}
        onConfirm={() => asked && claim.mutate(asked.id)}
        pending={claim.isPending}
        problem={claim.error}
      />
    </Section>
  )
}
