import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import type { MyWork } from '../../lib/cards.ts'
import { useFormat } from '../../lib/format.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'

type Consent = MyWork['consents'][number]

/** Incubators that would carry a project of one's team: yes or no. */
export function Consents({ consents }: { consents: readonly Consent[] }) {
  const { t } = useTranslation()
  if (consents.length === 0) return null
  return (
    <Section title={t('account.work.consents')}>
      <RowList>
        {consents.map((consent) => (
          <ConsentRow key={`${consent.projectId} ${consent.incubator.id}`} consent={consent} />
        ))}
      </RowList>
    </Section>
  )
}

function ConsentRow({ consent: { projectId, title, incubator } }: { consent: Consent }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const [asking, setAsking] = useState(false)
  const body = { incubatorId: incubator.id }
  const name = pick(incubator.name)
  const consent = useAct(() => post(`/api/projects/${projectId}/consent`, body), {
    done: t('account.work.consented'),
  })
  const decline = useAct(() => post(`/api/projects/${projectId}/decline`, body), {
    quiet: true,
    done: t('account.work.declined'),
  })
  return (
    <li>
      <div>
        <Text fw={600}>{typeof title === 'string' ? title : pick(title)}</Text>
        <Text size="sm" c="dimmed">
          {t('account.work.consentText', { incubator: name })}
        </Text>
      </div>
      <Group gap="xs">
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('account.work.decline')}
        </Button>
        <Button loading={consent.isPending} onClick={() => consent.mutate()}>
          {t('account.work.consent')}
        </Button>
      </Group>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('account.work.declineTitle', { incubator: name })}
        text={t('account.work.declineText')}
        confirm={t('account.work.decline')}
        pending={decline.isPending}
        problem={decline.error}
        onConfirm={() => decline.mutate()}
      />
    </li>
  )
}
