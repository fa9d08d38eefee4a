import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../i18n/index.ts'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { ownPath } from '../../lib/own-path.ts'
import { signedInNow } from '../../lib/session.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { fieldError, ProblemAlert } from '../../ui/problem-alert.tsx'
import { useDocumentTitle } from '../../ui/use-document-title.ts'

/** Name, e-mail and password; signs in at once. With an invitation in the address, accepts it too. */
export function SignUp() {
  const { t } = useTranslation()
  const lang = useLang()
  const { next, invitation } = useSearch({ from: '/guest/sign-up' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form, setForm] = useState({ name: '', email: '', password: '' })
  useDocumentTitle(t('account.signUp.title'))
  const enter = useAct(
    () => post('/api/people', { ...form, locale: lang, ...(invitation && { invitation }) }),
    {
      quiet: true,
      refresh: [],
      onDone: () =>
        void signedInNow(client).then(() => navigate({ href: ownPath(next) ?? '/', replace: true })),
    },
  )
  const field = (name: keyof typeof form) => ({
    label: t(`account.signUp.${name}`),
    required: true,
    withAsterisk: false,
    value: form[name],
    error: fieldError(enter.error, `/${name}`),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setForm((was) => ({ ...was, [name]: value }))
    },
  })
  return (
    <Stack>
      <Title order={1}>{t('account.signUp.title')}</Title>
      {invitation && <Text c="dimmed">{t('account.signUp.invited')}</Text>}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <Stack gap="sm">
          <TextInput
            {...field('name')}
            description={t('account.signUp.nameHint')}
            autoComplete="name"
            maxLength={80}
          />
          <TextInput {...field('email')} type="email" autoComplete="username" maxLength={254} />
          <PasswordField
            {...field('password')}
            description={t('account.signUp.passwordHint')}
            autoComplete="new-password"
            minLength={8}
            maxLength={200}
          />
          <ProblemAlert problem={enter.error} />
          <Button type="submit" loading={enter.isPending} fullWidth>
            {t('account.signUp.submit')}
          </Button>
        </Stack>
      </form>
      <Group gap={6}>
        <Text>{t('account.signUp.have')}</Text>
        <TextLink to="/sign-in" search={next ? { next } : {}}>
          {t('account.signUp.signIn')}
        </TextLink>
      </Group>
    </Stack>
  )
}
