import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../i18n/index.ts'
import { ZONE } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import classes from './challenge.module.css'
import type { SaveState } from './use-draft.ts'

/** How much of the draft is stored, in words. */
export function SaveNote({ state }: { state: SaveState }) {
  const { t } = useTranslation()
  const lang = useLang()
  const clock = (at: number) =>
    new Intl.DateTimeFormat(lang, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: ZONE,
    }).format(at)
  const says = {
    saved:
      state.kind === 'saved' && state.at
        ? t('challenge.save.savedAt', { at: clock(state.at) })
        : t('challenge.save.saved'),
    pending: t('challenge.save.pending'),
    saving: t('challenge.save.saving'),
    offline: t('challenge.save.offline'),
    untitled: t('challenge.save.noTitle'),
    local: t('challenge.save.local'),
    stale: t('challenge.save.failed'),
    failed: t('challenge.save.failed'),
  }[state.kind]
  const bad = state.kind === 'offline' || state.kind === 'stale' || state.kind === 'failed'
  const Icon =
    state.kind === 'saved'
      ? IconCheck
      : state.kind === 'offline'
        ? IconCloudOff
        : bad
          ? IconAlertTriangle
          : IconDots
  return (
    <span className={classes.save} role="status" data-bad={bad || undefined}>
      <Icon size={16} aria-hidden />
      {says}
    </span>
  )
}

type ConflictProps = { state: SaveState; onReload: () => void; onOverwrite: () => void; onRetry: () => void }

/** When saving failed for good: what happened, and the ways on. */
export function SaveProblem({ state, onReload, onOverwrite, onRetry }: ConflictProps) {
  const { t } = useTranslation()
  if (state.kind === 'failed')
    return (
      <div className={classes.problem}>
        <ProblemAlert problem={state.problem} retry={onRetry} />
      </div>
    )
  if (state.kind !== 'stale') return null
  return (
    <div role="alert" className={classes.problem}>
      <p>{t('challenge.save.stale')}</p>
      <Group gap="xs">
        <Button variant="default" onClick={onReload}>
          {t('challenge.save.loadTheirs')}
        </Button>
        <Button variant="default" onClick={onOverwrite}>
          {t('challenge.save.keepMine')}
        </Button>
      </Group>
    </div>
  )
}
