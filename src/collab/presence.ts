/**
 * Who is here and where their caret is. Never stored. A connection speaks for
 * one id only, the server writes name and colour into it and gives it a clock of
 * its own, so nobody can speak for, freeze or outlive another (COLLAB.md CO9).
 */
import type { Clock } from '#src/platform/clock.ts'
import { CLOSE } from './close-codes.ts'
import type { Connection } from './connection.ts'
import { FrameRefused } from './frame-refused.ts'
import type { Limits } from './limits.ts'
import { type PresenceEntry, presenceFrame, type StampedPresence } from './protocol.ts'

const GONE = 'null'

export class Presence {
  readonly #states = new Map<number, StampedPresence & { connection: Connection }>()
  readonly #ids = new Map<Connection, number>()
  /** Ids whose change is not sent yet, with who need not be told. */
  readonly #changed = new Map<number, { entry: StampedPresence; owner: Connection | undefined }>()
  readonly #now: Clock
  readonly #limits: Limits
  readonly #audience: () => Iterable<Connection>
  #clock = 0
  #timer: NodeJS.Timeout | undefined

  constructor(now: Clock, limits: Limits, audience: () => Iterable<Connection>) {
    this.#now = now
    this.#limits = limits
    this.#audience = audience
  }

  /**
   * Take a connection's own entry. A stock client repeats what it heard about
   * others; those entries are passed over.
   * @param mayUse - whether an id is free or this person's
   * @throws {@link FrameRefused} for a state that is too large or not an object
   */
  receive(connection: Connection, entries: readonly PresenceEntry[], mayUse: (id: number) => boolean): void {
    for (const { clientId, state } of entries) {
      const own = this.#ids.get(connection)
      // Nobody begins by having left; and a list of such ids must not reserve them all.
      if (own === undefined ? state === GONE || !mayUse(clientId) : own !== clientId) continue
      const stamped = stamp(state, connection, this.#limits.presenceBytes)
      this.#ids.set(connection, clientId)
      this.#set(connection, clientId, stamped)
      return
    }
  }

  /** From now on the connection speaks for this id, which the server gave it. */
  assign(connection: Connection, clientId: number): void {
    this.leave(connection)
    this.#ids.set(connection, clientId)
  }

  /** The connection is gone, and its caret with it. */
  leave(connection: Connection): void {
    const own = this.#ids.get(connection)
    this.#ids.delete(connection)
    // Somebody who came back before the old socket ended keeps the caret.
    if (own !== undefined && this.#states.get(own)?.connection === connection)
      this.#set(connection, own, GONE)
  }

  /** Everybody's state but the reader's own, or undefined when there is none. */
  frameFor(reader: Connection): Uint8Array | undefined {
    const others = [...this.#states.values()].filter(({ connection }) => connection !== reader)
    return others.length === 0 ? undefined : presenceFrame(others)
  }

  dispose(): void {
    clearTimeout(this.#timer)
  }

  #set(connection: Connection, clientId: number, state: string): void {
    // Ahead of every clock of an earlier run of this server, so that a client that knew it then listens.
    this.#clock = Math.max(this.#clock + 1, Date.parse(this.#now()))
    const entry = { clientId, clock: this.#clock, state }
    if (state === GONE) this.#states.delete(clientId)
    else this.#states.set(clientId, { ...entry, connection })
    this.#changed.set(clientId, { entry, owner: connection })
    this.#timer ??= setTimeout(() => this.#flush(), this.#limits.presenceMs)
  }

  /** One frame for all readers; one each for those who changed something themselves. */
  #flush(): void {
    this.#timer = undefined
    const changed = [...this.#changed.values()]
    this.#changed.clear()
    const owners = new Set(changed.map(({ owner }) => owner))
    const frame = presenceFrame(changed.map(({ entry }) => entry))
    for (const reader of this.#audience()) {
      if (!owners.has(reader)) reader.sendIfFree(frame)
      else {
        const others = changed.filter(({ owner }) => owner !== reader)
        if (others.length > 0) reader.sendIfFree(presenceFrame(others.map(({ entry }) => entry)))
      }
    }
  }
}

/** The state with the person the server knows in it, as JSON. */
function stamp(state: string, { access }: Connection, maxBytes: number): string {
  if (Buffer.byteLength(state) > maxBytes) throw new FrameRefused(CLOSE.tooLarge, 'too-large')
  let value: unknown
  try {
    value = JSON.parse(state)
  } catch {
    throw new FrameRefused(CLOSE.malformed, 'malformed')
  }
  if (value === null) return GONE
  if (typeof value !== 'object' || Array.isArray(value)) throw new FrameRefused(CLOSE.malformed, 'malformed')
  const { personId: id, name, colour } = access
  // `color` is what editors' caret extensions read.
  const stamped = { ...value, user: { id, name, colour, color: colour } }
  // Spread has made a key named __proto__ an own one; as text it would travel on to every reader.
  return JSON.stringify(stamped, (key, inner: unknown) => (key === '__proto__' ? undefined : inner))
}
