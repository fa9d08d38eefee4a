/**
 * The live documents of this tab. One that holds typing the hub does not have yet outlives its screen:
 * it stays connected until that is in the log, and the browser asks before the tab is closed.
 */
import { CLOSE } from '../../src/collab/close-codes.ts'
import { type Collab, openCollab } from './collab.ts'

type Entry = { collab: Collab; users: number }

const open = new Map<string, Entry>()

/** The document, opened by the first who asks. Give it back with {@link giveBack}. */
export function borrow(documentId: string): Collab {
  let entry = open.get(documentId)
  if (!entry) {
    entry = { users: 0, collab: openCollab({ documentId, serverUrl: serverUrl(), whyRefused }) }
    open.set(documentId, entry)
    if (open.size === 1) globalThis.addEventListener('beforeunload', warn)
  } else if (entry.collab.view().status.kind === 'closed') entry.collab.reconnect()
  entry.users += 1
  return entry.collab
}

/** The screen no longer shows it. */
export function giveBack(documentId: string): void {
  const entry = open.get(documentId)
  if (!entry) return
  entry.users -= 1
  const close = () => {
    if (entry.users > 0 || unsaved(entry)) return
    stop()
    entry.collab.destroy()
    open.delete(documentId)
    if (open.size === 0) globalThis.removeEventListener('beforeunload', warn)
  }
  const stop = entry.collab.subscribe(close)
  // Not at once: React mounts twice in development, and a tab may come straight back.
  queueMicrotask(close)
}

function unsaved({ collab }: Entry): boolean {
  const { status } = collab.view()
  if (!('changes' in status) || status.changes === 0) return false
  // Who signs in again in this tab finds the typing still here; after any other end nothing can be sent.
  return status.kind !== 'closed' || status.why === 'signed-out'
}

function warn(event: BeforeUnloadEvent): void {
  if ([...open.values()].some(unsaved)) event.preventDefault()
}

function serverUrl(): string {
  const { protocol, host } = globalThis.location
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/collab`
}

/** Asks whether we are still signed in; undefined when the hub cannot be reached either. */
async function whyRefused(): Promise<number | undefined> {
  try {
    const answer = await fetch('/api/me')
    if (!answer.ok) return undefined
    const { signedIn } = (await answer.json()) as { signedIn: boolean }
    return signedIn ? undefined : CLOSE.signedOut
  } catch {
    // Offline: the provider goes on trying, and the badge says so.
    return undefined
  }
}
