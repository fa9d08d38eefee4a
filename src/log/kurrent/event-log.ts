/**
 * The engine on KurrentDB (EventStoreDB), through the official client. EXPERIMENTAL: its tests run on
 * a double of the protocol; no real server has been seen (docs/kurrentdb.md).
 *
 * ORDER. A position is the commit position of `$all`: one total order, given out while writing, sparse.
 *
 * DURABILITY. The server answers after a majority of its nodes hold the events and the leader has
 * indexed them (L11). Reads go to the leader.
 *
 * NOBODY'S SERVER IS UP ALWAYS. Every wait is limited, appends and reads are tried a few times with the
 * same ids, subscriptions for ever; `health()` tells how each fares (L13). There is no lock: several
 * nodes may have the log open, and exact revisions keep them apart.
 */
import { Fault } from '#src/platform/fault.ts'
import type { Appended, EventLog, Expect, NewEvent, Position, RecordedEvent } from '../event-log.ts'
import { encode } from '../record.ts'
import { parseAddress } from './address.ts'
import { Appender } from './appender.ts'
import { batched, PAGE } from './batch.ts'
import { Connection, type Side } from './connection.ts'
import { connect, loadDriver } from './driver.ts'
import { identify } from './identity.ts'
import { Reader } from './reader.ts'
import { Scope } from './scope.ts'
import { followServer } from './subscription.ts'
import { TIMING, type Timing } from './timing.ts'

export type KurrentLogOptions = {
  /** The categories of our streams; with none given every stream of the server is ours. */
  categories?: readonly string[]
  /** Goes before every stream's name on the server: several logs on one server, for tests. */
  namespace?: string
  timing?: Partial<Timing>
  /** Told of what is being retried (L13). */
  onTrouble?: (what: string, error: unknown) => void
}

export type KurrentHealth = Readonly<Record<'appends' | 'reads' | 'subscriptions', Readonly<Side>>>

type Connections = Record<'appends' | 'reads' | 'subscriptions', Connection>

export class KurrentDbEventLog implements EventLog {
  readonly logId: string
  /** Since the start, for metrics. The server groups by itself, so each append counts as a commit. */
  readonly counters = { appends: 0, commits: 0 }
  readonly #connections: Connections
  readonly #scope: Scope
  readonly #reader: Reader
  readonly #appender: Appender
  readonly #timing: Timing
  readonly #onTrouble: (what: string, error: unknown) => void
  readonly #closing: AbortController
  readonly #accepted = new Set<Promise<Appended>>()
  #closed: Promise<void> | undefined

  private constructor(parts: {
    id: string
    connections: Connections
    scope: Scope
    reader: Reader
    timing: Timing
    closing: AbortController
    onTrouble: (what: string, error: unknown) => void
  }) {
    this.logId = parts.id
    this.#connections = parts.connections
    this.#scope = parts.scope
    this.#reader = parts.reader
    this.#timing = parts.timing
    this.#closing = parts.closing
    this.#onTrouble = parts.onTrouble
    this.#appender = new Appender(parts.connections.appends, parts.reader, parts.scope, parts.timing)
  }

  /**
   * Open the log on the server that `url` names.
   * @throws `Fault('log.open')` with the mend when the address, the package, the login or the server is wrong
   */
  static async open(url: string, options: KurrentLogOptions = {}): Promise<KurrentDbEventLog> {
    const address = parseAddress(url)
    const driver = await loadDriver()
    const timing = { ...TIMING, ...options.timing }
    const scope = new Scope(options.namespace, options.categories)
    const connections: Connections = {
      appends: new Connection(() => connect(driver, address, 'append')),
      reads: new Connection(() => connect(driver, address, 'read')),
      subscriptions: new Connection(() => connect(driver, address, 'subscribe')),
    }
    const closing = new AbortController()
    const reader = new Reader(connections.reads, scope, timing, closing.signal)
    const onTrouble = options.onTrouble ?? (() => undefined)
    try {
      const id = await identify(connections.appends, reader, scope, timing)
      return new KurrentDbEventLog({ id, connections, scope, reader, timing, closing, onTrouble })
    } catch (error) {
      await closeAll(connections)
      const why = error instanceof Fault ? error.hint : String(error)
      throw new Fault('log.open', `${address.shown}: ${why}`, error)
    }
  }

  /** Appends accepted and not yet answered. */
  get pending(): number {
    return this.#accepted.size
  }

  /** How appends, reads and subscriptions fare; each has a connection of its own and fails by itself. */
  health(): KurrentHealth {
    const { appends, reads, subscriptions } = this.#connections
    return { appends: appends.side, reads: reads.side, subscriptions: subscriptions.side }
  }

  async append(stream: string, events: readonly NewEvent[], expect: Expect): Promise<Appended> {
    this.#assertOpen('log.append')
    const stored = encode(stream, events, expect)
    this.#scope.assertKeepable(stream, stored)
    this.counters.appends++
    const appending = this.#appender.append(stream, stored, expect)
    this.#accepted.add(appending)
    try {
      const appended = await appending
      this.counters.commits++
      return appended
    } finally {
      this.#accepted.delete(appending)
    }
  }

  async *readStream(stream: string, fromRevision = 0): AsyncGenerator<RecordedEvent> {
    this.#assertOpen('log.read')
    yield* this.#reader.stream(stream, fromRevision)
  }

  async readLast(stream: string): Promise<RecordedEvent | undefined> {
    this.#assertOpen('log.read')
    return this.#reader.last(stream)
  }

  async *readAll(after: Position, batch = PAGE): AsyncGenerator<readonly RecordedEvent[]> {
    this.#assertOpen('log.read')
    const end = await this.#reader.head()
    if (after < end) yield* batched(upTo(this.#reader.all(after), end), batch)
  }

  subscribe(after: Position, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    this.#assertOpen('log.subscribe')
    const source = {
      connection: this.#connections.subscriptions,
      reader: this.#reader,
      scope: this.#scope,
      timing: this.#timing,
      onTrouble: this.#onTrouble,
    }
    return followServer(source, after, AbortSignal.any([signal, this.#closing.signal]))
  }

  async head(): Promise<Position> {
    this.#assertOpen('log.read')
    return this.#reader.head()
  }

  /** Refuses new work, answers what was accepted, ends subscriptions (L14). */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    const accepted = [...this.#accepted]
    await Promise.allSettled(accepted)
    this.#closing.abort()
    await closeAll(this.#connections)
  }

  #assertOpen(op: string): void {
    if (this.#closed) throw new Fault(op, 'the log is closed')
  }
}

/** What existed when the reading began. */
async function* upTo(events: AsyncIterable<RecordedEvent>, end: Position): AsyncGenerator<RecordedEvent> {
  for await (const event of events) {
    if (event.position <= end) yield event
    if (event.position >= end) return
  }
}

async function closeAll(connections: Connections): Promise<void> {
  await Promise.all(Object.values(connections).map((connection) => connection.close()))
}
