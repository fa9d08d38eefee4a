import { Alert, Text } from '@mantine/core'
import { IconCircleX, IconTrophy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Decision } from './types.ts'

/** What the seeker decided about a proposal, with the reason they gave. `own`: the reader's own proposal. */
export function DecisionNote({
  decision: { outcome, code, reason },
  own,
}: {
  decision: Decision
  own: boolean
}) {
  const { t } = useTranslation()
  const accepted = outcome === 'accepted'
  return (
    <Alert
      color={accepted ? 'green' : 'gray'}
      title={t(`proposal.work.decision.${own ? outcome : (`${outcome}Other` as const)}`)}
      icon={accepted ? <IconTrophy aria-hidden /> : <IconCircleX aria-hidden />}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {code && (
        <Text fw={500}>
          {t('shell.labelled', {
            label: t('proposal.work.decision.code'),
            value: t(`proposal.declineCode.${code}`),
          })}
        </Text>
      )}
      <Text style={{ whiteSpace: 'pre-line' }}>{reason}</Text>
    </Alert>
  )
}
