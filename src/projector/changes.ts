import type { Position } from '#src/log/event-log.ts'

/** What live readers hear after a commit: which things changed, and where in the log that was. */
export type Change = { position: Position; topics: ReadonlySet<string> }
export type Listener = (change: Change) => void

/** A list of listeners. One that throws does not keep the others from hearing. */
export function changeHub(onError: (error: unknown) => void) {
  const listeners = new Set<Listener>()
  return {
    /** Hears every change from now on, until the returned function is called. */
    listen(listener: Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(change: Change) {
      for (const listener of listeners) {
        try {
          listener(change)
        } catch (error) {
          onError(error)
        }
      }
    },
    get size() {
      return listeners.size
    },
  }
}

export type ChangeHub = ReturnType<typeof changeHub>
