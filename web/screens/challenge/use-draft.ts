import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Brief } from '../../../events/challenge.ts'
import { ApiProblem, put } from '../../lib/api.ts'
import { says, storable } from './brief.ts'

export type SaveState =
  | { kind: 'saved'; at?: number }
  | { kind: 'pending' | 'saving' | 'offline' | 'untitled' | 'local' }
  | { kind: 'stale' | 'failed'; problem: ApiProblem }

/** Typing settles before it is saved: one event per thought, not per letter. */
const SETTLE_MS = 900
/** Between attempts while the hub cannot be reached. */
const RETRY_MS = 5_000

type Start = { id: string; brief: Brief; revision: number; autosave: boolean }

/**
 * A draft on screen and how much of it is stored. Saves one at a time, each on the revision it knows; when somebody
 * else was faster nothing is overwritten until the person says so. With `autosave` off the changes stay here.
 */
export function useDraft({ id, brief: first, revision: firstRevision, autosave }: Start) {
  const client = useQueryClient()
  const [brief, setBrief] = useState(first)
  const [state, setState] = useState<SaveState>({ kind: 'saved' })
  const latest = useRef(first)
  const stored = useRef(JSON.stringify(storable(first)))
  const revision = useRef<number | undefined>(firstRevision)
  const running = useRef<Promise<boolean>>(undefined)
  /** The hub said no to the last attempt: leaving must not try again behind the person's back. */
  const refused = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** Stores what is on screen; true when all of it is. */
  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    const run = async (): Promise<boolean> => {
      while (true) {
        const wanted = storable(latest.current)
        const text = JSON.stringify(wanted)
        if (text === stored.current) {
          setState((was) => (was.kind === 'saved' ? was : { kind: 'saved', at: Date.now() }))
          return true
        }
        if (!says(wanted.title)) {
          setState({ kind: 'untitled' })
          return false
        }
        setState({ kind: 'saving' })
        try {
          const done = await put(
            `/api/challenges/${id}/brief`,
            { brief: wanted },
            { ifRevision: revision.current },
          )
          revision.current = done.revision
          stored.current = text
          refused.current = false
        } catch (error) {
          if (!(error instanceof ApiProblem)) throw error
          if (error.code === 'offline') {
            setState({ kind: 'offline' })
            timer.current = setTimeout(() => void save(), RETRY_MS)
          } else {
            refused.current = true
            setState({ kind: error.code === 'stale' ? 'stale' : 'failed', problem: error })
          }
          return false
        }
      }
    }
    running.current ??= run().finally(() => {
      running.current = undefined
    })
    return running.current
  }, [id])

  const change = useCallback(
    (part: Partial<Brief>) => {
      const next = { ...latest.current, ...part }
      // A part set to undefined is taken out, not sent.
      for (const [name, value] of Object.entries(part)) if (value === undefined) delete next[name as 'budget']
      latest.current = next
      setBrief(next)
      if (!autosave) {
        const same = JSON.stringify(storable(next)) === stored.current
        return setState({ kind: same ? 'saved' : 'local' })
      }
      // While someone else's version stands against ours, only the person decides.
      setState((was) =>
        was.kind === 'stale' ? was : running.current ? { kind: 'saving' } : { kind: 'pending' },
      )
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), SETTLE_MS)
    },
    [autosave, save],
  )

  /** Writes over whatever is stored. */
  const overwrite = useCallback(() => {
    revision.current = undefined
    return save()
  }, [save])

  useEffect(() => {
    const back = () => void (autosave && save())
    globalThis.addEventListener('online', back)
    return () => globalThis.removeEventListener('online', back)
  }, [autosave, save])

  // The browser asks before what is not stored is thrown away; moving within the application stores it first.
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (JSON.stringify(storable(latest.current)) !== stored.current) event.preventDefault()
    }
    globalThis.addEventListener('beforeunload', guard)
    return () => {
      globalThis.removeEventListener('beforeunload', guard)
      if (autosave && !refused.current)
        void save().then(() => client.invalidateQueries({ queryKey: ['my-challenges'] }))
    }
  }, [autosave, client, save])

  return { brief, change, save, overwrite, state, revision: () => revision.current }
}

export type Draft = ReturnType<typeof useDraft>
