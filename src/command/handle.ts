/**
 * Load → decide → append, for every command there is.
 *
 * INVARIANTS. A command names an exact revision. The ids of its events follow
 * from who asked, the command, the stream and the revision it was decided at, so that a
 * retry with an unknown outcome is recognised by the log and a re-decision is
 * not. A command id that already stands in the stream is answered with what it
 * did the first time; without that, a lost response would act twice.
 */

import type { z } from 'zod'
import type { Category, EventOf } from '#events/define.ts'
import { upcast } from '#events/upcast.ts'
import { type EventLog, type NewEvent, type Position, VersionConflict } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { derivedId } from '#src/platform/ids.ts'
import type { Decider } from './decider.ts'
import { Refused } from './refused.ts'

/** Who asks, when, and with what belief about the stream. */
export type Asking = {
  /** A person's id, or `system:<process>`. */
  by: string
  /** Now, ISO 8601 in UTC. */
  at: string
  /** The command's id; the same id acts at most once on a stream. */
  cause: string
  correlation?: string | undefined
  /** A hash of the request's body, to tell a retry from another use of the same key. */
  body?: string | undefined
  /** From If-Match: decide at this revision or not at all. */
  ifRevision?: number | undefined
  /** When it happened, if not now. */
  occurredAt?: string | undefined
}

/** Where the stream stands after the command, and the last position it wrote (0 when it wrote nothing). */
export type Done = { id: string; revision: number; position: Position; events: number }

/** How often a lost race is decided again before the asker hears of it (architecture.md §5). */
const MAX_RACES = 5

type AnyCategory = Category<string, Record<string, z.ZodType>>
type AnyEvent = { type: string; data: unknown }

/**
 * Runs `command` on the stream of `id`.
 * @returns the stream's revision afterwards
 * @throws {@link Refused} when a rule says no, `stale` on a wrong If-Match, `busy` after {@link MAX_RACES} lost races
 */
export async function handle<State, Command, C extends AnyCategory>(
  log: EventLog,
  category: C,
  decider: Decider<State, Command, EventOf<C>>,
  id: string,
  command: Command,
  asking: Asking,
): Promise<Done> {
  const stream = category.stream(id)
  for (let race = 0; race < MAX_RACES; race++) {
    const loaded = await load(log, category, decider, id, asking.cause)
    if (loaded.first) return answered(id, loaded.first, asking)
    if (asking.ifRevision !== undefined && asking.ifRevision !== loaded.revision)
      throw new Refused('stale', { revision: loaded.revision })
    const decided = decider.decide(command, loaded.state) as readonly AnyEvent[]
    if (decided.length === 0) return { id, revision: loaded.revision, position: 0, events: 0 }
    const events = toNewEvents(category, stream, decided, asking, loaded.revision)
    try {
      const { revision, position } = await log.append(
        stream,
        events,
        loaded.revision < 0 ? 'new' : loaded.revision,
      )
      return { id, revision, position, events: events.length }
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error
    }
  }
  throw new Refused('busy')
}

/**
 * Folds the stream of `id`. A stream nobody wrote to is at revision -1 in its initial state.
 * @returns `first`, if a command with the id `cause` already wrote to it: what it wrote last
 */
export async function load<State, C extends AnyCategory>(
  log: EventLog,
  category: C,
  decider: Pick<Decider<State, never, EventOf<C>>, 'evolve' | 'initialState'>,
  id: string,
  cause?: string,
): Promise<{ state: State; revision: number; position: Position; first?: First }> {
  let state = decider.initialState()
  let revision = -1
  let position = 0
  let first: First | undefined
  for await (const event of log.readStream(category.stream(id))) {
    revision = event.revision
    position = event.position
    if (cause && event.meta.cause === cause) {
      first = { revision, position, body: event.meta.body, events: (first?.events ?? 0) + 1 }
    }
    const { type } = event
    const data = event.v < category.version(type) ? upcast(type, event.v, event.data) : event.data
    state = decider.evolve(state, { type, data } as EventOf<C>)
  }
  return first ? { state, revision, position, first } : { state, revision, position }
}

type First = { revision: number; position: Position; body: string | undefined; events: number }

function answered(id: string, first: First, asking: Asking): Done {
  if (first.body !== asking.body) throw new Refused('idempotency-mismatch')
  return { id, revision: first.revision, position: first.position, events: first.events }
}

function toNewEvents(
  category: AnyCategory,
  stream: string,
  decided: readonly AnyEvent[],
  asking: Asking,
  revision: number,
): NewEvent[] {
  const { by, at, cause, correlation, body, occurredAt } = asking
  return decided.map(({ type, data }, index) => ({
    // The stream is part of it: one command may write to several, and an id names one event of the whole log.
    id: derivedId(by, cause, stream, revision, index),
    type,
    v: category.version(type),
    data: checked(category, type, data),
    meta: {
      by,
      at,
      cause,
      ...(correlation && { correlation }),
      ...(body && { body }),
      ...(occurredAt && { occurredAt }),
    },
  }))
}

/** Edges validate what people send; a shape that fails here is our own mistake. */
function checked(category: AnyCategory, type: string, data: unknown): NewEvent['data'] {
  const shape = category.shapes[type]
  if (!shape) throw new Fault('event.shape', `${category.name} has no event ${type}`)
  const parsed = shape.safeParse(data)
  if (!parsed.success) throw new Fault('event.shape', `${type} is not in its shape: ${parsed.error.message}`)
  return parsed.data as NewEvent['data']
}
