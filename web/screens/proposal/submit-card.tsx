import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { DeadlineText } from '../../ui/time.tsx'
import { progressOf } from './answers-form.tsx'
import type { DraftView } from './outline-draft.ts'
import type { Proposal } from './types.ts'

type Props = { proposal: Proposal; lead: boolean; draft: DraftView; unsaved: boolean }

/** Handing a proposal in: what would be handed in, or why it cannot be yet. */
export function SubmitCard({ proposal, lead, draft, unsaved }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const submit = useAct(() => post(`/api/proposals/${proposal.id}/submit`), {
    done: t('proposal.work.submit.done'),
    quiet: true,
    onDone: () => setAsking(false),
  })
  const { challenge, my } = proposal
  const { outline } = draft
  const progress = progressOf(challenge.mustHaves, outline)
  const unanswered = progress.all - progress.done

  const why: string[] = []
  if (!lead) why.push(t('proposal.work.submit.why.lead'))
  else if (!my.canSubmit) why.push(t('proposal.work.submit.why.closed'))
  if (outline.title.trim() === '') why.push(t('proposal.work.submit.why.title'))
  else if (draft.state !== 'saved') why.push(t('proposal.work.submit.why.outline'))
  if (unsaved) why.push(t('proposal.work.submit.why.saving'))

  const blank = t('proposal.work.submit.blank')
  const { deadline } = challenge
  return (
    <Stack gap="xs">
      <Text size="sm">
        {deadline && 'at' in deadline && t('desk.progress.deadline')} <DeadlineText deadline={deadline} />
      </Text>
      <Button
        leftSection={<IconSend size={16} aria-hidden />}
        disabled={why.length > 0}
        aria-describedby="submit-why"
        onClick={() => setAsking(true)}
      >
        {t('proposal.work.submit.action')}
      </Button>
      <Text id="submit-why" size="sm" c="dimmed" component="div">
        {why.length === 0
          ? t('proposal.work.submit.hint')
          : `${t('proposal.work.submit.blocked')} ${why.join(' ')}`}
      </Text>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('proposal.work.submit.confirmTitle')}
        closeButtonProps={{ 'aria-label': t('shell.action.close') }}
      >
        <Stack>
          <Text>{t('proposal.work.submit.confirmText')}</Text>
          <List size="sm" spacing={4}>
            <List.Item>{t('proposal.work.submit.items.text')}</List.Item>
            <List.Item>{t('proposal.work.submit.items.title', { title: outline.title })}</List.Item>
            <List.Item>
              {t('proposal.work.submit.items.figures', {
                price: format.money(outline.price) || blank,
                months: outline.months ? `${outline.months} ${t('proposal.work.figures.monthsUnit')}` : blank,
                trl: outline.trl ? `${outline.trl.from} → ${outline.trl.to}` : blank,
              })}
            </List.Item>
            {progress.all > 0 && <List.Item>{t('proposal.work.submit.items.answers', progress)}</List.Item>}
          </List>
          {unanswered > 0 && (
            <Alert color="yellow">{t('proposal.work.submit.warn', { n: unanswered })}</Alert>
          )}
          <Text size="sm" c="dimmed">
            {deadline?.kind === 'fixed'
              ? t('proposal.work.submit.sealed', { at: format.dateTime(deadline.at) })
              : t('proposal.work.submit.open')}
          </Text>
          <ProblemAlert problem={submit.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('shell.action.cancel')}
            </Button>
            <Button
              loading={submit.isPending}
              disabled={why.length > 0}
              onClick={() => submit.mutate()}
              data-autofocus
            >
              {t('proposal.work.submit.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  )
}

/** Taking a proposal back: to go on writing, or for good. */
export function TakeBack({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'recall' | 'withdraw'>()
  const close = () => setAsking(undefined)
  const recall = useAct(() => post(`/api/proposals/${proposal.id}/recall`), {
    done: t('proposal.work.submit.recalled'),
    quiet: true,
    onDone: close,
  })
  const withdraw = useAct((reason: string) => post(`/api/proposals/${proposal.id}/withdraw`, { reason }), {
    done: t('proposal.work.submit.withdrawn'),
    quiet: true,
    onDone: close,
  })
  const { status, challenge } = proposal
  return (
    <Group gap="xs">
      {status === 'submitted' && challenge.status === 'open' && (
        <Button variant="default" size="xs" onClick={() => setAsking('recall')}>
          {t('proposal.work.submit.recall')}
        </Button>
      )}
      {(status === 'submitted' || status === 'co_editing') && (
        <Button
          variant="subtle"
          color="red"
          c="var(--mantine-color-error)"
          size="xs"
          onClick={() => setAsking('withdraw')}
        >
          {t('proposal.work.submit.withdraw')}
        </Button>
      )}
      <Confirm
        opened={asking === 'recall'}
        onClose={close}
        title={t('proposal.work.submit.recallTitle')}
        text={t('proposal.work.submit.recallText')}
        confirm={t('proposal.work.submit.recall')}
        onConfirm={() => recall.mutate()}
        pending={recall.isPending}
        problem={recall.error}
      />
      <Confirm
        opened={asking === 'withdraw'}
        onClose={close}
        danger
        title={t('proposal.work.submit.withdrawTitle')}
        text={t('proposal.work.submit.withdrawText')}
        confirm={t('proposal.work.submit.withdraw')}
        reason={{ label: t('proposal.work.submit.withdrawReason') }}
        onConfirm={(reason) => withdraw.mutate(reason)}
        pending={withdraw.isPending}
        problem={withdraw.error}
      />
    </Group>
  )
}
