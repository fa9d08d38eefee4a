/** Two logs read side by side. */
import { isDeepStrictEqual } from 'node:util'
import type { EventLog, Position, RecordedEvent } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'

/** What a copy keeps. Positions are each log's own (L7). */
const KEPT = ['stream', 'revision', 'id', 'type', 'v', 'data', 'meta'] as const

/** How far two logs are the same. */
export type Alike = {
  /** Events that both hold, from the first on. */
  events: number
  /** The position of the last of them in the first log; 0 when there is none. */
  after: Position
}

/**
 * Compares `to` with `from`, event by event, until `to` ends.
 * @param end - the last position of `from` that counts; what was written later does not
 * @param onEvent - told the position in `from` of each event that both hold
 * @throws Fault `log.copy` naming the first event of `to` that `from` has otherwise, or not at all
 */
export async function alongside(
  from: EventLog,
  to: EventLog,
  end: Position,
  onEvent: (position: Position) => void,
): Promise<Alike> {
  const alike: Alike = { events: 0, after: 0 }
  const ours = eventsOf(from, end)
  try {
    for await (const copy of eventsOf(to, await to.head())) {
      const { value: original } = await ours.next()
      const field = original && KEPT.find((name) => !isDeepStrictEqual(original[name], copy[name]))
      if (!original || field) throw differs(alike.events + 1, copy, original || undefined, field)
      alike.events++
      alike.after = original.position
      onEvent(original.position)
    }
  } finally {
    await ours.return(undefined)
  }
  return alike
}

/** Every event up to and with position `end`. */
async function* eventsOf(log: EventLog, end: Position): AsyncGenerator<RecordedEvent, undefined> {
  for await (const batch of log.readAll(0)) {
    for (const event of batch) {
      if (event.position > end) return
      yield event
    }
  }
}

function differs(place: number, copy: RecordedEvent, original: RecordedEvent | undefined, field = ''): Fault {
  const found = `TO holds something else: its event ${place} is ${nameOf(copy)}, where FROM has`
  const wanted = original ? nameOf(original) : 'none'
  const how = original && nameOf(original) === nameOf(copy) ? `, with another ${field}` : ''
  return new Fault('log.copy', `${found} ${wanted}${how}; nothing there was changed. Copy into an empty log`)
}

const nameOf = ({ stream, revision, type }: RecordedEvent) => `${type} (${stream} at revision ${revision})`
