import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../lib/api.ts'
import { NotFound } from './not-found.tsx'
import { ProblemAlert } from './problem-alert.tsx'

type Props<T> = {
  query: UseQueryResult<T, ApiProblem>
  /** Stands where the content will, in its size. */
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Shows what was read; a skeleton until then, and the problem when there is nothing to show. */
export function Loaded<T>({ query, skeleton = <Lines />, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (!query.error) return skeleton
  // What may not be seen does not exist.
  if (query.error.status === 404 || query.error.status === 403) return <NotFound />
  return <ProblemAlert problem={query.error} retry={() => void query.refetch()} />
}

/** Grey lines in place of text. */
export function Lines({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" role="status" aria-label={t('shell.action.loading')}>
      {Array.from({ length: rows }, (_, row) => `line-${row}`).map((key, row) => (
        <Skeleton key={key} height={row === 0 ? 28 : 44} width={row === 0 ? '40%' : '100%'} />
      ))}
    </Stack>
  )
}
