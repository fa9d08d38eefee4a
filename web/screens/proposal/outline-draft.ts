/**
 * The figures of a proposal while somebody fills them in: saved by itself after a pause, one save at a
 * time, each against the revision that was looked at. When somebody else was faster, what the person
 * typed is laid over the newer version and saved again; nothing typed is ever dropped.
 */
import type { Outline } from '../../../events/proposal.ts'
import { isComplete, mergeOutline } from './merge-outline.ts'

export type DraftView = {
  outline: Outline
  state: 'saved' | 'unsaved' | 'saving'
  /** Somebody else's changes came in under what is being typed. */
  merged: boolean
  problem?: Error
}

export type Version = { outline: Outline; revision: number }

export type Ports = {
  save(version: Version): Promise<{ revision: number }>
  reload(): Promise<Version>
  /** Whether a failed save means that somebody else was faster. */
  isStale(error: unknown): boolean
  /** Whether the hub could not be reached: worth trying again later. */
  isAway?(error: unknown): boolean
}

/** A pause in the typing, ms, after which it is worth saving. */
const PAUSE_MS = 800
/** Between attempts while the hub cannot be reached. */
const RETRY_MS = 5_000
/** Rounds of merging with others before the person is asked. */
const ROUNDS = 5

export function outlineDraft(first: Version, ports: Ports) {
  const listeners = new Set<() => void>()
  let base = first
  let saving: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let view: DraftView = { outline: first.outline, state: 'saved', merged: false }

  const dirty = () => JSON.stringify(view.outline) !== JSON.stringify(base.outline)

  function show(next: Partial<DraftView>): void {
    const { problem: _, ...rest } = view
    view = { ...rest, ...next }
    for (const listener of listeners) listener()
  }

  /** The hub has a newer version. */
  function receive(version: Version): void {
    if (version.revision <= base.revision) return
    const mine = dirty()
    const outline = mergeOutline(base.outline, view.outline, version.outline)
    base = version
    show({ outline, merged: mine, state: dirty() ? view.state : 'saved' })
  }

  async function saveAll(): Promise<void> {
    for (let round = 0; round < ROUNDS && dirty() && isComplete(view.outline); round++) {
      const sent = { outline: view.outline, revision: base.revision }
      show({ state: 'saving' })
      try {
        const { revision } = await ports.save(sent)
        base = { outline: sent.outline, revision }
      } catch (error) {
        if (!ports.isStale(error)) {
          if (ports.isAway?.(error)) timer = setTimeout(() => void flush(), RETRY_MS)
          return show({ state: 'unsaved', problem: asError(error) })
        }
        receive(await ports.reload())
      }
    }
    show({ state: dirty() ? 'unsaved' : 'saved' })
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    saving ??= saveAll().finally(() => {
      saving = undefined
    })
    return saving
  }

  return {
    view: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Sets fields; one that is undefined is cleared. */
    change(part: { [K in keyof Outline]?: Outline[K] | undefined }): void {
      const outline = { ...view.outline, ...part } as Outline
      for (const key of ['price', 'months', 'trl'] as const)
        if (outline[key] === undefined) delete outline[key]
      show({ outline, state: 'unsaved', merged: false })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), PAUSE_MS)
    },
    receive,
    /** Save now what is not saved. */
    flush,
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
