import { Divider, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSignedIn } from '../../lib/session.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { InviteLink } from './invite-link.tsx'
import { PeopleList } from './people-list.tsx'
import type { Proposal } from './types.ts'

/** The team beside its proposal; the lead may let more people in from here. */
export function TeamPanel({ proposal: { team }, lead }: { proposal: Proposal; lead: boolean }) {
  const { t } = useTranslation()
  const { person } = useSignedIn()
  return (
    <Stack gap="sm">
      {team.members && team.members.length > 0 ? (
        <PeopleList members={team.members} me={person.id} />
      ) : (
        <Text c="dimmed">{t('proposal.work.team.onlyMembers')}</Text>
      )}
      {lead && (
        <>
          <Divider label={t('proposal.team.invite')} labelPosition="left" />
          <InviteLink teamId={team.id} />
        </>
      )}
      <ButtonLink
        to="/teams/$id"
        params={{ id: team.id }}
        variant="subtle"
        size="xs"
        style={{ alignSelf: 'start' }}
      >
        {t('proposal.work.team.manage')}
      </ButtonLink>
    </Stack>
  )
}
