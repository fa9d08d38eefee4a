import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiProblem } from './api.ts'
import { notice } from './notice.ts'

type Options<R> = {
  /** Said in a notice when it worked; nothing is said for nothing. */
  done?: string | ((result: R) => string | undefined)
  /** Query keys (prefixes) to read again. Everything on screen when left out. */
  refresh?: readonly (readonly unknown[])[]
  onDone?: (result: R) => void
  /** The screen shows the problem itself; otherwise a notice does. */
  quiet?: boolean
}

/** A deed of the person: `act.mutate(input)`; its problem in `act.error`; while it runs `act.isPending`. */
export function useAct<I = void, R = unknown>(deed: (input: I) => Promise<R>, options: Options<R> = {}) {
  const client = useQueryClient()
  return useMutation<R, ApiProblem, I>({
    mutationFn: deed,
    async onSuccess(result) {
      const keys = options.refresh ?? [[]]
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
      const message = typeof options.done === 'function' ? options.done(result) : options.done
      if (message) void notice(message)
      options.onDone?.(result)
    },
    onError(problem) {
      if (!options.quiet) void notice(problem.title, true)
    },
  })
}
