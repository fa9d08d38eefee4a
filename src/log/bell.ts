/**
 * Where the log ends, and who waits for it to grow. A commit rings it; nobody polls.
 *
 * A waiter keeps a position and nothing else: what it has not read yet stays in
 * the log, so a slow subscriber costs one page of memory however far it falls behind (L9).
 */
import { Fault } from '#src/platform/fault.ts'
import type { Position, RecordedEvent } from './event-log.ts'

export class Bell {
  #head: Position
  #closed = false
  readonly #waiting = new Set<() => void>()

  constructor(head: Position) {
    this.#head = head
  }

  /** The last position known to be committed. */
  get head(): Position {
    return this.#head
  }

  /** How many subscribers wait at the end right now. */
  get waiting(): number {
    return this.#waiting.size
  }

  get closed(): boolean {
    return this.#closed
  }

  ring(head: Position): void {
    if (head <= this.#head) return
    this.#head = head
    this.#wakeAll()
  }

  /** Ends every subscription, without error. */
  close(): void {
    this.#closed = true
    this.#wakeAll()
  }

  /** Resolves true once the log has passed `after`; false when `signal` aborts or the log closes (L10). */
  async passes(after: Position, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && !this.#closed) {
      if (this.#head > after) return true
      await this.#rung(signal)
    }
    return false
  }

  #rung(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}

/**
 * Old events, then live ones, as one sequence. There is no seam between the two,
 * and so no gap or repeat (L8): both are "the page after the last position given out".
 */
export async function* follow(
  bell: Bell,
  after: Position,
  signal: AbortSignal,
  page: (after: Position) => readonly RecordedEvent[],
): AsyncGenerator<readonly RecordedEvent[]> {
  let at = after
  while (await bell.passes(at, signal)) {
    // Between the answer and this line somebody may have closed the log, and with it what `page` reads.
    if (bell.closed || signal.aborted) return
    const batch = page(at)
    const last = batch.at(-1)
    if (!last) throw new Fault('log.subscribe', `the log ends at ${bell.head} but has nothing after ${at}`)
    at = last.position
    yield batch
  }
}
