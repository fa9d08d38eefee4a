import { Group, Paper } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Lines } from '../ui/loaded.tsx'
import { Brand } from './brand.tsx'
import classes from './guest-layout.module.css'
import { LangSwitch } from './lang-switch.tsx'
import { DemoBadge, SchemeSwitch } from './lazy.tsx'

/** The frame of signing in, signing up and following a link: one card. */
export function GuestLayout() {
  return (
    <div className={classes.page}>
      <Suspense fallback={<Lines />}>
        <Group justify="space-between" component="header" w="100%" maw={480} wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Brand />
            <DemoBadge />
          </Group>
          <Group gap={4} wrap="nowrap">
            <LangSwitch />
            <SchemeSwitch />
          </Group>
        </Group>
        <Paper component="main" w="100%" maw={480} p="lg">
          <Outlet />
        </Paper>
      </Suspense>
    </div>
  )
}
