/**
 * A lean y-websocket client over a raw socket, for tests: it can say what a real
 * client says, and what none would. It keeps every ack, close code and peer it saw.
 */
import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

export type Ack = { position: number; count: number }
export type Peer = { clock: number; state: Record<string, unknown> | null }

export type CollabClientOptions = {
  /** Continue with a document from an earlier connection. */
  doc?: Y.Doc
  headers?: Record<string, string>
  /** Ask for acks, as our own client does. */
  ack?: boolean
  /** Send edits and answer step 1 by itself; off for a hand-made client. */
  live?: boolean
}

/** The length of `[0, 0]`, a V1 update that says nothing. */
const EMPTY = 2

export class CollabClient {
  readonly doc: Y.Doc
  readonly ws: WebSocket
  readonly acks: Ack[] = []
  readonly peers = new Map<number, Peer>()
  /** Log positions that came behind broadcasts. */
  readonly positions: number[] = []
  /** Sync updates, as they came. */
  readonly updates: Uint8Array[] = []
  /** Step 2s and updates sent. */
  sent = 0
  synced = false
  closeCode: number | undefined
  clientId: number | undefined
  canWrite: boolean | undefined
  /** Runs at each broadcast, before it is applied. */
  onUpdate: (update: Uint8Array) => void = () => {}
  readonly #live: boolean
  readonly #stop: () => void

  constructor(
    url: string,
    { doc = new Y.Doc(), headers = {}, ack = true, live = true }: CollabClientOptions = {},
  ) {
    this.doc = doc
    this.#live = live
    this.ws = new WebSocket(ack ? `${url}?ack=1` : url, { headers })
    this.ws.on('open', () => this.sendStepOne())
    this.ws.on('message', (data) => this.#receive(data as Buffer))
    this.ws.on('close', (code) => {
      this.closeCode = code
      this.#stop()
    })
    this.ws.on('error', () => {}) // the close code tells
    const send = (update: Uint8Array, origin: unknown) => {
      if (origin !== this && live && this.ws.readyState === WebSocket.OPEN) this.sendUpdate(update)
    }
    doc.on('update', send)
    this.#stop = () => doc.off('update', send)
  }

  /** The editor's fragment. */
  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment('default')
  }

  /** Append a paragraph of its own. */
  paragraph(text: string): Y.XmlText {
    const node = new Y.XmlText(text)
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [node])
    this.root.push([element])
    return node
  }

  get text(): string {
    return this.root.toString()
  }

  /** Count of sent frames that the server says are in the log. */
  get acked(): number {
    return this.acks.at(-1)?.count ?? 0
  }

  get saved(): boolean {
    return this.sent > 0 && this.acked === this.sent
  }

  sendRaw(frame: Uint8Array | string): void {
    this.ws.send(frame)
  }

  sendStepOne(): void {
    this.#sync(0, Y.encodeStateVector(this.doc))
  }

  sendStepTwo(update: Uint8Array): void {
    this.sent += 1
    this.#sync(1, update)
  }

  sendUpdate(update: Uint8Array): void {
    this.sent += 1
    this.#sync(2, update)
  }

  /** Announce a state under any id and clock. */
  sendPresence(clientId: number, clock: number, state: unknown): void {
    const entry = encoding.encode((to) => {
      encoding.writeVarUint(to, 1)
      encoding.writeVarUint(to, clientId)
      encoding.writeVarUint(to, clock)
      encoding.writeVarString(to, JSON.stringify(state))
    })
    this.sendRaw(
      encoding.encode((to) => {
        encoding.writeVarUint(to, 1)
        encoding.writeVarUint8Array(to, entry)
      }),
    )
  }

  /** Ask the server for a client id; it arrives in `clientId`. */
  askIdentity(): void {
    this.sendRaw(Uint8Array.of(8))
  }

  async close(): Promise<void> {
    if (this.ws.readyState === WebSocket.CLOSED) return
    const closed = once(this.ws, 'close')
    this.ws.close()
    await closed
  }

  #sync(type: number, body: Uint8Array): void {
    this.sendRaw(
      encoding.encode((to) => {
        encoding.writeVarUint(to, 0)
        encoding.writeVarUint(to, type)
        encoding.writeVarUint8Array(to, body)
      }),
    )
  }

  #receive(data: Uint8Array): void {
    const from = decoding.createDecoder(new Uint8Array(data))
    switch (decoding.readVarUint(from)) {
      case 0:
        this.#receiveSync(from)
        return
      case 1:
        this.#receivePresence(decoding.createDecoder(decoding.readVarUint8Array(from)))
        return
      case 8:
        this.clientId = decoding.readVarUint(from)
        return
      case 9:
        this.acks.push({ position: decoding.readVarUint(from), count: decoding.readVarUint(from) })
        return
      case 10:
        this.canWrite = decoding.readVarUint(from) === 1
        return
      default:
        throw new Error('the server sent an unknown message')
    }
  }

  #receiveSync(from: decoding.Decoder): void {
    const type = decoding.readVarUint(from)
    const body = decoding.readVarUint8Array(from)
    if (type === 0) {
      if (this.#live) this.sendStepTwo(Y.encodeStateAsUpdate(this.doc, body))
      return
    }
    if (type === 2) {
      this.onUpdate(body)
      this.updates.push(body)
      this.positions.push(decoding.readVarUint(from))
    }
    if (body.length > EMPTY) Y.applyUpdate(this.doc, body, this)
    if (type === 1) this.synced = true
  }

  #receivePresence(from: decoding.Decoder): void {
    for (let rest = decoding.readVarUint(from); rest > 0; rest--) {
      const id = decoding.readVarUint(from)
      const clock = decoding.readVarUint(from)
      const state = JSON.parse(decoding.readVarString(from)) as Peer['state']
      this.peers.set(id, { clock, state })
    }
  }
}
