import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from './problem-alert.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  text?: string
  /** The word on the button that does it; say the deed, not "OK". */
  confirm: string
  danger?: boolean
  /** Asks for a reason, at least this long. */
  reason?: { label: string; description?: string; min?: number }
  onConfirm: (reason: string) => void
  pending?: boolean
  problem?: Error | null
}

/** Asks once more before something that others will see or that cannot be taken back. */
export function Confirm({
  opened,
  onClose,
  title,
  text,
  confirm,
  danger,
  reason,
  onConfirm,
  ...state
}: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  // What was typed about one thing is not about the next.
  const subject = `${title} ${text ?? ''}`
  const [about, setAbout] = useState(subject)
  if (opened && about !== subject) {
    setAbout(subject)
    setWords('')
  }
  const form = useId()
  const short = reason !== undefined && words.trim().length < (reason.min ?? 1)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('shell.action.close') }}
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!short) onConfirm(words.trim())
        }}
      >
        <Stack>
          {text && <Text>{text}</Text>}
          {reason && (
            <Textarea
              label={reason.label}
              description={reason.description}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              autosize
              minRows={3}
              maxRows={12}
              withAsterisk
              data-autofocus
            />
          )}
          <ProblemAlert problem={state.problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.action.cancel')}
            </Button>
            <Button
              type="submit"
              disabled={short}
              loading={state.pending ?? false}
              {...(danger && { color: 'red.9' })}
              {...(!reason && { 'data-autofocus': true })}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
