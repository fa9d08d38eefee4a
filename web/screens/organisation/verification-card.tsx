import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { Section } from '../../ui/page.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { OrganisationDetail } from './types.ts'

/** Asks the operator to verify, and says how the asking stands. */
export function VerificationCard({ organisation }: { organisation: OrganisationDetail }) {
  const { t } = useTranslation()
  const { id, verification, rejection } = organisation
  const [note, setNote] = useState('')
  const ask = useAct(() => post(`/api/organisations/${id}/verification`, { note }), {
    quiet: true,
    done: t('organisation.detail.verifyAsked'),
  })
  return (
    <Section title={t('organisation.detail.verify')}>
      <Paper
        component="form"
        onSubmit={(event: { preventDefault(): void }) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        {verification === 'pending' ? (
          <Text>{t('organisation.detail.verifyPending')}</Text>
        ) : (
          <Stack gap="sm">
            {verification === 'rejected' && (
              <div>
                <Text fw={600}>{t('organisation.detail.verifyRejected', { reason: rejection ?? '' })}</Text>
                <Text c="dimmed">{t('organisation.detail.verifyAgain')}</Text>
              </div>
            )}
            <Text>{t('organisation.detail.verifyWhy')}</Text>
            <Textarea
              label={t('organisation.detail.verifyNote')}
              description={t('organisation.detail.verifyNoteHint')}
              autosize
              minRows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <ProblemAlert problem={ask.error} />
            <Group>
              <Button type="submit" loading={ask.isPending}>
                {t('organisation.detail.verifyAsk')}
              </Button>
            </Group>
          </Stack>
        )}
      </Paper>
    </Section>
  )
}
