/** One life of a server's subscription: opened once, read until it breaks, always ended at the server too. */
import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  KurrentDBClient,
} from '@kurrent/kurrentdb-client'
import type { Position, RecordedEvent } from '../event-log.ts'
import { PAGE, PAGE_BYTES, sizeOf } from './batch.ts'
import { describe } from './failure.ts'
import type { Scope } from './scope.ts'
import { fromDriver } from './wire.ts'

/** The server, or the way to it, ended the subscription. */
export class Dropped extends Error {
  override name = 'Dropped'
}

/** Events the driver may hold ready: what a slow one costs (L9). */
const AHEAD = 128

export class Live {
  readonly #subscription: AllStreamSubscription
  readonly #scope: Scope
  #failure: Error | undefined
  #wake: () => void = () => undefined

  constructor(client: KurrentDBClient, scope: Scope, after: Position) {
    this.#scope = scope
    // Subscriptions begin strictly after the position, unlike reads.
    const fromPosition = after === 0 ? 'start' : { commit: BigInt(after), prepare: BigInt(after) }
    const options = { fromPosition, filter: scope.filter, requiresLeader: true } as const
    this.#subscription = client.subscribeToAll(options, { highWaterMark: AHEAD })
    // `caughtUp` is not listened for: the driver tells it ahead of events still in its buffer.
    this.#subscription.on('readable', () => this.#wake())
    this.#subscription.on('error', (error: Error) => this.#fail(error))
    this.#subscription.on('end', () => this.#fail(new Dropped('the server ended the subscription')))
    this.#subscription.on('close', () => this.#fail(new Dropped('the subscription was closed')))
  }

  /** What has arrived, at most a page. Throws how the subscription ended once everything before that was taken. */
  take(): RecordedEvent[] {
    const events: RecordedEvent[] = []
    let [seen, bytes] = [0, 0]
    while (events.length < PAGE && bytes < PAGE_BYTES) {
      const resolved = this.#subscription.read() as AllStreamResolvedEvent | null
      if (resolved === null) break
      seen++
      const event = fromDriver(resolved, this.#scope)
      if (!event) continue
      events.push(event)
      bytes += sizeOf(event)
    }
    if (seen === 0 && this.#failure) throw this.#failure
    return events
  }

  /** How many events lie ready. */
  get ready(): number {
    return this.#subscription.readableLength
  }

  /** Resolves true when something may have arrived or `signal` aborted, false when nothing came for `ms`. */
  waits(ms: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (arrived: boolean) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', woken)
        this.#wake = () => undefined
        resolve(arrived)
      }
      const woken = () => done(true)
      const timer = setTimeout(() => done(false), ms)
      this.#wake = woken
      signal.addEventListener('abort', woken)
      if (signal.aborted || this.#failure || this.ready > 0) woken()
    })
  }

  /** Leaving the iteration alone would keep the call open at the server (kurrentdb.md §1.6, 8). */
  async end(): Promise<void> {
    try {
      await this.#subscription.unsubscribe()
    } catch (error) {
      // It never got as far as a call; the reason has been, or will be, thrown by `take`.
      this.#fail(error instanceof Error ? error : new Dropped(describe(error)))
    }
    this.#subscription.destroy()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }
}
