import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../src/features/person/shapes.ts'
import { useAct } from '../../lib/act.ts'
import { del } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useLive } from '../../lib/live.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Lines, Loaded } from '../../ui/loaded.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Ago, Day } from '../../ui/time.tsx'

/** Where this person is signed in; each can be ended, or all at once. */
export function Sessions() {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const { person } = useSignedIn()
  const [asking, setAsking] = useState(false)
  const sessions = useLive<{ items: Session[] }>(['sessions'], '/api/sessions', [`person:${person.id}`])
  const end = useAct((handle: string) => del(`/api/sessions/${handle}`), {
    done: t('account.profile.ended'),
    refresh: [['sessions']],
  })
  const endAll = useAct(() => del('/api/sessions'), {
    refresh: [],
    onDone: () => globalThis.location.assign('/app/sign-in'),
  })
  return (
    <Stack gap="xs">
      <Text c="dimmed">{t('account.profile.sessionsText')}</Text>
      <Loaded query={sessions} skeleton={<Lines rows={2} />}>
        {({ items }) => (
          <RowList>
            {items.map(({ handle, startedAt, expiresAt, current }) => (
              <li key={handle}>
                <div>
                  {t('account.profile.started')} <Ago at={startedAt} />
                  <Text size="sm" c="dimmed" component="div">
                    {t('account.profile.expires')} <Day at={expiresAt} />
                  </Text>
                </div>
                {current ? (
                  <StatusBadge tone="active">{t('account.profile.current2')}</StatusBadge>
                ) : (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('account.profile.endLabel', { at: dateTime(startedAt) })}
                    loading={end.isPending && end.variables === handle}
                    onClick={() => end.mutate(handle)}
                  >
                    {t('account.profile.end')}
                  </Button>
                )}
              </li>
            ))}
          </RowList>
        )}
      </Loaded>
      <Group>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('account.profile.endAll')}
        </Button>
      </Group>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('account.profile.endAll')}
        text={t('account.profile.endAllText')}
        confirm={t('account.profile.endAll')}
        danger
        pending={endAll.isPending}
        problem={endAll.error}
        onConfirm={() => endAll.mutate()}
      />
    </Stack>
  )
}
