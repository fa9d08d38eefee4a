/**
 * A subscription that outlives the server's. It is opened again for ever, with growing pauses, from the
 * last event that was given out and worked through: `at` moves when the caller asks for the next batch.
 *
 * THE WATCHDOG. Subscriptions have died without a word (reliability.md §1.1). When nothing comes for a
 * while the log's end is looked up on the other connection; if it lies ahead, and still nothing has come
 * when the next while is over, the subscription is given up and opened again.
 */
import { setImmediate } from 'node:timers/promises'
import { Fault } from '#src/platform/fault.ts'
import type { Position, RecordedEvent } from '../event-log.ts'
import type { Connection } from './connection.ts'
import { describe, failureOf } from './failure.ts'
import { Dropped, Live } from './live.ts'
import type { Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { pause, type Timing } from './timing.ts'

export type Source = {
  connection: Connection
  reader: Reader
  scope: Scope
  timing: Timing
  /** Told of every end that was not asked for (L13). */
  onTrouble: (what: string, error: unknown) => void
}

/** Batches after `after`, for ever, until `signal` aborts. @throws `Fault('log.read')` for events that are not ours */
export async function* followServer(
  source: Source,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  let at = after
  let failures = 0
  while (!signal.aborted) {
    const { client } = source.connection
    const live = new Live(client, source.scope, at)
    try {
      for (;;) {
        const batch = await next(source, live, at, signal)
        if (signal.aborted) return
        failures = 0
        source.connection.succeeded()
        yield batch
        at = batch.at(-1)?.position ?? at
      }
    } catch (error) {
      if (error instanceof Fault) throw error
      failures++
      source.connection.failed(client, error)
      source.onTrouble(`the subscription after ${at} ended (${describe(error)}); opening it again`, error)
      if (failureOf(error) === 'refused') {
        source.onTrouble('KurrentDB refuses the subscription; reading $all needs an admin or an ACL', error)
      }
    } finally {
      // Not waited for: against a server that is gone it may take long, and an abort must not (L10).
      void live.end()
    }
    await pause(source.timing, failures, signal)
  }
}

/** The next events after `at`; empty only when `signal` aborted. */
async function next(source: Source, live: Live, at: Position, signal: AbortSignal): Promise<RecordedEvent[]> {
  let missing = false
  while (!signal.aborted) {
    const batch = live.take().filter(({ position }) => position > at)
    if (batch.length > 0) return inOrder(batch)
    if (await live.waits(source.timing.watchdogMs, signal)) {
      await gathered(live)
      continue
    }
    if (missing)
      throw new Dropped(`nothing came for ${source.timing.watchdogMs} ms though the log has moved on`)
    missing = await isAhead(source, at)
  }
  return []
}

/** The driver hands over one event at a time; those that come right behind it make one batch with it. */
async function gathered(live: Live): Promise<void> {
  for (let before = -1; live.ready > before; ) {
    before = live.ready
    await setImmediate()
  }
}

/** Does the log hold events after `at`? A failed look is no proof; reads have their own health. */
async function isAhead(source: Source, at: Position): Promise<boolean> {
  try {
    return (await source.reader.head()) > at
  } catch (error) {
    source.onTrouble('the watchdog could not look up the end of the log', error)
    return false
  }
}

/** Positions ascend (L7). A server that breaks this would make every read model wrong, without a word. */
function inOrder(batch: RecordedEvent[]): RecordedEvent[] {
  const wrong = batch.find(({ position }, i) => position <= (batch[i - 1]?.position ?? -1))
  if (!wrong) return batch
  throw new Dropped(`${wrong.stream}@${wrong.revision} came out of order`)
}
