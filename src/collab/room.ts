/**
 * One open document: its Y.Doc, its sockets, its turns.
 *
 * INVARIANT. Between turns the Y.Doc is exactly what the log holds; during a turn
 * it is that and the append in flight. Everything that tells a client about the
 * document (sync step 2, broadcast, ack) is sent between turns, so nobody ever
 * sees what a crash could take back (CO1, CO2). One turn at a time: while an
 * append is in flight the next turn collects.
 *
 * @NOTE long: all that keeps the invariant must be read together.
 */
import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import type { EventLog } from '#src/log/event-log.ts'
import type { Clock } from '#src/platform/clock.ts'
import { Fault } from '#src/platform/fault.ts'
import { newId } from '#src/platform/ids.ts'
import { tooDeep } from './admit.ts'
import { CLOSE, type CloseCode } from './close-codes.ts'
import type { Connection } from './connection.ts'
import { FrameRefused } from './frame-refused.ts'
import type { Limits } from './limits.ts'
import { mergeInLevels } from './pack.ts'
import { Presence } from './presence.ts'
import { ackFrame, identityFrame, readMessage, stepOne, stepTwo, updateFrame } from './protocol.ts'
import { compact, loadDocument, type SnapshotStore, type StoredDocument, whole } from './store.ts'
import { type Frame, Turn } from './turn.ts'

export type RoomParts = {
  log: EventLog
  snapshots: SnapshotStore
  now: Clock
  limits: Limits
  roots: ReadonlySet<string>
  /** Told about what broke and was mended by closing or by doing without. */
  report: (fault: unknown) => void
}

type Question = { connection: Connection; vector: Uint8Array }

/** An id Yjs takes for a client: 32 bits, as its own. */
const CLIENT_IDS = 2 ** 32

export class Room {
  readonly documentId: string
  readonly connections = new Set<Connection>()
  readonly presence: Presence
  readonly #parts: RoomParts
  readonly #onBroken: () => void
  readonly #reserved = new Map<number, string>()
  #stored: StoredDocument
  #vector: Map<number, number>
  #inbox: Frame[] = []
  #questions: Question[] = []
  #scheduled = false
  #turn: Promise<void> | undefined
  #broken = false

  constructor(documentId: string, stored: StoredDocument, parts: RoomParts, onBroken: () => void) {
    this.documentId = documentId
    this.#parts = parts
    this.#onBroken = onBroken
    this.#stored = stored
    this.#vector = vectorOf(stored.doc)
    this.presence = new Presence(parts.now, parts.limits, () => this.connections)
  }

  get broken(): boolean {
    return this.#broken
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    connection.onDrained = (lacks) => {
      const vector = Y.encodeStateVector(new Map(lacks))
      this.#ask({ connection, vector })
    }
    connection.start((bytes) => this.#receive(connection, bytes))
    const others = this.presence.frameFor(connection)
    if (others) connection.send(others)
  }

  leave(connection: Connection): void {
    this.connections.delete(connection)
    this.presence.leave(connection)
  }

  /** Resolves when nothing waits and nothing is in flight. */
  async settled(): Promise<void> {
    while (!this.#broken && (this.#scheduled || this.#turn || this.#inbox.length > 0)) {
      if (this.#turn) await this.#turn
      else await new Promise(setImmediate)
    }
  }

  closeAll(code: CloseCode, reason: string): void {
    for (const connection of this.connections) connection.close(code, reason)
  }

  /** Save what was learned since the last snapshot, and let go of the document. */
  unload(): void {
    if (!this.#broken && this.#stored.tail.updates > 0) this.#snapshot()
    this.#broken = true
    this.presence.dispose()
    this.#stored.doc.destroy()
  }

  #receive(connection: Connection, bytes: Uint8Array): void {
    try {
      this.#route(connection, bytes)
    } catch (error) {
      if (error instanceof FrameRefused) refuse(connection, error)
      else {
        this.#parts.report(error)
        connection.close(CLOSE.tryLater, 'fault')
      }
    }
  }

  #route(connection: Connection, bytes: Uint8Array): void {
    const message = readMessage(bytes)
    const { limits } = this.#parts
    const offline = message.kind === 'step2' && !connection.answered && connection.canWrite
    if (bytes.length > (offline ? limits.offlineBytes : limits.frameBytes))
      throw new FrameRefused(CLOSE.tooLarge, 'too-large')
    const { personId } = connection.access
    switch (message.kind) {
      case 'step1':
        this.#ask({ connection, vector: message.vector })
        return
      case 'step2':
      case 'update': {
        if (message.kind === 'step2') connection.answered = true
        const early = !connection.answered
        const count = ++connection.received
        this.#inbox.push({ connection, update: message.update, offline, early, count })
        this.#schedule()
        return
      }
      case 'presence':
        this.presence.receive(connection, message.entries, (id) => this.#reserve(id, personId))
        return
      case 'query-presence': {
        const others = this.presence.frameFor(connection)
        if (others) connection.sendIfFree(others)
        return
      }
      case 'identity': {
        if (++connection.bound > limits.bindings) throw new FrameRefused(CLOSE.refused, 'too-many')
        const id = this.#freeId()
        this.#reserved.set(id, personId)
        this.presence.assign(connection, id)
        connection.send(identityFrame(id))
        return
      }
    }
  }

  /** An announced caret takes a free id for its person, before the first edit binds it. */
  #reserve(id: number, personId: string): boolean {
    const owner = this.#stored.bindings.get(id) ?? this.#reserved.get(id)
    if (owner !== undefined || this.#vector.has(id)) return owner === personId
    this.#reserved.set(id, personId)
    return true
  }

  #freeId(): number {
    for (;;) {
      const id = randomInt(1, CLIENT_IDS)
      if (!this.#stored.bindings.has(id) && !this.#reserved.has(id) && !this.#vector.has(id)) return id
    }
  }

  #ask(question: Question): void {
    this.#questions.push(question)
    this.#schedule()
  }

  /** Once per turn of the event loop: what arrives until then goes together. */
  #schedule(): void {
    if (this.#scheduled || this.#turn || this.#broken) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#broken) return
      this.#turn = this.#run().finally(() => {
        this.#turn = undefined
        if (this.#inbox.length > 0 || this.#questions.length > 0) this.#schedule()
      })
    })
  }

  /** Never rejects: what breaks a turn closes the room. */
  async #run(): Promise<void> {
    try {
      this.#answer()
      await this.#commit(this.#collect())
      const { updates, bytes } = this.#stored.tail
      const { snapshotUpdates, snapshotBytes } = this.#parts.limits
      if (updates >= snapshotUpdates || bytes >= snapshotBytes) this.#snapshot()
    } catch (error) {
      this.#breakOff(error)
    }
  }

  /** Answer sync step 1s and catch up drained readers. The document is committed now. */
  #answer(): void {
    const { doc } = this.#stored
    for (const { connection, vector } of this.#questions.splice(0)) {
      if (connection.closed) continue
      connection.reply(() => stepTwo(Y.encodeStateAsUpdate(doc, vector)))
      if (connection.synced) continue
      connection.synced = true
      connection.send(stepOne(Y.encodeStateVector(this.#vector)))
    }
  }

  #collect(): Turn {
    const { limits, roots } = this.#parts
    const { doc, bindings } = this.#stored
    const turn = new Turn({ doc, bindings, vector: this.#vector, reserved: this.#reserved }, roots, limits)
    let bytes = 0
    let frames = 0
    for (const frame of this.#inbox) {
      if (bytes > limits.turnBytes) break
      bytes += frame.update.length
      frames += 1
      if (!frame.connection.expelled) take(turn, frame)
    }
    this.#inbox.splice(0, frames)
    return turn
  }

  async #commit(turn: Turn): Promise<void> {
    const updates = turn.updates()
    if (updates.length > 0 && !this.#apply(updates, turn)) return await this.#rebuild(turn)
    const stream = document.stream(this.documentId)
    for (const events of turn.appends(this.#parts.now(), newId())) {
      const { position, revision } = await this.#parts.log.append(stream, events, 'any')
      if (revision !== this.#stored.revision + events.length)
        throw new Fault('collab.append', `somebody else wrote to ${stream}; the document is read again`)
      this.#stored.position = position
      this.#stored.revision = revision
    }
    for (const [connection, count] of turn.taken)
      if (connection.ours && !connection.unsettled) connection.send(ackFrame(this.#stored.position, count))
    if (updates.length > 0) this.#broadcast(mergeInLevels(updates), turn.writers)
    for (const [client, clock] of turn.reached()) this.#vector.set(client, clock)
    for (const [client, personId] of turn.bound()) this.#stored.bindings.set(client, personId)
    this.#stored.tail.updates += updates.length
    this.#stored.tail.bytes += updates.reduce((sum, { length }) => sum + length, 0)
  }

  /** Before the append, so that what cannot be applied is never stored. */
  #apply(updates: readonly Uint8Array[], turn: Turn): boolean {
    const { doc } = this.#stored
    try {
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update)
      })
    } catch (error) {
      this.#parts.report(new Fault('collab.apply', 'a frame passed the scan and did not apply', error))
      return false
    }
    const clients = turn.reached().map(([client]) => client)
    return whole(doc) && !tooDeep(doc, this.#vector, clients, this.#parts.limits.nesting)
  }

  #broadcast(update: Uint8Array, writers: ReadonlySet<Connection>): void {
    const frame = updateFrame(update, this.#stored.position)
    const before = () => new Map(this.#vector)
    for (const connection of this.connections) {
      // The only writer of a turn has all of it.
      if (writers.size === 1 && writers.has(connection)) continue
      connection.relay(frame, before)
    }
  }

  /** What the scan could not see, or Yjs does not take: back to what the log holds; readers notice nothing. */
  async #rebuild(turn: Turn): Promise<void> {
    const code = turn.writers.size === 1 ? CLOSE.malformed : CLOSE.tryLater
    for (const connection of turn.writers) connection.close(code, 'not applicable')
    const { log, snapshots } = this.#parts
    this.#stored.doc.destroy()
    this.#stored = await loadDocument(log, snapshots, this.documentId)
    this.#vector = vectorOf(this.#stored.doc)
  }

  /** An append failed: what is in memory may not be in the log. Clients keep their edits and come back with them. */
  #breakOff(error: unknown): void {
    this.#broken = true
    this.#inbox = []
    this.#questions = []
    this.#onBroken()
    this.#parts.report(error)
    this.closeAll(CLOSE.tryLater, 'not saved')
    this.presence.dispose()
    this.#stored.doc.destroy()
  }

  /** A snapshot that fails costs time at the next open, and nothing else. */
  #snapshot(): void {
    const { log, snapshots, report } = this.#parts
    const { doc, revision, bindings } = this.#stored
    try {
      const update = compact(doc)
      snapshots.save(this.documentId, {
        logId: log.logId,
        revision,
        update,
        bindings: Object.fromEntries(bindings),
      })
    } catch (error) {
      report(error)
    }
    this.#stored.tail = { updates: 0, bytes: 0 }
  }
}

const vectorOf = (doc: Y.Doc): Map<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc))

/** Put a frame into the turn, or close its socket; the other frames of the turn are not touched by it. */
function take(turn: Turn, frame: Frame): void {
  const { connection } = frame
  try {
    turn.take(frame)
    if (!frame.early) connection.unsettled = false
  } catch (error) {
    // Typed while connecting: the step 2 that is on its way brings it again, whole.
    if (error instanceof FrameRefused && error.reason === 'gap' && frame.early) connection.unsettled = true
    else if (error instanceof FrameRefused) refuse(connection, error)
    else throw error
  }
}

const refuse = (connection: Connection, { code, reason }: FrameRefused): void =>
  connection.close(code, reason)
