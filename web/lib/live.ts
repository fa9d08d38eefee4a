import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { ApiProblem } from './api.ts'
import { get } from './api.ts'
import { connection, watch } from './changes.ts'

type Options = {
  /** While false nothing is asked and nothing is watched. */
  enabled?: boolean
  /** Keep showing the last answer while the next one loads: for lists whose filters change, not for another object. */
  keep?: boolean
}

/**
 * Something read from the hub and read again whenever the hub says that one of its topics changed.
 * @param key - names the answer in the cache
 * @param url - an API path with `/api`
 * @param topics - as in `/api/changes`, such as `challenge:<id>`
 */
export function useLive<T>(
  key: readonly unknown[],
  url: string,
  topics: readonly string[],
  { enabled = true, keep = false }: Options = {},
): UseQueryResult<T, ApiProblem> {
  const client = useQueryClient()
  const joined = topics.join(',')
  const hash = JSON.stringify(key)
  useEffect(() => {
    if (!enabled || joined === '') return
    return watch(joined.split(','), () => {
      void client.invalidateQueries({ queryKey: JSON.parse(hash) as unknown[], exact: true })
    })
  }, [client, enabled, joined, hash])
  return useQuery<T, ApiProblem>({
    queryKey: key,
    queryFn: ({ signal }) => get<T>(url, signal),
    enabled,
    ...(keep && { placeholderData: keepPreviousData }),
  })
}

/** Whether live changes reach this tab. */
export const useConnected = () => useSyncExternalStore(connection.subscribe, connection.now)
