import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type DecisionDraft, verdictOf } from './decision-draft.ts'
import styles from './desk.module.css'
import type { Compared } from './types.ts'

type Props = {
  opened: boolean
  onClose: () => void
  items: readonly Compared[]
  draft: DecisionDraft
  onConfirm: () => void
  pending: boolean
  problem: Error | null
}

/** The whole decision once more, as the teams will read it, before it is published for good. */
export function DecisionReview({ opened, onClose, items, draft, onConfirm, pending, problem }: Props) {
  const { t } = useTranslation()
  const verdicts = items.map((item) => ({ item, verdict: verdictOf(draft, item.id) }))
  const ordered = [
    ...verdicts.filter(({ verdict }) => verdict.outcome === 'award'),
    ...verdicts.filter(({ verdict }) => verdict.outcome !== 'award'),
  ]
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('desk.decide.reviewTitle')}
      closeButtonProps={{ 'aria-label': t('shell.action.close') }}
    >
      <Stack>
        {draft.none && (
          <div>
            <Text fw={600}>{t('desk.result.none')}</Text>
            <Text style={{ whiteSpace: 'pre-line' }}>{draft.overall}</Text>
          </div>
        )}
        <ul className={styles.review}>
          {ordered.map(({ item, verdict }) => (
            <li key={item.id} data-outcome={verdict.outcome}>
              <Text fw={600}>
                {item.team.name} ·{' '}
                {t(verdict.outcome === 'award' ? 'desk.decide.chosen' : 'desk.decide.declined')}
                {verdict.outcome === 'decline' &&
                  verdict.code &&
                  `· ${t(`proposal.declineCode.${verdict.code}`)}`}
              </Text>
              <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                {verdict.reason}
              </Text>
            </li>
          ))}
        </ul>
        <Alert color="yellow">{t('desk.decide.reviewText')}</Alert>
        <ProblemAlert problem={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('desk.decide.back')}
          </Button>
          <Button loading={pending} onClick={onConfirm}>
            {draft.none ? t('desk.decide.confirmNone') : t('desk.decide.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
