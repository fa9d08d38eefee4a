import { Button, Group, Paper, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { put } from '../../lib/api.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

/** A new password, by the old one. Ends the other sign-ins. */
export function PasswordForm() {
  const { t } = useTranslation()
  const { person } = useSignedIn()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useAct(() => put('/api/me/password', { current, password }), {
    quiet: true,
    done: t('account.profile.changed'),
    refresh: [['me'], ['sessions']],
    onDone: () => {
      setCurrent('')
      setPassword('')
    },
  })
  return (
    <Paper
      component="form"
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack gap="sm">
        {/* Password managers file the new password under this name. */}
        <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
        <PasswordField
          label={t('account.profile.current')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordField
          label={t('account.profile.next')}
          description={t('account.signUp.passwordHint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={8}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ProblemAlert problem={change.error} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('account.profile.change')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
