/**
 * One EventSource per tab for everything on screen. Who shows something says which topics it hangs on; the stream
 * is opened for all of them together and reopened when the set changes. What was missed in a gap is unknown, so
 * after each opening everything that is shown is read again.
 */
type Listener = (topics: ReadonlySet<string>) => void

/** Screens mount in bursts: wait for the burst to end before reopening. */
const SETTLE_MS = 50
const BACKOFF_MS = { first: 500, most: 15_000 }

const counts = new Map<string, number>()
const listeners = new Set<Listener>()
const stateListeners = new Set<() => void>()
let source: EventSource | undefined
let opened = ''
let settle: ReturnType<typeof setTimeout> | undefined
let failures = 0
let connected = true

/** Listens to `topics` until the returned function is called. */
export function watch(topics: readonly string[], listener: Listener): () => void {
  const own = new Set(topics)
  const hear: Listener = (changed) => {
    if (changed.size === 0 || [...changed].some((topic) => own.has(topic))) listener(changed)
  }
  listeners.add(hear)
  for (const topic of own) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  reopenSoon(SETTLE_MS)
  return () => {
    listeners.delete(hear)
    for (const topic of own) {
      const left = (counts.get(topic) ?? 1) - 1
      if (left > 0) counts.set(topic, left)
      else counts.delete(topic)
    }
    reopenSoon(SETTLE_MS)
  }
}

/** For `useSyncExternalStore`: whether live changes reach us. */
export const connection = {
  subscribe(listener: () => void) {
    stateListeners.add(listener)
    return () => stateListeners.delete(listener)
  },
  now: () => connected,
}

function setConnected(is: boolean) {
  if (connected === is) return
  connected = is
  for (const listener of stateListeners) listener()
}

function reopenSoon(wait: number) {
  clearTimeout(settle)
  settle = setTimeout(reopen, wait)
}

function reopen() {
  const wanted = [...counts.keys()].sort().join(',')
  if (wanted === opened && source && source.readyState !== EventSource.CLOSED) return
  source?.close()
  source = undefined
  // The first opening follows the first reading closely; later ones end a gap.
  const first = opened === ''
  opened = wanted
  if (wanted === '') return
  const stream = new EventSource(`/api/changes?topics=${encodeURIComponent(wanted)}`)
  source = stream
  stream.addEventListener('open', () => {
    const afterGap = failures > 0 || !first
    failures = 0
    setConnected(true)
    if (afterGap) tell(new Set())
  })
  stream.addEventListener('changed', (event: MessageEvent<string>) => {
    const { topics } = JSON.parse(event.data) as { topics: string[] }
    tell(new Set(topics))
  })
  stream.addEventListener('error', () => {
    if (source !== stream) return
    stream.close()
    failures++
    // One dropped stream is an everyday thing (a restart, a proxy's limit); two in a row is worth showing.
    if (failures > 1) setConnected(false)
    const most = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** failures)
    // Full jitter: after a restart the tabs of everyone must not come back in one instant.
    reopenSoon(BACKOFF_MS.first + Math.random() * most)
  })
}

function tell(topics: ReadonlySet<string>) {
  for (const listener of [...listeners]) listener(topics)
}

// A laptop that wakes up need not wait out the back-off.
globalThis.addEventListener('online', () => reopenSoon(0))
