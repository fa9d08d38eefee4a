import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api.ts'

/** What was read from the hub. Live topics make it stale, not the clock. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // A rule's no stays a no; a lost connection or a hub still catching up may pass.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
    },
  },
})
