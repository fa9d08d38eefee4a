/** One of the driver's clients, replaced when it hangs, with a record of how its calls fare. */
import type { KurrentDBClient } from '@kurrent/kurrentdb-client'
import { describe, wantsNewClient, within } from './failure.ts'

/** How one kind of call fares. Two connections are in use: that appends work says nothing about reads. */
export type Side = {
  /** Did the newest call get through? A conflict or a missing stream did. */
  ok: boolean
  /** Failed calls since the last one that got through. */
  failures: number
  /** The newest failure, while it lasts. */
  error?: string
}

const CLOSE_MS = 1_000

/**
 * Failures in a row until a client is replaced whatever its errors say: the reading half of the driver
 * stays unavailable for good when the server refused its list of features on the first connection (measured).
 */
const PATIENCE = 2

export class Connection {
  readonly #open: () => KurrentDBClient
  #client: KurrentDBClient
  #side: Side = { ok: true, failures: 0 }

  constructor(open: () => KurrentDBClient) {
    this.#open = open
    this.#client = open()
  }

  get client(): KurrentDBClient {
    return this.#client
  }

  get side(): Readonly<Side> {
    return this.#side
  }

  succeeded(): void {
    if (!this.#side.ok) this.#side = { ok: true, failures: 0 }
  }

  /** Note a failure of `client`; the next call gets a new client when this one cannot be trusted. */
  failed(client: KurrentDBClient, error: unknown): void {
    this.#side = { ok: false, failures: this.#side.failures + 1, error: describe(error) }
    // The old one is only let go of: disposing of it would silence the other subscriptions it carries.
    const spent = wantsNewClient(error) || this.#side.failures % PATIENCE === 0
    if (client === this.#client && spent) this.#client = this.#open()
  }

  async close(): Promise<void> {
    // A client whose server is gone may never finish; nobody waits for it longer than this.
    await within(CLOSE_MS, this.#client.dispose()).catch(() => undefined)
  }
}
