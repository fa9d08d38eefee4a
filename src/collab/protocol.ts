/**
 * The y-websocket protocol and our three additions: bytes in, bytes out.
 *
 * `[0, 0, vector]` sync step 1 · `[0, 1, update]` sync step 2 · `[0, 2, update, position]`
 * update (a stock client does not read the position behind it) · `[1, awareness]` ·
 * `[3]` ask for presence. Only with a client that connects with `?ack=1`:
 * `[8]` → `[8, clientId]` asks for a client id of one's own; `[9, position, count]` says that the first
 * `count` step 2s and updates sent on this socket are in the log up to `position`; `[10, 0 | 1]` may write.
 */
import * as encoding from 'lib0/encoding'
import { byte, type Cursor, count, left, malformed, text, uint, view } from './bytes.ts'
import { CLOSE } from './close-codes.ts'
import { FrameRefused } from './frame-refused.ts'

export const MESSAGE = { sync: 0, awareness: 1, queryAwareness: 3, identity: 8, ack: 9, rights: 10 } as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

export type PresenceEntry = { clientId: number; state: string }

export type ClientMessage =
  | { kind: 'step1'; vector: Uint8Array }
  | { kind: 'step2' | 'update'; update: Uint8Array }
  | { kind: 'presence'; entries: readonly PresenceEntry[] }
  | { kind: 'query-presence' }
  | { kind: 'identity' }

/**
 * Read one message from a client.
 * @throws {@link FrameRefused} for anything else than exactly one known message
 */
export function readMessage(bytes: Uint8Array): ClientMessage {
  const from: Cursor = { bytes, at: 0 }
  const message = oneMessage(from)
  if (left(from) > 0) throw malformed()
  return message
}

function oneMessage(from: Cursor): ClientMessage {
  switch (uint(from)) {
    case MESSAGE.sync:
      return sync(from)
    case MESSAGE.awareness:
      return { kind: 'presence', entries: presence(view(from)) }
    case MESSAGE.queryAwareness:
      return { kind: 'query-presence' }
    case MESSAGE.identity:
      return { kind: 'identity' }
    default:
      throw new FrameRefused(CLOSE.protocol, 'unknown-message')
  }
}

function sync(from: Cursor): ClientMessage {
  switch (byte(from)) {
    case SYNC.step1:
      return { kind: 'step1', vector: vector(view(from)) }
    case SYNC.step2:
      return { kind: 'step2', update: view(from) }
    case SYNC.update:
      return { kind: 'update', update: view(from) }
    default:
      throw new FrameRefused(CLOSE.protocol, 'unknown-message')
  }
}

function vector(bytes: Uint8Array): Uint8Array {
  const from: Cursor = { bytes, at: 0 }
  for (let pairs = count(from, 2); pairs > 0; pairs--) {
    uint(from)
    uint(from)
  }
  if (left(from) > 0) throw malformed()
  return bytes
}

function presence(bytes: Uint8Array): PresenceEntry[] {
  const from: Cursor = { bytes, at: 0 }
  const entries: PresenceEntry[] = []
  for (let rest = count(from, 3); rest > 0; rest--) {
    const clientId = uint(from)
    uint(from) // the client's clock: we stamp our own
    entries.push({ clientId, state: text(from) })
  }
  if (left(from) > 0) throw malformed()
  return entries
}

export const stepOne = (stateVector: Uint8Array): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeVarUint(to, MESSAGE.sync)
    encoding.writeVarUint(to, SYNC.step1)
    encoding.writeVarUint8Array(to, stateVector)
  })

export const stepTwo = (update: Uint8Array): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeVarUint(to, MESSAGE.sync)
    encoding.writeVarUint(to, SYNC.step2)
    encoding.writeVarUint8Array(to, update)
  })

export const updateFrame = (update: Uint8Array, position: number): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeVarUint(to, MESSAGE.sync)
    encoding.writeVarUint(to, SYNC.update)
    encoding.writeVarUint8Array(to, update)
    encoding.writeVarUint(to, position)
  })

export type StampedPresence = { clientId: number; clock: number; state: string }

export const presenceFrame = (entries: readonly StampedPresence[]): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeVarUint(to, MESSAGE.awareness)
    encoding.writeVarUint8Array(
      to,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, entries.length)
        for (const { clientId, clock, state } of entries) {
          encoding.writeVarUint(inner, clientId)
          encoding.writeVarUint(inner, clock)
          encoding.writeVarString(inner, state)
        }
      }),
    )
  })

/** Nothing, in a shape every client takes: y-websocket's drops a connection that stays silent for 30 s. */
export const keepAliveFrame = presenceFrame([])

export const identityFrame = (clientId: number): Uint8Array => numbers(MESSAGE.identity, clientId)
export const ackFrame = (position: number, frames: number): Uint8Array =>
  numbers(MESSAGE.ack, position, frames)
export const rightsFrame = (canWrite: boolean): Uint8Array => numbers(MESSAGE.rights, canWrite ? 1 : 0)

const numbers = (...values: readonly number[]): Uint8Array =>
  encoding.encode((to) => {
    for (const value of values) encoding.writeVarUint(to, value)
  })
