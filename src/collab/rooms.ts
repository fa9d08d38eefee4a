/**
 * Open, share, unload. The race between a room that leaves memory and somebody
 * who opens it is solved here and nowhere else: a room is entered in the table
 * before it is loaded, counted for as long as somebody holds it, and removed from
 * the table in the same turn of the event loop in which it is let go. Removal
 * may be followed at once by a new load, because everything a room ever told
 * anybody is in the log (COLLAB.md CO1, CO11).
 */
import { Fault } from '#src/platform/fault.ts'
import { Room, type RoomParts } from './room.ts'
import { loadDocument } from './store.ts'

type Entry = {
  room: Promise<Room>
  loaded: Room | undefined
  holders: number
  idle: NodeJS.Timeout | undefined
}

/** A room, until it is released. */
export type Lease = { room: Room; release(): void }

export class Rooms {
  readonly #parts: RoomParts
  readonly #entries = new Map<string, Entry>()

  constructor(parts: RoomParts) {
    this.#parts = parts
  }

  get size(): number {
    return this.#entries.size
  }

  /** How many hold or wait for a document. */
  holders(documentId: string): number {
    return this.#entries.get(documentId)?.holders ?? 0
  }

  *loaded(): Generator<Room> {
    for (const { loaded } of this.#entries.values()) if (loaded) yield loaded
  }

  /**
   * Hold a document's room; the first to ask loads it, the others share that load.
   * @returns undefined when there is no such document
   * @throws what the log throws; the next to ask tries again
   */
  async open(documentId: string): Promise<Lease | undefined> {
    const entry = this.#entries.get(documentId) ?? this.#enter(documentId)
    entry.holders += 1
    clearTimeout(entry.idle)
    try {
      const room = await entry.room
      return { room, release: () => this.#release(documentId, entry) }
    } catch (error) {
      this.#remove(documentId, entry)
      if (error instanceof NoDocument) return undefined
      throw error
    }
  }

  /** Let every turn finish, then let go of every room. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#entries.values()].map(({ room }) => room))
    await Promise.all([...this.loaded()].map((room) => room.settled()))
    for (const [documentId, entry] of this.#entries) this.#unload(documentId, entry)
  }

  #enter(documentId: string): Entry {
    const room = this.#load(documentId, () => this.#remove(documentId, entry))
    const entry: Entry = { room, loaded: undefined, holders: 0, idle: undefined }
    room.then(
      (loaded) => {
        entry.loaded = loaded
      },
      () => {}, // each holder gets the rejection from its own await
    )
    this.#entries.set(documentId, entry)
    return entry
  }

  async #load(documentId: string, onBroken: () => void): Promise<Room> {
    const stored = await loadDocument(this.#parts.log, this.#parts.snapshots, documentId)
    if (stored.revision < 0) throw new NoDocument(documentId)
    return new Room(documentId, stored, this.#parts, onBroken)
  }

  #release(documentId: string, entry: Entry): void {
    entry.holders -= 1
    if (entry.holders > 0 || this.#entries.get(documentId) !== entry) return
    entry.idle = setTimeout(() => void this.#unloadIdle(documentId, entry), this.#parts.limits.idleMs)
    entry.idle.unref()
  }

  async #unloadIdle(documentId: string, entry: Entry): Promise<void> {
    // Frames of people who have just left are still on their way to the log.
    await entry.loaded?.settled()
    if (entry.holders === 0) this.#unload(documentId, entry)
  }

  #unload(documentId: string, entry: Entry): void {
    this.#remove(documentId, entry)
    entry.loaded?.unload()
  }

  #remove(documentId: string, entry: Entry): void {
    clearTimeout(entry.idle)
    if (this.#entries.get(documentId) === entry) this.#entries.delete(documentId)
  }
}

class NoDocument extends Fault {
  constructor(documentId: string) {
    super('collab.open', `there is no document ${documentId}`)
  }
}
