import '@mantine/core/styles.css'
import './theme.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n/index.ts'
import { onSignInFirst } from './lib/api.ts'
import { followNewVersion } from './lib/new-version.ts'
import { queries } from './lib/queries.ts'
import { router } from './router.tsx'
import { cssVariables, theme } from './theme.ts'

// Nothing is said before somebody does something.
const Notices = lazy(async () => ({ default: (await import('./shell/notices.tsx')).Notices }))

followNewVersion()
await startI18n()

onSignInFirst(() => {
  const { pathname, searchStr } = router.state.location
  // A session that ended while the page was open. Signed-out screens ask nothing that needs one.
  if (pathname.startsWith('/sign-')) return
  queries.removeQueries({ queryKey: ['me'] })
  void router.navigate({ to: '/sign-in', search: { next: pathname + searchStr } })
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables}>
      <QueryClientProvider client={queries}>
        <Suspense>
          <Notices />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

// Only those whose system has no Chinese face fetch slices of this one; its list of slices need not delay the page.
void import('@fontsource-variable/noto-sans-sc/wght.css')
