import { Stack, Text, Title } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import classes from './empty.module.css'

type Props = {
  title: string
  /** What to do next. */
  text?: ReactNode
  /** The button that does it. */
  action?: ReactNode
  /** 1 when nothing else on the screen is its heading. */
  order?: 1 | 2 | 3
  icon?: ComponentType<{ size?: number; stroke?: number }>
}

/** Nothing here yet: what to do next, and the way to do it. */
export function Empty({ title, text, action, order = 3, icon: Icon = IconInbox }: Props) {
  return (
    <Stack className={classes.box ?? ''} align="center" gap="xs">
      <Icon size={28} stroke={1.4} />
      <Title order={order} size="h3" ta="center">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw={460} ta="center">
          {text}
        </Text>
      )}
      {action}
    </Stack>
  )
}
