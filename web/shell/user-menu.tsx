import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct } from '../lib/act.ts'
import { initials } from '../lib/initials.ts'
import { signOut, useSignedIn } from '../lib/session.tsx'

/** Who is signed in, their profile, and the way out. */
export function UserMenu() {
  const { t } = useTranslation()
  const { person } = useSignedIn()
  const navigate = useNavigate()
  const leave = useAct(signOut, { refresh: [] })
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton aria-label={t('shell.labelled', { label: t('shell.user.menu'), value: person.name })}>
          <Avatar size={30} radius="xl" variant="filled" color="helix.7">
            {initials(person.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="var(--mantine-color-dimmed)">
          <Text fw={600} c="var(--mantine-color-text)" truncate>
            {person.name}
          </Text>
          <Text size="xs" truncate>
            {person.email}
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/profile' })}>
          {t('shell.user.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          {t('shell.user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
