import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useDocumentTitle } from './use-document-title.ts'

type Props = {
  title: string
  subtitle?: ReactNode
  /** A badge or two beside the title. */
  aside?: ReactNode
  actions?: ReactNode
  /** How wide the content may grow, px; reading width unless told. */
  width?: number
  children: ReactNode
}

/** A screen: its heading, what can be done here, and its content. Also names the browser tab. */
export function Page({ title, subtitle, aside, actions, width = 960, children }: Props) {
  useDocumentTitle(title)
  return (
    <Stack gap="md" maw={width} w="100%" mx="auto">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 280px' }}>
          <Group gap="xs">
            <Title order={1}>{title}</Title>
            {aside}
          </Group>
          {subtitle && (
            <Text c="dimmed" component="div">
              {subtitle}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}

/** A titled part of a screen. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Title order={2}>{title}</Title>
        {actions}
      </Group>
      {children}
    </Stack>
  )
}
