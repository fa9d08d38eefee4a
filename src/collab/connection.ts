/**
 * One open socket: who is behind it, what it may, how fast we read it and how
 * far it may fall behind (COLLAB.md CO8, CO12).
 */
import type { WebSocket } from 'ws'
import { CLOSE, type CloseCode } from './close-codes.ts'
import type { Limits } from './limits.ts'
import { keepAliveFrame, rightsFrame } from './protocol.ts'

/** What `authorize` found out about a person and a document. */
export type Access = {
  personId: string
  name: string
  /** CSS colour of the person's caret. */
  colour: string
  canWrite: boolean
  sessionHandle: string
  expiresAt: Date
}

type Vector = ReadonlyMap<number, number>

export class Connection {
  readonly access: Access
  /** True: the client understands our additions to the protocol. */
  readonly ours: boolean
  canWrite: boolean
  closed = false
  /** Closed by us for cause: what it sent before and is still waiting is dropped. Who just leaves keeps it. */
  expelled = false
  /** True once it was sent a sync step 2: broadcasts before that would be gaps to it. */
  synced = false
  /** True once its first answer to our sync step 1 is in. */
  answered = false
  /** An early frame left for its step 2 to bring again; no ack until then. */
  unsettled = false
  /** Step 2s and updates received. */
  received = 0
  /** Client ids bound through this connection. */
  bound = 0
  checkedAt: number
  /** Called when a reader that had fallen behind has drained: it lacks everything after the vector. */
  onDrained: (lacks: Vector) => void = () => {}
  readonly #ws: WebSocket
  readonly #limits: Limits
  #behind: { lacks: Vector; timer: NodeJS.Timeout } | undefined
  #opening = true
  #alive = true
  #frames: number
  #bytes: number
  #chargedAt = performance.now()
  #resume: NodeJS.Timeout | undefined

  constructor(ws: WebSocket, access: Access, options: { ours: boolean; limits: Limits; at: number }) {
    this.#ws = ws
    this.access = access
    this.ours = options.ours
    this.canWrite = access.canWrite
    this.checkedAt = options.at
    this.#limits = options.limits
    this.#frames = options.limits.frameBurst
    this.#bytes = options.limits.byteBurst
    // Nothing is read until the document is there.
    ws.pause()
    ws.on('pong', () => {
      this.#alive = true
    })
    // ws has closed the socket with the right code already; `close` follows.
    ws.on('error', () => this.#end())
    ws.on('close', () => this.#end())
  }

  /** Begin to read. `receive` gets binary frames while the connection is open. */
  start(receive: (frame: Uint8Array) => void): void {
    this.#ws.on('message', (data, isBinary) => {
      if (this.closed) return
      if (!isBinary || !(data instanceof Uint8Array)) return this.close(CLOSE.unsupported, 'binary only')
      this.#charge(data.length)
      receive(data)
    })
    if (!this.closed) this.#ws.resume()
  }

  /** Send what this reader must have, whatever its buffer holds. */
  send(frame: Uint8Array): void {
    if (!this.closed) this.#ws.send(frame)
  }

  /** Answer a sync step 1. Who asks again before the last answer has drained is too slow, or means harm. */
  reply(frame: () => Uint8Array): void {
    if (this.#ws.bufferedAmount > this.#limits.behindBytes) this.close(CLOSE.tryLater, 'too slow')
    else this.send(frame())
  }

  /** Send what may be skipped: a later frame replaces it. */
  sendIfFree(frame: Uint8Array): void {
    if (this.#ws.bufferedAmount <= this.#limits.behindBytes) this.send(frame)
  }

  /**
   * Send a broadcast, or note that the reader lacks everything after `before`.
   * @param before - a copy of the document's vector without this frame
   */
  relay(frame: Uint8Array, before: () => Vector): void {
    if (this.closed || !this.synced || this.#behind) return
    if (this.#ws.bufferedAmount <= this.#limits.behindBytes) {
      this.#opening = false
      this.send(frame)
      return
    }
    const since = performance.now()
    const timer = setInterval(() => this.#watch(since), Math.max(10, this.#limits.behindMs / 50))
    this.#behind = { lacks: before(), timer }
  }

  /** Tell a client of ours whether it may write. */
  setRight(canWrite: boolean): void {
    if (canWrite === this.canWrite) return
    this.canWrite = canWrite
    if (this.ours) this.send(rightsFrame(canWrite))
  }

  /** @returns false when the last ping stayed unanswered */
  beat(): boolean {
    if (!this.#alive) return false
    this.#alive = false
    this.#ws.ping()
    this.sendIfFree(keepAliveFrame)
    return true
  }

  close(code: CloseCode, reason: string): void {
    if (this.closed) return
    this.expelled = code !== CLOSE.restart
    this.#end()
    this.#ws.close(code, reason)
    // The other side's close frame must still be read, and a dead peer must not keep the socket.
    this.#ws.resume()
    const grace = setTimeout(() => this.#ws.terminate(), this.#limits.closeGraceMs)
    this.#ws.once('close', () => clearTimeout(grace))
  }

  terminate(): void {
    this.#end()
    this.#ws.terminate()
  }

  #watch(since: number): void {
    const { behindBytes, lostBytes, behindMs, openingMs } = this.#limits
    const buffered = this.#ws.bufferedAmount
    const behind = this.#behind
    if (behind === undefined) return
    if (buffered <= behindBytes) {
      clearInterval(behind.timer)
      this.#behind = undefined
      this.#opening = false
      this.onDrained(behind.lacks)
      return
    }
    const patience = this.#opening ? openingMs : behindMs
    if (performance.now() - since > patience || (buffered > lostBytes && !this.#opening))
      this.close(CLOSE.tryLater, 'too slow')
  }

  /** Two token buckets. Below zero we stop reading until they are back at zero; TCP tells the sender. */
  #charge(bytes: number): void {
    const { framesPerSecond, frameBurst, bytesPerSecond, byteBurst } = this.#limits
    const now = performance.now()
    const seconds = (now - this.#chargedAt) / 1_000
    this.#chargedAt = now
    this.#frames = Math.min(frameBurst, this.#frames + seconds * framesPerSecond) - 1
    this.#bytes = Math.min(byteBurst, this.#bytes + seconds * bytesPerSecond) - bytes
    const wait = Math.max(-this.#frames / framesPerSecond, -this.#bytes / bytesPerSecond)
    if (wait <= 0 || this.#resume) return
    this.#ws.pause()
    this.#resume = setTimeout(() => {
      this.#resume = undefined
      this.#ws.resume()
    }, wait * 1_000)
  }

  #end(): void {
    this.closed = true
    clearTimeout(this.#resume)
    if (this.#behind) clearInterval(this.#behind.timer)
    this.#behind = undefined
  }
}
