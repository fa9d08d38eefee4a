import { Box, Burger, Button, Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Outlet, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyLabel } from '../lib/hotkey.ts'
import { useConnected } from '../lib/live.ts'
import { useLiveMe, useMe } from '../lib/session.tsx'
import { Lines } from '../ui/loaded.tsx'
import { Brand } from './brand.tsx'
import { LangSwitch } from './lang-switch.tsx'
import classes from './layout.module.css'
import { DemoBadge, SchemeSwitch, UserMenu } from './lazy.tsx'
import { Nav } from './nav.tsx'
import { useShortcuts } from './shortcuts.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }))

/** The frame around every signed-in screen: header, navigation, palette, shortcuts. */
export function Layout() {
  const me = useMe()
  const router = useRouter()
  // The session has ended, here or on another device. Where we are is read once: it changes as we leave.
  useEffect(() => {
    if (me.signedIn) return
    const { pathname, searchStr } = router.state.location
    void router.navigate({ to: '/sign-in', search: { next: pathname + searchStr } })
  }, [me.signedIn, router])
  return me.signedIn ? <Frame /> : null
}

function Frame() {
  const { t } = useTranslation()
  const [navOpen, setNavOpen] = useState(false)
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useLiveMe()
  useShortcuts({ palette: () => setPalette(true), help: () => setHelp(true) })
  useEffect(() => {
    if (!navOpen) return
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setNavOpen(false)
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [navOpen])
  return (
    <div className={classes.shell}>
      <a href="#content" className="skip-link">
        {t('shell.skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.side}>
          <Burger
            opened={navOpen}
            onClick={() => setNavOpen((open) => !open)}
            hiddenFrom="sm"
            size="sm"
            aria-label={t(navOpen ? 'shell.nav.close' : 'shell.nav.open')}
            aria-expanded={navOpen}
            aria-controls="navigation"
          />
          <Brand />
          <DemoBadge />
        </div>
        <div className={classes.side}>
          <Button
            variant="default"
            size="compact-md"
            className={classes.search ?? ''}
            aria-keyshortcuts="Control+K Meta+K"
            onClick={() => setPalette(true)}
          >
            <IconSearch size={15} aria-hidden />
            <span className={classes.searchWords}>
              {t('shell.palette.open')}
              <span aria-hidden>
                {keyLabel('mod+k').map((key) => (
                  <Kbd key={key} size="xs">
                    {key}
                  </Kbd>
                ))}
              </span>
            </span>
          </Button>
          <LangSwitch />
          <Box visibleFrom="sm">
            <SchemeSwitch />
          </Box>
          <UserMenu />
        </div>
      </header>
      <nav
        id="navigation"
        className={classes.nav}
        data-open={navOpen || undefined}
        aria-label={t('shell.nav.label')}
      >
        <Nav onGo={() => setNavOpen(false)} />
        <Box hiddenFrom="sm" p="md">
          <SchemeSwitch />
        </Box>
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        <ConnectionNote />
        <Suspense fallback={<Lines />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense>
        {palette && <Palette onClose={() => setPalette(false)} onHelp={() => setHelp(true)} />}
        {help && <ShortcutHelp onClose={() => setHelp(false)} />}
      </Suspense>
    </div>
  )
}

/** Says so when what is on screen no longer follows the hub. Lies over the page: nothing moves when it comes. */
function ConnectionNote() {
  const { t } = useTranslation()
  const connected = useConnected()
  return (
    <div role="status" className={classes.note}>
      {!connected && <span>{t('shell.connection.lost')}</span>}
    </div>
  )
}
