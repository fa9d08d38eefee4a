/**
 * One turn of one document: the frames that came in since the last one, checked
 * each against the committed document and what the same person wrote before it
 * in this turn, and gathered into one event per person (COLLAB.md CO3, CO7).
 */
import type * as Y from 'yjs'
import { document } from '#events/document.ts'
import type { EventMeta, NewEvent } from '#src/log/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { admit } from './admit.ts'
import { CLOSE } from './close-codes.ts'
import type { Connection } from './connection.ts'
import { FrameRefused } from './frame-refused.ts'
import type { Limits } from './limits.ts'
import { pack } from './pack.ts'
import { scanLimits, scanUpdate } from './scan.ts'

export type Frame = {
  connection: Connection
  update: Uint8Array
  /** The answer to our sync step 1, which may be large. */
  offline: boolean
  /** Sent before the client answered our sync step 1, which will bring it again. */
  early: boolean
  /** How many frames the connection had sent with this one. */
  count: number
}

/** What the turn starts from; only read here. */
export type Committed = {
  doc: Y.Doc
  vector: ReadonlyMap<number, number>
  bindings: ReadonlyMap<number, string>
  reserved: ReadonlyMap<number, string>
}

type Person = { updates: Uint8Array[]; ahead: Map<number, number>; newIds: number[]; packed?: Uint8Array[] }

export class Turn {
  /** The last frame of each connection that was taken, whether or not it brought something new. */
  readonly taken = new Map<Connection, number>()
  /** Connections that brought something new. */
  readonly writers = new Set<Connection>()
  readonly #people = new Map<string, Person>()
  readonly #committed: Committed
  readonly #roots: ReadonlySet<string>
  readonly #limits: Limits

  constructor(committed: Committed, roots: ReadonlySet<string>, limits: Limits) {
    this.#committed = committed
    this.#roots = roots
    this.#limits = limits
  }

  /** @throws {@link FrameRefused}, and then nothing of the frame is in the turn */
  take(frame: Frame): void {
    try {
      this.#admit(frame)
    } catch (error) {
      // To a reader the rules of writing do not matter.
      if (error instanceof FrameRefused && !frame.connection.canWrite) throw readOnly()
      throw error
    }
    this.taken.set(frame.connection, frame.count)
  }

  /** The turn's updates in the order they are stored. */
  updates(): Uint8Array[] {
    return [...this.#people.values()].flatMap((person) => this.#packed(person))
  }

  /** How far each client that wrote is after the turn. */
  reached(): [number, number][] {
    return [...this.#people.values()].flatMap(({ ahead }) => [...ahead])
  }

  /** Client ids used for the first time, with their person. */
  bound(): [number, string][] {
    return [...this.#people].flatMap(([personId, { newIds }]) =>
      newIds.map((id): [number, string] => [id, personId]),
    )
  }

  /** The turn as events, cut into appends the log takes: nearly always one append of one event. */
  appends(at: string, cause: string): NewEvent[][] {
    const appends: NewEvent[][] = []
    let open: NewEvent[] = []
    let bytes = 0
    for (const event of this.#events(at, cause)) {
      const size = event.data instanceof Uint8Array ? event.data.length : SMALL_EVENT_BYTES
      if (open.length > 0 && bytes + size > this.#limits.eventBytes) {
        appends.push(open)
        open = []
        bytes = 0
      }
      open.push(event)
      bytes += size + SMALL_EVENT_BYTES
    }
    if (open.length > 0) appends.push(open)
    return appends
  }

  *#events(at: string, cause: string): Generator<NewEvent> {
    for (const [personId, person] of this.#people) {
      const meta: EventMeta = { by: personId, at, cause }
      for (const clientId of person.newIds)
        yield event('ClientBound', document.shapes.ClientBound.parse({ clientId, personId }), meta)
      for (const update of this.#packed(person)) yield event('DocumentUpdated', update, meta)
    }
  }

  #admit({ connection, update, offline }: Frame): void {
    const { personId } = connection.access
    const limits = scanLimits(this.#limits, this.#roots, offline)
    const person = this.#people.get(personId)
    const admitted = admit(
      scanUpdate(update, limits),
      {
        personId,
        doc: this.#committed.doc,
        clock: (client) => person?.ahead.get(client) ?? this.#committed.vector.get(client) ?? 0,
        owner: (client) => this.#owner(client),
      },
      limits,
      this.#limits.eventBytes,
    )
    if (admitted !== undefined) {
      if (!connection.canWrite) throw readOnly()
      connection.bound += admitted.newIds.length
      if (connection.bound > this.#limits.bindings) throw new FrameRefused(CLOSE.refused, 'too-many')
      const own = this.#people.getOrInsertComputed(personId, newPerson)
      own.updates.push(...admitted.updates)
      // An id that was handed out, or that announced a caret, is bound by its first use as well: only
      // the log remembers it after a restart.
      for (const client of admitted.reached.keys())
        if (!this.#committed.bindings.has(client) && !own.newIds.includes(client)) own.newIds.push(client)
      for (const [client, clock] of admitted.reached) own.ahead.set(client, clock)
      this.writers.add(connection)
    }
  }

  /** One update a person, unless it would be too large for one event. */
  #packed(person: Person): readonly Uint8Array[] {
    person.packed ??= pack(person.updates, this.#limits.eventBytes)
    return person.packed
  }

  #owner(client: number): string | undefined {
    const { bindings, reserved } = this.#committed
    for (const [personId, { ahead }] of this.#people) if (ahead.has(client)) return personId
    return bindings.get(client) ?? reserved.get(client)
  }
}

/** A binding, and the metadata of any event, are well below this. */
const SMALL_EVENT_BYTES = 512

const readOnly = () => new FrameRefused(CLOSE.forbidden, 'read-only')

const newPerson = (): Person => ({ updates: [], ahead: new Map(), newIds: [] })

const event = (type: string, data: NewEvent['data'], meta: EventMeta): NewEvent => ({
  id: newId(),
  type,
  v: document.version(type),
  data,
  meta,
})
