import { Button, Group, Input, Paper, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setLang } from '../../i18n/index.ts'
import { useAct } from '../../lib/act.ts'
import { put } from '../../lib/api.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { fieldError, ProblemAlert } from '../../ui/problem-alert.tsx'

/** Name, headline and language. The language takes hold of the interface when saved. */
export function ProfileForm() {
  const { t } = useTranslation()
  const { person } = useSignedIn()
  const [name, setName] = useState(person.name)
  const [headline, setHeadline] = useState(person.headline)
  const [locale, setLocale] = useState(person.locale)
  const save = useAct(() => put('/api/me/profile', { name, headline, locale }), {
    quiet: true,
    done: t('account.profile.saved'),
    onDone: () => void setLang(locale),
  })
  return (
    <Paper
      component="form"
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('account.profile.name')}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={80}
          value={name}
          error={fieldError(save.error, '/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.profile.headline')}
          description={t('account.profile.headlineHint')}
          maxLength={160}
          value={headline}
          error={fieldError(save.error, '/headline')}
          onChange={(event) => setHeadline(event.currentTarget.value)}
        />
        <TextInput label={t('account.profile.email')} value={person.email} readOnly variant="filled" />
        <Input.Wrapper
          label={t('account.profile.locale')}
          description={t('account.profile.localeHint')}
          labelElement="div"
        >
          <div>
            <SegmentedControl
              mt={6}
              aria-label={t('account.profile.locale')}
              value={locale}
              onChange={(value) => setLocale(value === 'en' ? 'en' : 'zh-CN')}
              data={[
                { value: 'zh-CN', label: t('shell.lang.zh-CN') },
                { value: 'en', label: t('shell.lang.en') },
              ]}
            />
          </div>
        </Input.Wrapper>
        <ProblemAlert problem={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('shell.action.save')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
