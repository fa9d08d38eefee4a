import { Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Deadline } from '../../events/challenge.ts'
import { useFormat } from '../lib/format.ts'

/** How long ago or ahead, with the exact moment on hover and focus. */
export function Ago({ at }: { at: string }) {
  const { t } = useTranslation()
  const { relative, dateTime } = useFormat()
  return (
    <Tooltip
      label={t('shell.time.inZone', { at: dateTime(at) })}
      events={{ hover: true, focus: true, touch: true }}
    >
      <time dateTime={at}>{relative(at)}</time>
    </Tooltip>
  )
}

/** A day, with the minute on hover. */
export function Day({ at }: { at: string }) {
  const { t } = useTranslation()
  const { date, dateTime } = useFormat()
  return (
    <Tooltip label={t('shell.time.inZone', { at: dateTime(at) })}>
      <time className="num" dateTime={at}>
        {date(at)}
      </time>
    </Tooltip>
  )
}

/** Less than this is urgent. */
const URGENT_MS = 3 * 86_400_000

/** When submissions end: the day and how long that is, or that there is no day. */
export function DeadlineText({ deadline }: { deadline: Deadline | undefined }) {
  const { t } = useTranslation()
  const { relative } = useFormat()
  if (!deadline) return <>{t('shell.none')}</>
  if (deadline.kind === 'open') return <>{t('shell.deadline.open')}</>
  if (!deadline.at) return <>{t('shell.deadline.rolling')}</>
  const left = new Date(deadline.at).getTime() - Date.now()
  return (
    <>
      <Day at={deadline.at} />{' '}
      <Text
        span
        size="sm"
        style={{ whiteSpace: 'nowrap' }}
        c={left > 0 && left < URGENT_MS ? 'var(--mantine-color-error)' : 'dimmed'}
      >
        {relative(deadline.at)}
      </Text>
    </>
  )
}
