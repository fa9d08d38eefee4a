/**
 * A log copied into another one, of whatever engine, through the port.
 *
 * INVARIANTS. Events are appended in the log's order, each at its own revision and under its own id, so what
 * TO holds is always the beginning of FROM: a copy that was broken off is found as far as it came and goes on
 * from there, and one that is whole is only compared. What is sealed is copied sealed.
 */
import { type EventLog, MAX_APPEND_BYTES, type RecordedEvent, VersionConflict } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { alongside } from './log-compare.ts'
import type { Progress } from './wire.ts'

export type CopyReport = {
  /** Events in both logs now. */
  events: number
  /** Events that TO held already. */
  found: number
  copied: number
  from: { logId: string }
  to: { logId: string }
  /** True when FROM was written to meanwhile: a second run takes that over too. */
  grown: boolean
}

export type CopyOptions = {
  /** Positions of FROM, first while copying and then while both are read again. */
  onProgress: (phase: 'copy' | 'compare', progress: Progress) => void
  signal?: AbortSignal
  /** TO commits appends in the order they were called in, so a batch of them may wait for one another. */
  inOrder?: boolean
  /** Events read at a time. */
  batch?: number
}

/**
 * Copies `from` into `to`, then reads both side by side.
 * @throws Fault `log.copy` when they are one log, TO holds anything else, or the copy is not what FROM has
 */
export async function copyLog(from: EventLog, to: EventLog, options: CopyOptions): Promise<CopyReport> {
  const { onProgress, signal, inOrder = false, batch = 1_000 } = options
  if (from.logId === to.logId)
    throw new Fault('log.copy', 'FROM and TO are the same log; name an empty one to copy into')
  const end = await from.head()
  const tell = (phase: 'copy' | 'compare') => (done: number) => onProgress(phase, { done, total: end })
  const copying = tell('copy')

  const { events: found, after } = await alongside(from, to, end, copying)
  let copied = 0
  if (after < end) {
    for await (const read of from.readAll(after, batch)) {
      if (signal?.aborted) throw brokenOff(found + copied)
      const events = read.filter(({ position }) => position <= end)
      const last = events.at(-1)
      if (!last) break
      const runs = runsOf(events)
      if (inOrder) await Promise.all(runs.map((run) => append(to, run)))
      else for (const run of runs) await append(to, run)
      copied += events.length
      copying(last.position)
    }
    await compareAll(from, to, end, found + copied, tell('compare'))
  }
  return {
    events: found + copied,
    found,
    copied,
    from: { logId: from.logId },
    to: { logId: to.logId },
    grown: (await from.head()) > end,
  }
}

async function compareAll(
  from: EventLog,
  to: EventLog,
  end: number,
  wanted: number,
  onEvent: (position: number) => void,
): Promise<void> {
  const { events } = await alongside(from, to, end, onEvent)
  if (events === wanted) return
  throw new Fault('log.copy', `TO gives back ${events} of the ${wanted} events; run the copy again`)
}

/** Neighbours in the log that are of one stream, as much of them as one append may hold. */
function runsOf(events: readonly RecordedEvent[]): RecordedEvent[][] {
  const runs: RecordedEvent[][] = []
  let run: RecordedEvent[] = []
  let bytes = 0
  for (const event of events) {
    const size = sizeOf(event)
    const last = run.at(-1)
    const follows = last?.stream === event.stream && last.revision + 1 === event.revision
    if (!follows || bytes + size > MAX_APPEND_BYTES) {
      run = []
      bytes = 0
      runs.push(run)
    }
    run.push(event)
    bytes += size
  }
  return runs
}

/** As the log itself weighs an append (L15). */
function sizeOf({ data, meta }: RecordedEvent): number {
  const bytes = data instanceof Uint8Array ? data.length : Buffer.byteLength(JSON.stringify(data))
  return bytes + Buffer.byteLength(JSON.stringify(meta))
}

async function append(to: EventLog, run: readonly RecordedEvent[]): Promise<void> {
  const [first] = run
  if (!first) return
  const { stream, revision } = first
  const events = run.map(({ id, type, v, data, meta }) => ({ id, type, v, data, meta }))
  try {
    await to.append(stream, events, revision === 0 ? 'new' : revision - 1)
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error
    const why = `revision ${revision} of ${stream} cannot follow revision ${error.actual}, where TO is`
    const mend = 'verify FROM (log verify), and let nobody else write to TO'
    throw new Fault('log.copy', `${why}; ${mend}`, error)
  }
}

const brokenOff = (events: number) =>
  new Fault('log.copy', `broken off after ${events} events; run the command again, it goes on from there`)
