import { Button, Group, Text } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { Ago } from '../../ui/time.tsx'
import type { Queue } from './types.ts'

/** Organisations that asked to be verified: yes, or no with a reason. */
export function VerificationQueue({ organisations }: Pick<Queue, 'organisations'>) {
  const { t } = useTranslation()
  return (
    <Section title={`${t('operator.organisations')} ${organisations.length || ''}`.trim()}>
      {organisations.length === 0 ? (
        <Empty
          icon={IconShieldCheck}
          title={t('operator.organisationsEmpty')}
          text={t('operator.organisationsEmptyText')}
        />
      ) : (
        <RowList>
          {organisations.map((organisation) => (
            <Row key={organisation.id} organisation={organisation} />
          ))}
        </RowList>
      )}
    </Section>
  )
}

function Row({ organisation }: { organisation: Queue['organisations'][number] }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const [asking, setAsking] = useState(false)
  const { id, name, kind, note, requestedAt } = organisation
  const verify = useAct(() => post(`/api/organisations/${id}/verify`), { done: t('operator.verified') })
  const reject = useAct((reason: string) => post(`/api/organisations/${id}/reject`, { reason }), {
    quiet: true,
    done: t('operator.rejected'),
  })
  return (
    <li>
      <div>
        <TextLink to="/organisations/$id" params={{ id }} fw={600}>
          <Bi text={name} />
        </TextLink>
        <Text size="sm" c="dimmed" component="div">
          {t(`words.organisationKind.${kind}`)} · {t('operator.asked')} <Ago at={requestedAt} />
        </Text>
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {note || t('operator.noNote')}
        </Text>
      </div>
      <Group gap="xs">
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('operator.reject')}
        </Button>
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('operator.verify')}
        </Button>
      </Group>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('operator.rejectTitle', { name: pick(name) })}
        reason={{ label: t('operator.rejectReason'), description: t('operator.rejectHint') }}
        confirm={t('operator.reject')}
        pending={reject.isPending}
        problem={reject.error}
        onConfirm={reject.mutate}
      />
    </li>
  )
}
