import { Button, Group, Paper, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganisationRole } from '../../../events/organisation.ts'
import type { InvitationLink, PendingInvitation } from '../../../src/features/invitation/routes.ts'
import { useAct } from '../../lib/act.ts'
import { del, post } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'
import { CopyLink } from '../../ui/copy-link.tsx'
import { Section } from '../../ui/page.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { Day } from '../../ui/time.tsx'

/** Makes invitation links and takes back those not used yet. */
export function Invitations({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const [role, setRole] = useState<OrganisationRole>('member')
  const url = `/api/organisations/${organisationId}/invitations`
  const pending = useLive<{ items: PendingInvitation[] }>(['invitations', organisationId], url, [
    `organisation:${organisationId}`,
  ])
  const items = pending.data?.items ?? []
  const issue = useAct(() => post<InvitationLink>(url, { role }), { quiet: true })
  // Links into an organisation make a member or an administrator; the other roles are of teams and of the hub.
  const roleName = (invitation: PendingInvitation) =>
    t(`words.organisationRole.${invitation.role === 'admin' ? 'admin' : 'member'}`)
  const revoke = useAct((id: string) => del(`/api/invitations/by-id/${id}`), {
    done: t('organisation.detail.revoked'),
  })
  return (
    <Section title={t('organisation.detail.invitations')}>
      <Paper>
        <Stack gap="sm">
          <Text c="dimmed">{t('organisation.detail.inviteText')}</Text>
          <Group align="flex-end" gap="xs">
            <Select
              label={t('organisation.detail.inviteRole')}
              data={(['member', 'admin'] as const).map((value) => ({
                value,
                label: t(`words.organisationRole.${value}`),
              }))}
              value={role}
              onChange={(value) => setRole(value === 'admin' ? 'admin' : 'member')}
            />
            <Button loading={issue.isPending} onClick={() => issue.mutate()}>
              {t('organisation.detail.invite')}
            </Button>
          </Group>
          <ProblemAlert problem={issue.error} />
          {issue.data && (
            <CopyLink
              link={issue.data.link}
              label={t('organisation.detail.inviteLink')}
              description={t('organisation.detail.inviteLinkHint')}
            />
          )}
        </Stack>
      </Paper>
      {items.length > 0 && (
        <>
          <Text fw={600} mt="xs">
            {t('organisation.detail.pending')}
          </Text>
          <RowList>
            {items.map((invitation) => (
              <li key={invitation.id}>
                <div>
                  {roleName(invitation)}
                  <Text size="sm" c="dimmed" component="div">
                    {t('organisation.detail.validUntil')} <Day at={invitation.expiresAt} />
                  </Text>
                </div>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('organisation.detail.revokeLabel', { role: roleName(invitation) })}
                  loading={revoke.isPending && revoke.variables === invitation.id}
                  onClick={() => revoke.mutate(invitation.id)}
                >
                  {t('organisation.detail.revoke')}
                </Button>
              </li>
            ))}
          </RowList>
        </>
      )}
    </Section>
  )
}
