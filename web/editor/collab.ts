/**
 * One live document in this tab: the Yjs document, its connection and what became of the typing.
 *
 * Speaks the y-websocket protocol through its stock provider plus three messages of our own
 * (src/collab/protocol.ts): we ask for our client id before anything is written, acks tell what is in the
 * log, and rights tell whether we may write. The editor is mounted only once id and document are here,
 * so that nothing is ever written under an id the hub did not give us.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { isFinal, isRefusal, MAX_REFUSALS, reconnectDelay } from './reconnect.ts'
import { initialSaveState, nextSaveState, type SaveEvent, type SaveStatus, saveStatus } from './save-state.ts'

/** Our message numbers, as in src/collab/protocol.ts. */
const MESSAGE = { sync: 0, identity: 8, ack: 9, rights: 10 } as const
const SYNC = { step2: 1, update: 2 } as const

export type CollabView = { status: SaveStatus; editable: boolean; ready: boolean }

export type Collab = {
  readonly document: Y.Doc
  readonly provider: WebsocketProvider
  /** For useSyncExternalStore: the same object until something changed. */
  view(): CollabView
  subscribe(listener: () => void): () => void
  /** Try again at once, for instance after signing in again. */
  reconnect(): void
  destroy(): void
}

export type CollabOptions = {
  documentId: string
  /** `wss://host/collab` */
  serverUrl: string
  /** Asked when the hub refuses a connection before it opens: a close code if it means so for good. */
  whyRefused?: () => Promise<number | undefined>
  socket?: typeof WebSocket
}

/** Opens a document and keeps it connected until `destroy`. */
export function openCollab({ documentId, serverUrl, whyRefused, socket = WebSocket }: CollabOptions): Collab {
  const document = new Y.Doc()
  const listeners = new Set<() => void>()
  let state = initialSaveState
  let view: CollabView = viewOf()
  let identified = false
  let attempts = 0
  let refusals = 0
  let everOpened = false

  function viewOf(): CollabView {
    const status = saveStatus(state)
    const stopped = status.kind === 'closed' || status.kind === 'read-only' || status.kind === 'opening'
    return { status, editable: state.ready && identified && !stopped, ready: state.ready && identified }
  }

  function tell(event: SaveEvent): void {
    const next = nextSaveState(state, event)
    if (next === state) return
    state = next
    refresh()
  }

  function refresh(): void {
    const next = viewOf()
    if (JSON.stringify(next) === JSON.stringify(view)) return
    view = next
    for (const listener of listeners) listener()
  }

  // Before the provider's own listener, so that a frame that leaves is counted with its edit in.
  document.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider) tell({ type: 'edited' })
  })

  class WatchedSocket extends socket {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
      super.send(data as ArrayBufferView<ArrayBuffer>)
      if (!(data instanceof Uint8Array) || data[0] !== MESSAGE.sync) return
      if (data[1] === SYNC.step2) tell({ type: 'sent', frame: 'step2' })
      else if (data[1] === SYNC.update) tell({ type: 'sent', frame: 'update' })
    }
  }

  const provider: WebsocketProvider = new WebsocketProvider(serverUrl, documentId, document, {
    connect: false,
    disableBc: true,
    params: { ack: '1' },
    WebSocketPolyfill: WatchedSocket,
    shouldReconnect: ({ code }) => !isFinal(code) && refusals < MAX_REFUSALS,
  })
  // Nobody is announced under the random id that Yjs made up.
  provider.awareness.setLocalState(null)

  provider.messageHandlers[MESSAGE.identity] = (_answer, from) => {
    const clientId = decoding.readVarUint(from)
    if (identified) return
    identified = true
    document.clientID = clientId
    provider.awareness.clientID = clientId
    provider.awareness.setLocalState({})
    refresh()
  }
  provider.messageHandlers[MESSAGE.ack] = (_answer, from) => {
    decoding.readVarUint(from) // the position in the log; what we read back is not bounded by it yet
    refusals = 0
    tell({ type: 'acked', frames: decoding.readVarUint(from), at: Date.now() })
  }
  provider.messageHandlers[MESSAGE.rights] = (_answer, from) => {
    tell({ type: 'rights', canWrite: decoding.readVarUint(from) === 1 })
  }

  provider.on('status', ({ status }) => {
    if (status !== 'connected') return
    everOpened = true
    tell({ type: 'opened' })
    if (!identified) {
      provider.ws?.send(encoding.encode((to) => encoding.writeVarUint(to, MESSAGE.identity)))
    }
  })
  provider.on('sync', (whole) => {
    if (!whole) return
    attempts = 0
    tell({ type: 'synced' })
  })
  provider.on('connection-close', (event) => {
    if (!provider.shouldConnect) return
    const code = event?.code ?? 1006
    attempts += 1
    if (isRefusal(code)) refusals += 1
    // The provider waits min(2^n × 100 ms, cap): with n this high the cap is the wait.
    provider.wsUnsuccessfulReconnects = 16
    provider.maxBackoffTime = reconnectDelay(code, attempts, Math.random())
    tell({ type: 'down', code, final: isFinal(code) || refusals >= MAX_REFUSALS })
    if (!provider.wsconnected && (attempts >= 2 || !everOpened)) void askWhy()
  })

  /** A browser does not say why a handshake failed; the hub's API does. */
  async function askWhy(): Promise<void> {
    const code = await whyRefused?.()
    if (code === undefined || provider.wsconnected || !provider.shouldConnect) return
    provider.shouldConnect = false
    tell({ type: 'down', code, final: true })
  }

  const wake = () => {
    if (provider.shouldConnect) provider.connect()
  }
  globalThis.addEventListener?.('online', wake)
  provider.connect()

  return {
    document,
    provider,
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reconnect() {
      attempts = 0
      refusals = 0
      tell({ type: 'ended' })
      provider.connect()
    },
    destroy() {
      globalThis.removeEventListener?.('online', wake)
      listeners.clear()
      provider.destroy()
      document.destroy()
    },
  }
}
