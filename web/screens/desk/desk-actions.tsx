import { Button, Group, Menu, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { Challenge } from './types.ts'

/** What the seeker may do with a challenge besides deciding it. */
export function DeskActions({ challenge: { id, status, deadline } }: { challenge: Challenge }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'extend' | 'close' | 'withdraw'>()
  const end = () => setAsking(undefined)
  const close = useAct((note: string) => post(`/api/challenges/${id}/close`, { note }), {
    done: t('desk.actions.closed'),
    quiet: true,
    onDone: end,
  })
  const withdraw = useAct((reason: string) => post(`/api/challenges/${id}/withdraw`, { reason }), {
    done: t('desk.actions.withdrawn'),
    quiet: true,
    onDone: end,
  })
  const open = status === 'open'
  const mayWithdraw = open || status === 'closed' || status === 'in_moderation' || status === 'draft'
  if (!mayWithdraw) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('desk.actions.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {open && deadline?.kind !== 'open' && (
            <Menu.Item onClick={() => setAsking('extend')}>{t('desk.actions.extend')}</Menu.Item>
          )}
          {open && <Menu.Item onClick={() => setAsking('close')}>{t('desk.actions.close')}</Menu.Item>}
          <Menu.Item color="red" onClick={() => setAsking('withdraw')}>
            {t('desk.actions.withdraw')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {/* Once extended, the next time begins from the new deadline and without words. */}
      <Extend
        key={deadline && 'at' in deadline ? deadline.at : ''}
        id={id}
        opened={asking === 'extend'}
        onClose={end}
        from={deadline && 'at' in deadline ? deadline.at : undefined}
      />
      <Confirm
        opened={asking === 'close'}
        onClose={end}
        title={t('desk.actions.closeTitle')}
        text={t('desk.actions.closeText')}
        confirm={t('desk.actions.close')}
        reason={{ label: t('desk.actions.closeNote') }}
        onConfirm={(note) => close.mutate(note)}
        pending={close.isPending}
        problem={close.error}
      />
      <Confirm
        opened={asking === 'withdraw'}
        onClose={end}
        danger
        title={t('desk.actions.withdrawTitle')}
        text={t('desk.actions.withdrawText')}
        confirm={t('desk.actions.withdraw')}
        reason={{ label: t('desk.actions.withdrawReason') }}
        onConfirm={(reason) => withdraw.mutate(reason)}
        pending={withdraw.isPending}
        problem={withdraw.error}
      />
    </>
  )
}

/** The clusters' clock is eight hours ahead of UTC all year. */
const OFFSET_MS = 8 * 3_600_000
const toLocal = (at: string) => new Date(new Date(at).getTime() + OFFSET_MS).toISOString().slice(0, 16)
const toInstant = (local: string) => new Date(new Date(`${local}Z`).getTime() - OFFSET_MS).toISOString()

type ExtendProps = { id: string; opened: boolean; onClose: () => void; from: string | undefined }

function Extend({ id, opened, onClose, from }: ExtendProps) {
  const { t } = useTranslation()
  const [at, setAt] = useState(from ? toLocal(from) : '')
  const [reason, setReason] = useState('')
  const extend = useAct(
    () => post(`/api/challenges/${id}/extend`, { at: toInstant(at), reason: reason.trim() }),
    {
      done: t('desk.actions.extended'),
      quiet: true,
      onDone: onClose,
    },
  )
  const ready = at !== '' && reason.trim() !== '' && (!from || toInstant(at) > from)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('desk.actions.extend')}
      closeButtonProps={{ 'aria-label': t('shell.action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) extend.mutate()
        }}
      >
        <Stack>
          <Text>{t('desk.actions.extendText')}</Text>
          <TextInput
            type="datetime-local"
            label={t('shell.noted', { label: t('desk.actions.extendAt'), note: t('shell.time.zone') })}
            value={at}
            min={from && toLocal(from)}
            onChange={({ currentTarget }) => setAt(currentTarget.value)}
          />
          <Textarea
            label={t('desk.actions.extendReason')}
            value={reason}
            maxLength={2_000}
            autosize
            minRows={2}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <ProblemAlert problem={extend.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.action.cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={extend.isPending}>
              {t('desk.actions.extend')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
