import { Button, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDocumentTitle } from '../../ui/use-document-title.ts'

/** A new password by a link that the operator handed out. */
export function Reset() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/guest/reset/$token' })
  const [password, setPassword] = useState('')
  useDocumentTitle(t('account.reset.title'))
  const set = useAct(() => post('/api/resets', { token, password }), { quiet: true, refresh: [['me']] })
  if (set.isSuccess)
    return (
      <Stack>
        <Title order={1}>{t('account.reset.title')}</Title>
        <Text role="status">{t('account.reset.done')}</Text>
        <ButtonLink to="/sign-in">{t('account.reset.signIn')}</ButtonLink>
      </Stack>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        set.mutate()
      }}
    >
      <Stack gap="sm">
        <Title order={1}>{t('account.reset.title')}</Title>
        <Text c="dimmed">{t('account.reset.text')}</Text>
        <PasswordField
          label={t('account.reset.password')}
          description={t('account.signUp.passwordHint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={8}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ProblemAlert problem={set.error} />
        <Button type="submit" loading={set.isPending} fullWidth>
          {t('account.reset.submit')}
        </Button>
      </Stack>
    </form>
  )
}
