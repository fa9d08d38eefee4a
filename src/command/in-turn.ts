/**
 * One after another, for commands whose rule looks at more streams than the one
 * they write: whether a challenge is open and a proposal handed in, whether a
 * person has a team already. The log itself refuses a race on one stream only.
 *
 * It orders the commands of this node. Several nodes on one log need the log to
 * say who was first (a stream that reserves the place).
 */
import type { EventLog } from '#src/log/event-log.ts'

/** The last in line for each key; nobody is in a line that nobody waits in. */
const lines = new WeakMap<EventLog, Map<string, Promise<void>>>()

/**
 * Runs `work` when everything that came before it under the same key is done, however it ended.
 * Not to be nested under one key: the inner would wait for the outer.
 * @returns what `work` returns
 */
export async function inTurn<T>(log: EventLog, key: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(log) ?? new Map<string, Promise<void>>()
  lines.set(log, line)
  const before = line.get(key)
  const mine = (before ?? Promise.resolve()).then(work)
  const over = mine.then(
    () => {},
    () => {}, // whoever asked hears of it; who comes next does not
  )
  line.set(key, over)
  try {
    return await mine
  } finally {
    if (line.get(key) === over) line.delete(key)
  }
}
