import { Button, Group, Paper, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bilingual } from '../../../events/define.ts'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { BilingualField } from '../../ui/bilingual-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { blankBrief, says } from './brief.ts'
import classes from './challenge.module.css'
import { filledFrom, TEMPLATES, type Template } from './templates.ts'

/** The first minute of a challenge: who asks, what for, and what to start from. From here on it is a saved draft. */
export function NewChallenge() {
  const { t } = useTranslation()
  const { organisations } = useSignedIn()
  if (organisations.length === 0)
    return (
      <Page title={t('challenge.new.title')} width={760}>
        <Empty
          icon={IconBuildingCommunity}
          title={t('account.work.noOrganisation')}
          text={t('account.work.noOrganisationText')}
          action={<ButtonLink to="/organisations/new">{t('account.work.registerOrganisation')}</ButtonLink>}
        />
      </Page>
    )
  return (
    <Page title={t('challenge.new.title')} subtitle={t('challenge.new.subtitle')} width={760}>
      <Start />
    </Page>
  )
}

function Start() {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { organisations } = useSignedIn()
  const navigate = useNavigate()
  // Enterprises are who usually asks.
  const usual = organisations.find(({ kind }) => kind === 'enterprise') ?? organisations[0]
  const [seekerId, setSeekerId] = useState(usual?.id ?? '')
  const [template, setTemplate] = useState<Template>('blank')
  const [title, setTitle] = useState<Bilingual>({})
  const draft = useAct(
    () => post('/api/challenges', { seekerId, brief: { ...blankBrief(), ...filledFrom(template), title } }),
    {
      quiet: true,
      onDone: ({ id }) => void navigate({ to: '/challenges/$id/edit', params: { id } }),
    },
  )
  return (
    <Paper
      component="form"
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault()
        draft.mutate()
      }}
    >
      <Stack>
        <BilingualField
          label={t('challenge.new.titleField')}
          description={t('challenge.new.titleHint')}
          required
          max={160}
          value={title}
          onChange={setTitle}
        />
        {organisations.length > 1 && (
          <Select
            label={t('challenge.new.seeker')}
            data={organisations.map(({ id, name }) => ({ value: id, label: pick(name) }))}
            value={seekerId}
            onChange={(id) => setSeekerId(id ?? seekerId)}
          />
        )}
        <Radio.Group
          label={t('challenge.new.template')}
          value={template}
          onChange={(value) => setTemplate(TEMPLATES.find((one) => one === value) ?? 'blank')}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
            {TEMPLATES.map((value) => (
              <Radio.Card key={value} value={value} className={classes.choice ?? ''}>
                <Group wrap="nowrap" gap="sm">
                  <Radio.Indicator />
                  <div>
                    <Text fw={600}>{t(`challenge.template.${value}`)}</Text>
                    <Text size="sm" c="dimmed">
                      {t(`challenge.template.${value}Text`)}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
        <ProblemAlert problem={draft.error} />
        <Group>
          <Button type="submit" disabled={!says(title)} loading={draft.isPending}>
            {t('challenge.new.create')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
