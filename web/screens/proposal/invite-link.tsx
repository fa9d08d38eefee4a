import { Button, Radio, Stack, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationLink } from '../../../src/features/invitation/routes.ts'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { CopyLink } from '../../ui/copy-link.tsx'

const ROLES = ['member', 'advisor'] as const

/** Makes a link that lets one person into the team. */
export function InviteLink({ teamId }: { teamId: string }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const [role, setRole] = useState<(typeof ROLES)[number]>('member')
  const invite = useAct(() => post<InvitationLink>(`/api/teams/${teamId}/invitations`, { role }), {
    refresh: [],
  })
  const { data } = invite
  if (data) {
    return (
      <Stack gap="xs">
        <CopyLink
          link={data.link}
          label={t('proposal.team.link')}
          description={t('proposal.team.expires', { at: dateTime(data.expiresAt) })}
        />
        <Button variant="subtle" size="xs" onClick={() => invite.reset()} style={{ alignSelf: 'start' }}>
          {t('proposal.team.another')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('proposal.team.inviteHint')}
      </Text>
      <Radio.Group
        label={t('proposal.team.role')}
        value={role}
        onChange={(value) => setRole(value === 'advisor' ? 'advisor' : 'member')}
      >
        <Stack gap={6} mt={4}>
          {ROLES.map((one) => (
            <Radio
              key={one}
              value={one}
              size="sm"
              label={t(`words.teamRole.${one}`)}
              description={t(`proposal.team.roleHint.${one}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Button
        variant="default"
        leftSection={<IconUserPlus size={16} aria-hidden />}
        loading={invite.isPending}
        onClick={() => invite.mutate()}
        style={{ alignSelf: 'start' }}
      >
        {t('proposal.team.create')}
      </Button>
    </Stack>
  )
}
