/**
 * Follows the log for one process: on an event, it issues commands.
 *
 * INVARIANTS. At least once: the checkpoint is kept beside the read models and
 * may fall behind or be lost with them, never run ahead. So each command has an
 * id that follows from the process, the event and the step; the stream it goes
 * to recognises a repeat, on this node or another. A step that fails is tried
 * again for ever, further and further apart, and each failure is reported; what
 * comes later waits, since it may build on it. A refusal is an answer: it is
 * reported and passed.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { streamParts } from '#events/define.ts'
import { upcast } from '#events/upcast.ts'
import type { Asking } from '#src/command/handle.ts'
import { type RefusalCode, Refused } from '#src/command/refused.ts'
import type { Hub } from '#src/http/env.ts'
import type { Position, RecordedEvent } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { derivedId } from '#src/platform/ids.ts'
import type { Database } from '#src/platform/sqlite.ts'
import type { Seen } from '#src/projector/projection.ts'

/** First and longest pause before a failed step is tried again, ms. */
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 30_000

/** Events that concern no process are passed this often before the checkpoint is written for them alone. */
const CHECKPOINT_EVERY = 1_000

/** Refusals that pass by themselves. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['busy', 'behind-log', 'not-ready'])

/** One command, or a few that make sense only together. */
export type Step = (asking: Asking) => Promise<unknown>

type AnyEvent = { type: string; data: unknown }

/** What a process does: event type → the steps it takes. */
export type Process<E extends AnyEvent> = {
  /** Names its checkpoint, and signs its commands as `system:<name>`. */
  name: string
  on: { [T in E['type']]?: (event: Seen<Extract<E, { type: T }>>, id: string) => readonly Step[] }
}

export type Running = AsyncDisposable & {
  /** Resolves once everything up to `position` was handled. */
  reached(position: Position): Promise<void>
}

type Parts = Pick<Hub, 'log' | 'logger' | 'now'>

/** Starts a process where it left off. */
export function runProcess<E extends AnyEvent>(
  { log, logger, now }: Parts,
  db: Database,
  { name, on }: Process<E>,
): Running {
  const reactions = on as Record<string, ((event: never, id: string) => readonly Step[]) | undefined>
  const checkpoint = openCheckpoint(db, name, log.logId)
  const stop = new AbortController()
  const waiting = new Set<{ position: Position; done: () => void }>()
  let position = checkpoint.get()
  let saved = position

  async function react(event: RecordedEvent): Promise<void> {
    const reaction = reactions[event.type]
    if (!reaction) return
    const { id } = streamParts(event.stream)
    const newest = { ...event, data: upcast(event.type, event.v, event.data) }
    for (const [index, step] of reaction(newest as never, id).entries()) {
      // What follows from something that happened earlier happened with it.
      const { cause, correlation = cause, occurredAt } = event.meta
      const by = `system:${name}`
      await insist(event, () =>
        step({ by, at: now(), cause: derivedId(name, event.id, index), correlation, occurredAt }),
      )
    }
    if (!stop.signal.aborted) save(event.position)
  }

  /** Runs a step until it is answered, or the hub closes. */
  async function insist(event: RecordedEvent, step: () => Promise<unknown>): Promise<void> {
    const about = { process: name, stream: event.stream, revision: event.revision, type: event.type }
    for (let attempt = 0; !stop.signal.aborted; attempt++) {
      try {
        await step()
        return
      } catch (error) {
        if (error instanceof Refused && !PASSING.has(error.code)) {
          logger.warn({ ...about, code: error.code }, 'a process was refused; it goes on')
          return
        }
        const hint = error instanceof Fault ? error.hint : undefined
        logger.error({ ...about, err: error, hint, attempt }, 'a process failed; it tries again')
        await resting(attempt, stop.signal)
      }
    }
  }

  async function follow(): Promise<void> {
    for await (const batch of log.subscribe(position, stop.signal)) {
      for (const event of batch) {
        await react(event)
        // What was cut short by closing is not done; it is begun again at the next start.
        if (stop.signal.aborted) return
        position = event.position
      }
      if (position - saved >= CHECKPOINT_EVERY) save(position)
      for (const waiter of waiting) if (waiter.position <= position) waiter.done()
    }
  }

  async function keepFollowing(): Promise<void> {
    for (let attempt = 0; !stop.signal.aborted; attempt++) {
      try {
        await follow()
      } catch (error) {
        if (stop.signal.aborted) return
        logger.error({ process: name, err: error, attempt }, 'a process lost the log; it tries again')
      }
      await resting(attempt, stop.signal)
    }
  }

  function save(at: Position) {
    checkpoint.set(at)
    saved = at
  }

  const following = keepFollowing()
  return {
    reached(wanted) {
      if (wanted <= position) return Promise.resolve()
      return new Promise((resolve) => {
        const waiter = {
          position: wanted,
          done: () => {
            waiting.delete(waiter)
            resolve()
          },
        }
        waiting.add(waiter)
      })
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await following
      for (const waiter of waiting) waiter.done()
    },
  }
}

/** Ends early, without error, when `signal` aborts. */
async function resting(attempt: number, signal: AbortSignal): Promise<void> {
  const ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 20))
  await pause(ms, undefined, { signal, ref: false }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}

/** A row of its own in the database of the read models; another log's checkpoint is none. */
function openCheckpoint(db: Database, name: string, logId: string) {
  db.exec(`CREATE TABLE IF NOT EXISTS process_checkpoint (
    name TEXT PRIMARY KEY, log_id TEXT NOT NULL, position INTEGER NOT NULL) STRICT`)
  const select = db.prepare('SELECT position FROM process_checkpoint WHERE name = ? AND log_id = ?').pluck()
  const upsert = db.prepare(`INSERT INTO process_checkpoint VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET log_id = excluded.log_id, position = excluded.position`)
  return {
    get: () => (select.get(name, logId) as Position | undefined) ?? 0,
    set: (position: Position) => void upsert.run(name, logId, position),
  }
}
