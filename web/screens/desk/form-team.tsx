import { Button, Paper, Select, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { fieldError, ProblemAlert } from '../../ui/problem-alert.tsx'

/** Answering a challenge begins with a team. */
export function FormTeam({ challengeId }: { challengeId: string }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { organisations } = useSignedIn()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [organisationId, setOrganisation] = useState<string>(organisations[0]?.id ?? '')
  const form = useAct(
    () =>
      post(`/api/challenges/${challengeId}/teams`, {
        name: name.trim(),
        ...(organisationId && { organisationId }),
      }),
    { quiet: true, onDone: ({ id }) => void navigate({ to: '/teams/$id', params: { id } }) },
  )
  return (
    <Paper
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') form.mutate()
      }}
    >
      <Stack gap="sm">
        <Text c="dimmed">{t('desk.team.hint')}</Text>
        <TextInput
          label={t('desk.team.name')}
          value={name}
          maxLength={80}
          error={fieldError(form.error, '/name')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {organisations.length > 0 && (
          <Select
            label={t('desk.team.organisation')}
            value={organisationId}
            data={[
              ...organisations.map((one) => ({ value: one.id, label: pick(one.name) })),
              { value: '', label: t('desk.team.none') },
            ]}
            onChange={(value) => setOrganisation(value ?? '')}
          />
        )}
        <ProblemAlert problem={form.error} />
        <Button
          type="submit"
          disabled={name.trim() === ''}
          loading={form.isPending}
          style={{ alignSelf: 'start' }}
        >
          {t('desk.team.form')}
        </Button>
      </Stack>
    </Paper>
  )
}
