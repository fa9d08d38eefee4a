import { Button, Group, Text } from '@mantine/core'
import { IconFileCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { Ago } from '../../ui/time.tsx'
import type { Queue } from './types.ts'

/** Challenges of organisations that are not verified: publish, or send back with what should change. */
export function Moderation({ challenges }: Pick<Queue, 'challenges'>) {
  const { t } = useTranslation()
  return (
    <Section title={`${t('operator.challenges')} ${challenges.length || ''}`.trim()}>
      {challenges.length === 0 ? (
        <Empty
          icon={IconFileCheck}
          title={t('operator.challengesEmpty')}
          text={t('operator.challengesEmptyText')}
        />
      ) : (
        <RowList>
          {challenges.map((challenge) => (
            <Row key={challenge.id} challenge={challenge} />
          ))}
        </RowList>
      )}
    </Section>
  )
}

function Row({ challenge: { id, title, seeker, submittedAt } }: { challenge: Queue['challenges'][number] }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const [asking, setAsking] = useState(false)
  const approve = useAct(() => post(`/api/challenges/${id}/approve`), { done: t('operator.approved') })
  const changes = useAct((reason: string) => post(`/api/challenges/${id}/request-changes`, { reason }), {
    quiet: true,
    done: t('operator.changesAsked'),
  })
  return (
    <li>
      <div>
        <Text fw={600}>
          <Bi text={title} />
        </Text>
        <Text size="sm" c="dimmed" component="div">
          <Bi text={seeker.name} /> · {t('operator.submitted')} <Ago at={submittedAt} />
        </Text>
      </div>
      <Group gap="xs">
        <Button component="a" href={`/challenges/${id}`} variant="default">
          {t('operator.read')}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('operator.changes')}
        </Button>
        <Button loading={approve.isPending} onClick={() => approve.mutate()}>
          {t('operator.approve')}
        </Button>
      </Group>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('operator.changesTitle', { title: pick(title) })}
        reason={{ label: t('operator.changesReason'), description: t('operator.changesHint') }}
        confirm={t('operator.changes')}
        pending={changes.isPending}
        problem={changes.error}
        onConfirm={changes.mutate}
      />
    </li>
  )
}
