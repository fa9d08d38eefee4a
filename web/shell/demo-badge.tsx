import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '../lib/session.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'

/** Says that what is shown here is made up, where it is. */
export function DemoBadge() {
  const { t } = useTranslation()
  const { demo } = useMe()
  if (!demo) return null
  return (
    <Tooltip
      label={t('shell.demoHint')}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard reaches the hint here */}
      <span tabIndex={0} style={{ display: 'inline-flex' }}>
        <StatusBadge tone="waiting">{t('shell.demo')}</StatusBadge>
      </span>
    </Tooltip>
  )
}
