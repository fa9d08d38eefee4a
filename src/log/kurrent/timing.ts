/** How long the engine waits for a server, and how often it asks again. */
import { setTimeout as sleep } from 'node:timers/promises'

export type Timing = {
  /** Limit on one answer: an append, or the next events of a read. */
  callMs: number
  /** How often one append is sent, first try included (reliability.md §1.2). */
  appendTries: number
  /** How often one page is asked for. */
  readTries: number
  /** The first pause between tries; it doubles up to `maxPauseMs`. */
  pauseMs: number
  maxPauseMs: number
  /** A subscription that gives nothing for this long is compared with the log's end. */
  watchdogMs: number
}

export const TIMING: Timing = {
  callMs: 5_000,
  appendTries: 4,
  readTries: 5,
  pauseMs: 100,
  maxPauseMs: 5_000,
  watchdogMs: 15_000,
}

/** Waits before try `failures + 1`, half of it at random, so that nodes do not come back in step. Ends early on abort. */
export async function pause(timing: Timing, failures: number, signal?: AbortSignal): Promise<void> {
  const full = Math.min(timing.maxPauseMs, timing.pauseMs * 2 ** Math.max(0, failures - 1))
  const ms = full / 2 + Math.random() * (full / 2)
  try {
    await sleep(ms, undefined, signal ? { signal } : {})
  } catch (error) {
    if (!signal?.aborted) throw error
  }
}
