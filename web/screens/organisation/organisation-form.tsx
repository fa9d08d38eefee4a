import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationKind, OrganisationProfile } from '../../../events/organisation.ts'
import { BilingualField } from '../../ui/bilingual-field.tsx'
import { fieldError, ProblemAlert } from '../../ui/problem-alert.tsx'
import { useKinds } from './kinds.ts'

type Props = {
  value: OrganisationProfile
  submit: string
  pending: boolean
  problem: Error | null
  onSubmit: (profile: OrganisationProfile) => void
  onCancel?: () => void
}

/** What an organisation says of itself. */
export function OrganisationForm({ value, submit, pending, problem, onSubmit, onCancel }: Props) {
  const { t } = useTranslation()
  const kinds = useKinds()
  const [profile, setProfile] = useState(value)
  const set = (part: Partial<OrganisationProfile>) => setProfile((was) => ({ ...was, ...part }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(profile)
      }}
    >
      <Stack>
        <BilingualField
          label={t('organisation.form.name')}
          description={t('organisation.form.nameHint')}
          required
          max={120}
          value={profile.name}
          error={fieldError(problem, '/name')}
          onChange={(name) => set({ name })}
        />
        <Group grow preventGrowOverflow={false} align="flex-start">
          <Select
            label={t('organisation.form.kind')}
            data={kinds}
            value={profile.kind}
            onChange={(kind) => kind && set({ kind: kind as OrganisationKind })}
          />
          <TextInput
            label={t('organisation.form.region')}
            placeholder={t('organisation.form.regionHint')}
            maxLength={80}
            value={profile.region}
            error={fieldError(problem, '/region')}
            onChange={(event) => set({ region: event.currentTarget.value })}
          />
        </Group>
        <BilingualField
          label={t('organisation.form.about')}
          description={t('organisation.form.aboutHint')}
          rows={4}
          max={2000}
          value={profile.about}
          error={fieldError(problem, '/about')}
          onChange={(about) => set({ about })}
        />
        <TextInput
          label={t('organisation.form.website')}
          description={t('organisation.form.websiteHint')}
          type="url"
          maxLength={300}
          value={profile.website}
          error={fieldError(problem, '/website')}
          onChange={(event) => set({ website: event.currentTarget.value.trim() })}
        />
        <ProblemAlert problem={problem} />
        <Group gap="xs">
          <Button
            type="submit"
            loading={pending}
            disabled={!profile.name.zh?.trim() && !profile.name.en?.trim()}
          >
            {submit}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('shell.action.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
