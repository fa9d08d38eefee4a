/** A log on a double of its own, impatient enough for tests of what goes wrong. */
import { KurrentDbEventLog, type KurrentLogOptions } from '#src/log/kurrent/event-log.ts'
import type { Timing } from '#src/log/kurrent/timing.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'

export const QUICK: Timing = {
  callMs: 400,
  appendTries: 4,
  readTries: 5,
  pauseMs: 5,
  maxPauseMs: 50,
  watchdogMs: 150,
}

export type Held = AsyncDisposable & { double: KurrentDouble; log: KurrentDbEventLog; troubles: string[] }

/** Open a log on a fresh double, or on `double`; closing closes both. */
export async function withDouble(options: KurrentLogOptions = {}, double?: KurrentDouble): Promise<Held> {
  const server = double ?? (await KurrentDouble.start())
  const troubles: string[] = []
  const log = await KurrentDbEventLog.open(server.url(), {
    timing: QUICK,
    onTrouble: (what) => troubles.push(what),
    ...options,
  })
  return {
    double: server,
    log,
    troubles,
    async [Symbol.asyncDispose]() {
      await log[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
