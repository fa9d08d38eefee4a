import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { ApiProblem, get, put } from '../../lib/api.ts'
import { type DraftView, outlineDraft } from './outline-draft.ts'
import type { Proposal } from './types.ts'

export type OutlineDraft = ReturnType<typeof outlineDraft>

/** The draft of a proposal's figures, kept up to date with what the hub says. */
export function useOutlineDraft(proposal: Proposal): { draft: OutlineDraft; view: DraftView } {
  const client = useQueryClient()
  const path = `/api/proposals/${proposal.id}`
  const [draft] = useState(() =>
    outlineDraft(proposal, {
      async save({ outline, revision }) {
        const done = await put(`${path}/outline`, outline, { ifRevision: revision })
        void client.invalidateQueries({ queryKey: ['proposal', proposal.id] })
        return done
      },
      reload: () => get<Proposal>(path),
      isStale: (error) => error instanceof ApiProblem && error.code === 'stale',
      isAway: (error) => error instanceof ApiProblem && error.code === 'offline',
    }),
  )
  useEffect(() => draft.receive(proposal), [draft, proposal])
  useEffect(() => {
    const back = () => void draft.flush()
    const guard = (event: BeforeUnloadEvent) => {
      if (draft.view().state !== 'saved') event.preventDefault()
    }
    globalThis.addEventListener('online', back)
    globalThis.addEventListener('beforeunload', guard)
    return () => {
      globalThis.removeEventListener('online', back)
      globalThis.removeEventListener('beforeunload', guard)
    }
  }, [draft])
  // Leaving the screen is a pause too.
  useEffect(() => () => void draft.flush(), [draft])
  return { draft, view: useSyncExternalStore(draft.subscribe, draft.view) }
}
