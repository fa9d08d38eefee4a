import { type ComponentType, lazy, Suspense } from 'react'

/**
 * What opens menus and hints brings the code that places them, a tenth of the shell. The screen does not wait for
 * it: until it is here its place is held open, `width` pixels wide.
 */
function later(load: () => Promise<ComponentType>, width: number) {
  const Later = lazy(async () => ({ default: await load() }))
  return () => (
    <Suspense fallback={<span style={{ display: 'inline-block', width, height: width }} />}>
      <Later />
    </Suspense>
  )
}

export const DemoBadge = later(async () => (await import('./demo-badge.tsx')).DemoBadge, 0)
export const SchemeSwitch = later(async () => (await import('./scheme-switch.tsx')).SchemeSwitch, 28)
export const UserMenu = later(async () => (await import('./user-menu.tsx')).UserMenu, 30)
