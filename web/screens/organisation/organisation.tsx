import { Anchor, Button, Group, Paper, Text } from '@mantine/core'
import { IconExternalLink, IconPencil } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationProfile } from '../../../events/organisation.ts'
import { useAct } from '../../lib/act.ts'
import { put } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useLive } from '../../lib/live.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { Bi } from '../../ui/bi.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { VerificationBadge } from '../../ui/status-badge.tsx'
import { Invitations } from './invitations.tsx'
import { Members } from './members.tsx'
import { OrganisationForm } from './organisation-form.tsx'
import type { OrganisationDetail } from './types.ts'
import { VerificationCard } from './verification-card.tsx'

/** One organisation: its profile for all, members for members, the rest for its administrators. */
export function Organisation() {
  const { id } = useParams({ from: '/member/organisations/$id' })
  const detail = useLive<OrganisationDetail>(['organisation', id], `/api/organisations/${id}`, [
    `organisation:${id}`,
  ])
  return <Loaded query={detail}>{(organisation) => <Detail key={id} organisation={organisation} />}</Loaded>
}

function Detail({ organisation }: { organisation: OrganisationDetail }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { organisations } = useSignedIn()
  const [editing, setEditing] = useState(false)
  const { id, name, kind, region, verification, members, imported } = organisation
  const role = organisations.find((own) => own.id === id)?.role
  const admin = role === 'admin'
  return (
    <Page
      title={pick(name)}
      aside={<VerificationBadge verification={verification} />}
      subtitle={[t(`words.organisationKind.${kind}`), region].filter(Boolean).join(' · ')}
      actions={
        <>
          <Button
            component="a"
            href={`/organisations/${id}`}
            variant="default"
            rightSection={<IconExternalLink size={15} aria-hidden />}
          >
            {t('organisation.detail.publicPage')}
          </Button>
          {admin && !editing && (
            <Button
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('organisation.detail.edit')}
            </Button>
          )}
        </>
      }
    >
      {editing ? (
        <Edit organisation={organisation} onDone={() => setEditing(false)} />
      ) : (
        <About organisation={organisation} />
      )}
      {imported && <Text c="dimmed">{t('organisation.detail.importedText')}</Text>}
      {admin && verification !== 'verified' && <VerificationCard organisation={organisation} />}
      {members && <Members organisation={organisation} members={members} admin={admin} />}
      {admin && <Invitations organisationId={id} />}
    </Page>
  )
}

function About({ organisation: { about, website } }: { organisation: OrganisationDetail }) {
  const { t } = useTranslation()
  return (
    <Section title={t('organisation.detail.about')}>
      <Paper>
        {about.zh || about.en ? (
          <Text style={{ whiteSpace: 'pre-line' }}>
            <Bi text={about} />
          </Text>
        ) : (
          <Text c="dimmed">{t('organisation.detail.noAbout')}</Text>
        )}
        {website && (
          <Group mt="xs" gap={6}>
            <Anchor href={website} rel="noopener noreferrer" target="_blank">
              {website}
            </Anchor>
          </Group>
        )}
      </Paper>
    </Section>
  )
}

function Edit({ organisation, onDone }: { organisation: OrganisationDetail; onDone: () => void }) {
  const { t } = useTranslation()
  const { id, revision, name, kind, region, about, website } = organisation
  const save = useAct(
    (profile: OrganisationProfile) =>
      put(`/api/organisations/${id}/profile`, profile, { ifRevision: revision }),
    { quiet: true, done: t('organisation.form.saved'), onDone },
  )
  return (
    <Paper>
      <OrganisationForm
        value={{ name, kind, region, about, website }}
        submit={t('shell.action.save')}
        pending={save.isPending}
        problem={save.error}
        onSubmit={save.mutate}
        onCancel={onDone}
      />
    </Paper>
  )
}
