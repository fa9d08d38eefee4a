import { Alert, Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './editor.module.css'
import type { SaveStatus } from './save-state.ts'

/** On the reader's own clock: it says how long ago, not when a deadline is. */
const clock = (at: number, lang: string) =>
  new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** Whether the typing is safe, in a word; saved means that it is in the hub's log. */
export function SaveBadge({ status }: { status: SaveStatus }) {
  const { t, i18n } = useTranslation()
  const at = 'at' in status && status.at !== undefined ? clock(status.at, i18n.language) : undefined
  switch (status.kind) {
    case 'opening':
      return <span className={styles.badge}>{t('proposal.editor.save.opening')}</span>
    case 'saved':
      return (
        <span className={styles.badge} data-kind="saved">
          <IconCloudCheck size={16} aria-hidden />{' '}
          {at ? t('proposal.editor.save.savedAt', { at }) : t('proposal.editor.save.saved')}
        </span>
      )
    case 'saving':
      return (
        <span className={styles.badge} data-kind="saving">
          <Loader size={12} aria-hidden /> {t('proposal.editor.save.saving')}
        </span>
      )
    case 'offline':
      return (
        <span className={styles.badge} data-kind="offline">
          <IconCloudOff size={16} aria-hidden /> {t('proposal.editor.save.offline', { n: status.changes })}
        </span>
      )
    case 'read-only':
      return (
        <span className={styles.badge} data-kind="read-only">
          <IconEye size={16} aria-hidden /> {t('proposal.editor.save.readOnly')}
        </span>
      )
    case 'closed':
      return (
        <span className={styles.badge} data-kind="closed">
          <IconAlertTriangle size={16} aria-hidden /> {t('proposal.editor.save.closed')}
        </span>
      )
  }
}

/** What happened, what was kept and what to do, when typing is not simply being saved. */
export function SaveNotice({ status, onRetry }: { status: SaveStatus; onRetry: () => void }) {
  const { t } = useTranslation()
  if (status.kind === 'offline') {
    const sentence = status.busy ? t('proposal.editor.notice.busy') : t('proposal.editor.notice.offline')
    return (
      <Alert color="yellow" icon={<IconCloudOff aria-hidden />} className={styles.notice}>
        {sentence} {status.changes > 0 && t('proposal.editor.notice.kept', { n: status.changes })}
      </Alert>
    )
  }
  if (status.kind !== 'closed' && !(status.kind === 'read-only' && status.changes > 0)) return null
  const why = status.kind === 'closed' ? status.why : 'forbidden'
  const next = `/app/sign-in?next=${encodeURIComponent(globalThis.location.pathname)}`
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} className={styles.notice}>
      <p>
        {t(`proposal.editor.notice.${why}`)}{' '}
        {status.changes > 0 && t('proposal.editor.notice.lost', { n: status.changes })}
      </p>
      {why === 'signed-out' && (
        <Button component="a" href={next} size="xs" variant="default" target="_blank" mr="xs">
          {t('proposal.editor.notice.signIn')}
        </Button>
      )}
      {(why === 'signed-out' || why === 'refused') && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('proposal.editor.notice.retry')}
        </Button>
      )}
    </Alert>
  )
}
