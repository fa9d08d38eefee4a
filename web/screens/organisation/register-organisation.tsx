import { Paper } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OrganisationProfile } from '../../../events/organisation.ts'
import { useAct } from '../../lib/act.ts'
import { type Done, post } from '../../lib/api.ts'
import { Page } from '../../ui/page.tsx'
import { OrganisationForm } from './organisation-form.tsx'

const BLANK: OrganisationProfile = { name: {}, kind: 'enterprise', region: '', about: {}, website: '' }

/** Registers an organisation; whoever does so becomes its administrator. */
export function RegisterOrganisation() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const register = useAct((profile: OrganisationProfile) => post('/api/organisations', profile), {
    quiet: true,
    done: t('organisation.form.registered'),
    onDone: ({ id }: Done) => void navigate({ to: '/organisations/$id', params: { id } }),
  })
  return (
    <Page
      title={t('organisation.form.registerTitle')}
      subtitle={t('organisation.form.registerText')}
      width={760}
    >
      <Paper>
        <OrganisationForm
          value={BLANK}
          submit={t('organisation.form.submit')}
          pending={register.isPending}
          problem={register.error}
          onSubmit={register.mutate}
        />
      </Paper>
    </Page>
  )
}
