import { Button, Divider, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { ownPath } from '../../lib/own-path.ts'
import { signedInNow, useMe } from '../../lib/session.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDocumentTitle } from '../../ui/use-document-title.ts'
import { DemoPeople } from './demo-people.tsx'

/** E-mail and password, or one click as a demo person. Leads back to where the visitor was going. */
export function SignIn() {
  const { t } = useTranslation()
  const me = useMe()
  const { next } = useSearch({ from: '/guest/sign-in' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useDocumentTitle(t('account.signIn.title'))
  const enter = useAct((path: { url: string; body: unknown }) => post(path.url, path.body), {
    quiet: true,
    refresh: [],
    onDone: () => void signedInNow(client),
  })
  // Already signed in, here or just now: go on.
  useEffect(() => {
    if (me.signedIn) void navigate({ href: ownPath(next) ?? '/', replace: true })
  }, [me.signedIn, navigate, next])

  return (
    <Stack>
      <Title order={1}>{t('account.signIn.title')}</Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate({ url: '/api/session', body: { email, password } })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('account.signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordField
            label={t('account.signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ProblemAlert problem={enter.error} />
          <Button type="submit" loading={enter.isPending} fullWidth>
            {t('account.signIn.submit')}
          </Button>
        </Stack>
      </form>
      <Group gap={6}>
        <Text>{t('account.signIn.noAccount')}</Text>
        <TextLink to="/sign-up" search={next ? { next } : {}}>
          {t('account.signIn.signUp')}
        </TextLink>
      </Group>
      <Text size="sm" c="dimmed">
        {t('account.signIn.forgot')}
      </Text>
      {me.demo && (
        <>
          <Divider />
          <DemoPeople
            pending={enter.isPending}
            onChoose={(personId) => enter.mutate({ url: '/api/demo/session', body: { personId } })}
          />
        </>
      )}
    </Stack>
  )
}
