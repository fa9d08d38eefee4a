import { ActionIcon, Group, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { del, put } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Member, OrganisationDetail } from './types.ts'

type Props = { organisation: OrganisationDetail; members: readonly Member[]; admin: boolean }

/** Who speaks for the organisation. Administrators change roles and remove; anyone may leave. */
export function Members({ organisation, members, admin }: Props) {
  const { t } = useTranslation()
  return (
    <Section title={`${t('organisation.detail.members')} ${members.length}`}>
      <RowList>
        {members.map((member) => (
          <MemberRow key={member.personId} organisation={organisation} member={member} admin={admin} />
        ))}
      </RowList>
    </Section>
  )
}

function MemberRow({
  organisation,
  member,
  admin,
}: {
  organisation: OrganisationDetail
  member: Member
  admin: boolean
}) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { person } = useSignedIn()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const { personId, name, role } = member
  const self = personId === person.id
  const url = `/api/organisations/${organisation.id}/members/${personId}`
  const other = role === 'admin' ? 'member' : 'admin'
  const change = useAct(() => put(url, { role: other }), { done: t('organisation.detail.changed') })
  const remove = useAct(() => del(url), {
    quiet: true,
    done: t(self ? 'organisation.detail.left' : 'organisation.detail.removed'),
    onDone: () => {
      setAsking(false)
      if (self) void navigate({ to: '/organisations' })
    },
  })
  return (
    <li>
      <Group gap={6}>
        <Text fw={600}>{name}</Text>
        {self && <Text c="dimmed">{t('organisation.detail.you')}</Text>}
      </Group>
      <Group gap="xs">
        <StatusBadge tone={role === 'admin' ? 'active' : 'neutral'}>
          {t(`words.organisationRole.${role}`)}
        </StatusBadge>
        {(admin || self) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('organisation.detail.memberMenu', { name })}
              >
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {admin && (
                <Menu.Item onClick={() => change.mutate()}>
                  {t(other === 'admin' ? 'organisation.detail.makeAdmin' : 'organisation.detail.makeMember')}
                </Menu.Item>
              )}
              <Menu.Item c="var(--mantine-color-error)" onClick={() => setAsking(true)}>
                {t(self ? 'organisation.detail.leave' : 'organisation.detail.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={
          self
            ? t('organisation.detail.leaveTitle', { name: pick(organisation.name) })
            : t('organisation.detail.removeTitle', { name })
        }
        text={t(self ? 'organisation.detail.leaveText' : 'organisation.detail.removeText')}
        confirm={t(self ? 'organisation.detail.leave' : 'organisation.detail.remove')}
        danger
        pending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate()}
      />
    </li>
  )
}
