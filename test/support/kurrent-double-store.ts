/** The memory behind the protocol double: streams, `$all`, and the server's two kinds of idempotence. */

export type Expected = 'any' | 'no_stream' | 'stream_exists' | number

export type Proposed = {
  id: string
  type: string
  contentType: string
  data: Uint8Array
  metadata: Uint8Array
}

export type Kept = Proposed & { stream: string; revision: number; position: number }

export type Outcome =
  | { kind: 'stored' | 'repeated'; revision: number; position: number }
  | { kind: 'conflict'; current: number }

/** Ids the server still remembers for `any`; its own limit is 8 MiB of them. */
const REMEMBERED = 1_000
/** The server's own events lie between ours, as its statistics do. */
const STATISTICS_EVERY = 7

export class DoubleStore {
  readonly all: Kept[] = []
  /** False: a repeat at an exact revision is answered as a conflict, as by a server that cannot tell. */
  idempotent = true
  readonly #streams = new Map<string, Kept[]>()
  readonly #remembered = new Map<string, Kept>()
  readonly #watchers = new Set<() => void>()
  #position = 0
  #appends = 0

  constructor() {
    this.#system('$settings', '$>')
  }

  stream(name: string): readonly Kept[] {
    return this.#streams.get(name) ?? []
  }

  /** Called after each append, until the function returned is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** What a restart takes with it: the memory of ids, and so the idempotence of `any`. */
  forget(): void {
    this.#remembered.clear()
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Outcome {
    const kept = this.stream(stream)
    const current = kept.length - 1
    if (expected === 'any' || expected === 'stream_exists') {
      if (expected === 'stream_exists' && current < 0) return { kind: 'conflict', current }
      const seen = events
        .map(({ id }) => this.#remembered.get(id))
        .filter((event) => event?.stream === stream)
      const last = seen.at(-1)
      if (last && seen.length === events.length) return { kind: 'repeated', ...place(last) }
      // Half a batch known: "corrupted idempotency", which the server tells as a conflict.
      if (seen.length > 0) return { kind: 'conflict', current }
      return { kind: 'stored', ...place(this.#write(stream, events)) }
    }
    const first = expected === 'no_stream' ? 0 : expected + 1
    if (first > current + 1) return { kind: 'conflict', current }
    if (first === current + 1) return { kind: 'stored', ...place(this.#write(stream, events)) }
    const last = kept[first + events.length - 1]
    const same = this.idempotent && events.every(({ id }, i) => kept[first + i]?.id === id)
    return last && same ? { kind: 'repeated', ...place(last) } : { kind: 'conflict', current }
  }

  #write(stream: string, events: readonly Proposed[]): Kept {
    const kept = this.#streams.get(stream) ?? []
    this.#streams.set(stream, kept)
    for (const event of events) {
      this.#position += 64 + event.data.length + event.metadata.length
      const whole = { ...event, stream, revision: kept.length, position: this.#position }
      kept.push(whole)
      this.all.push(whole)
      this.#remember(whole)
    }
    if (!stream.startsWith('$') && ++this.#appends % STATISTICS_EVERY === 0) {
      this.#system('$stats-127.0.0.1:2113', '$statsCollected')
    }
    for (const watcher of [...this.#watchers]) watcher()
    const last = kept.at(-1)
    if (!last) throw new Error('an append without events')
    return last
  }

  #remember(event: Kept): void {
    this.#remembered.set(event.id, event)
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= REMEMBERED) break
      this.#remembered.delete(oldest)
    }
  }

  #system(stream: string, type: string): void {
    const empty = new Uint8Array()
    const data = Buffer.from('{}')
    this.#write(stream, [
      { id: crypto.randomUUID(), type, contentType: 'application/json', data, metadata: empty },
    ])
  }
}

const place = ({ revision, position }: Kept) => ({ revision, position })
