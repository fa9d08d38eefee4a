/**
 * Reads, from the leader. The driver gives them no deadline and no second try, so both are ours: a read
 * that breaks goes on after the last event it gave out, and nobody sees one twice.
 *
 * A long read is one call, not a call per page: each call costs the driver's native half up to 40 ms.
 */
import type { KurrentDBClient, ResolvedEvent } from '@kurrent/kurrentdb-client'
import { Fault } from '#src/platform/fault.ts'
import type { Position, RecordedEvent } from '../event-log.ts'
import type { Connection } from './connection.ts'
import { describe, failureOf } from './failure.ts'
import type { Scope } from './scope.ts'
import { timed } from './timed.ts'
import { pause, type Timing } from './timing.ts'
import { fromDriver } from './wire.ts'

/** Starts a call to the server, after the last event of the calls before it. */
type Open = (client: KurrentDBClient, last: RecordedEvent | undefined) => AsyncIterableIterator<ResolvedEvent>

export class Reader {
  readonly #connection: Connection
  readonly #scope: Scope
  readonly #timing: Timing
  readonly #closing: AbortSignal

  constructor(connection: Connection, scope: Scope, timing: Timing, closing: AbortSignal) {
    this.#connection = connection
    this.#scope = scope
    this.#timing = timing
    this.#closing = closing
  }

  /** A stream from `from` up to and with `to`, oldest first; nothing when nobody wrote to it. */
  async *stream(
    stream: string,
    from: number,
    to = Number.MAX_SAFE_INTEGER - 1,
  ): AsyncGenerator<RecordedEvent> {
    if (!this.#isOurs(stream)) return
    yield* this.#events((client, last) => {
      const first = last ? last.revision + 1 : from
      const options = { fromRevision: BigInt(first), maxCount: to - first + 1, requiresLeader: true }
      return first > to ? nothing() : client.readStream(this.#scope.onServer(stream), options)
    })
  }

  /** All our events strictly after `after`, in log order. */
  async *all(after: Position): AsyncGenerator<RecordedEvent> {
    const { filter } = this.#scope
    const events = this.#events((client, last) => {
      const at = last?.position ?? after
      // The server begins with the event at the position itself.
      const fromPosition = at === 0 ? 'start' : { commit: BigInt(at), prepare: BigInt(at) }
      return client.readAll({ fromPosition, filter, requiresLeader: true })
    })
    for await (const event of events) if (event.position > after) yield event
  }

  async last(stream: string): Promise<RecordedEvent | undefined> {
    if (!this.#isOurs(stream)) return undefined
    const options = {
      direction: 'backwards',
      fromRevision: 'end',
      maxCount: 1,
      requiresLeader: true,
    } as const
    return this.#first((client) => client.readStream(this.#scope.onServer(stream), options))
  }

  /** The position of our newest event, or 0. */
  async head(): Promise<Position> {
    const { filter } = this.#scope
    // Two, because the newest may be the log's own one.
    const options = {
      direction: 'backwards',
      fromPosition: 'end',
      filter,
      maxCount: 2,
      requiresLeader: true,
    } as const
    return (await this.#first((client) => client.readAll(options)))?.position ?? 0
  }

  /** The first event of the log's own stream: its id is the log's. */
  async identity(): Promise<string | undefined> {
    const options = { maxCount: 1, requiresLeader: true }
    let id: string | undefined
    await this.#tried(async (client) => {
      const reading = client.readStream(this.#scope.identity, options)
      for await (const { event } of timed(reading, this.#timing.callMs)) id = event?.id
    })
    return id
  }

  /** The first of our events in a short read, which is drained so that the server's call ends. */
  async #first(open: (client: KurrentDBClient) => AsyncIterableIterator<ResolvedEvent>) {
    let first: RecordedEvent | undefined
    await this.#tried(async (client) => {
      first = undefined
      for await (const resolved of timed(open(client), this.#timing.callMs)) {
        first ??= fromDriver(resolved, this.#scope)
      }
    })
    return first
  }

  async *#events(open: Open): AsyncGenerator<RecordedEvent> {
    let last: RecordedEvent | undefined
    for (let failures = 0; ; ) {
      this.#assertOpen()
      const { client } = this.#connection
      try {
        for await (const resolved of timed(open(client, last), this.#timing.callMs)) {
          const event = fromDriver(resolved, this.#scope)
          if (!event || (last && event.position <= last.position)) continue
          this.#assertOpen()
          failures = 0
          last = event
          yield event
        }
        return this.#connection.succeeded()
      } catch (error) {
        if (await this.#isEmpty(client, error, ++failures)) return
      }
    }
  }

  /** Runs a short read until it succeeds, a limited number of times. */
  async #tried(read: (client: KurrentDBClient) => Promise<void>): Promise<void> {
    for (let failures = 1; ; failures++) {
      this.#assertOpen()
      const { client } = this.#connection
      try {
        await read(client)
        return this.#connection.succeeded()
      } catch (error) {
        if (await this.#isEmpty(client, error, failures)) return
      }
    }
  }

  /** True when `error` only says that there is nothing to read; false, after a pause, when it is worth another try. */
  async #isEmpty(client: KurrentDBClient, error: unknown, failures: number): Promise<boolean> {
    if (error instanceof Fault) throw error
    if (failureOf(error) === 'missing') {
      this.#connection.succeeded()
      return true
    }
    this.#connection.failed(client, error)
    if (failureOf(error) === 'refused') {
      throw new Fault('log.read', `KurrentDB refuses to be read (${describe(error)})`, error)
    }
    if (failures >= this.#timing.readTries) {
      const tries = `${failures} tries, the last: ${describe(error)}`
      throw new Fault('log.read', `KurrentDB cannot be read (${tries}); is it up and reachable?`, error)
    }
    await pause(this.#timing, failures, this.#closing)
    return false
  }

  /** Nobody can have written to another stream through us, so it is empty (L6). */
  #isOurs(stream: string): boolean {
    return this.#scope.ours(this.#scope.onServer(stream)) !== undefined
  }

  #assertOpen(): void {
    if (this.#closing.aborted) throw new Fault('log.read', 'the log is closed')
  }
}

async function* nothing(): AsyncGenerator<ResolvedEvent> {}
