/**
 * Follows the log and keeps the read models: one subscription, one transaction
 * for each batch, each read model's checkpoint in that same transaction.
 *
 * Every read model has its own checkpoint; the subscription starts at the
 * lowest and each handler is given only what lies after its own. So a new or
 * raised version replays beside the others with no second mechanism.
 */
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { streamParts } from '#events/define.ts'
import { categories } from '#events/index.ts'
import { upcast } from '#events/upcast.ts'
import { Refused } from '#src/command/refused.ts'
import type { EventLog, Position, RecordedEvent } from '#src/log/event-log.ts'
import type { Database } from '#src/platform/sqlite.ts'
import { type ChangeHub, changeHub } from './changes.ts'
import { type Checkpoints, openCheckpoints } from './checkpoints.ts'
import type { AnyProjection, Topics, Views } from './projection.ts'

/** How long a reader waits for its own write before it is told to come back (architecture.md §6). */
const REACH_TIMEOUT_MS = 2_000

export type Parked = { projection: string; stream: string; position: Position; reason: string }
export type Progress = { at: Position; head: Position }

export type Projector = AsyncDisposable & {
  readonly views: Views
  readonly changes: ChangeHub
  /** The last position whose rows are committed. */
  readonly position: Position
  /** Streams that a read model gave up on. */
  readonly parked: readonly Parked[]
  /** The permission projection that broke, if one did: nothing may be granted any more. */
  readonly denied: string | undefined
  /**
   * Resolves once everything up to `position` is in the read models.
   * @throws {@link Refused} `behind-log` after {@link REACH_TIMEOUT_MS}, `not-ready` when rights cannot be told
   */
  reached(position: Position, timeout?: number): Promise<void>
  /** Reads to the log's present end, telling how far it is; then follows. */
  start(onProgress?: (progress: Progress) => void): Promise<void>
}

type Running = {
  definition: AnyProjection
  handlers: Record<string, ((event: never, id: string) => Topics) | undefined>
  checkpoint: Position
}

/** Newest version of each event type, to know which data is old. */
const versionOf = new Map(
  categories.flatMap((category) =>
    Object.keys(category.shapes).map((type) => [type, category.version(type)] as const),
  ),
)

/**
 * Opens the read models in `db` (dropping those that belong to another log or version).
 * @param onError - told of each fault, once
 */
export function openProjector(
  db: Database,
  log: EventLog,
  projections: readonly AnyProjection[],
  onError: (error: unknown, what: string) => void,
): Projector {
  const checkpoints: Checkpoints = openCheckpoints(db, log.logId, projections)
  const views: Views = drizzle({ client: db })
  const running: Running[] = projections.map((definition) => ({
    definition,
    handlers: definition.prepare(views),
    checkpoint: checkpoints.get(definition.name),
  }))
  const parked: Parked[] = checkpoints.parked()
  const parkedKeys = new Set(parked.map(({ projection, stream }) => `${projection} ${stream}`))
  const changes = changeHub((error) => onError(error, 'a listener to changes'))
  const stop = new AbortController()
  let position = lowest(running)
  let denied: string | undefined
  let following: Promise<void> | undefined
  const waiting = new Set<{ position: Position; done: () => void }>()

  const apply = db.transaction((batch: readonly RecordedEvent[]) => {
    const topics = new Set<string>()
    for (const event of batch) {
      const seen = newest(event)
      const { id } = streamParts(event.stream)
      for (const one of running) {
        if (event.position <= one.checkpoint) continue
        const handler = one.handlers[event.type]
        if (!handler || parkedKeys.has(`${one.definition.name} ${event.stream}`)) continue
        for (const topic of run(one, handler, seen, id)) topics.add(topic)
      }
    }
    const last = batch[batch.length - 1]
    if (last)
      for (const one of running)
        if (last.position > one.checkpoint) checkpoints.set(one.definition.name, last.position)
    return topics
  })

  /** A handler's failure undoes only what that handler did (PR5). */
  function run(
    one: Running,
    handler: (event: never, id: string) => Topics,
    event: RecordedEvent,
    id: string,
  ): readonly string[] {
    db.exec('SAVEPOINT handler')
    try {
      const touched = handler(event as never, id)
      db.exec('RELEASE handler')
      return touched === undefined ? [] : typeof touched === 'string' ? [touched] : touched
    } catch (error) {
      db.exec('ROLLBACK TO handler; RELEASE handler')
      const { name, permission } = one.definition
      onError(error, `${name} at ${event.stream}@${event.revision} (${event.type})`)
      if (permission) {
        denied = name
        throw error
      }
      const entry = {
        projection: name,
        stream: event.stream,
        position: event.position,
        reason: String(error),
      }
      parkedKeys.add(`${name} ${event.stream}`)
      parked.push(entry)
      checkpoints.park(entry)
      return []
    }
  }

  function take(batch: readonly RecordedEvent[]) {
    const last = batch[batch.length - 1]
    if (!last) return
    const topics = apply.immediate(batch)
    for (const one of running) one.checkpoint = Math.max(one.checkpoint, last.position)
    position = last.position
    for (const waiter of waiting) if (waiter.position <= position) waiter.done()
    if (topics.size > 0) changes.tell({ position, topics })
  }

  async function follow() {
    for await (const batch of log.subscribe(position, stop.signal)) take(batch)
  }

  return {
    views,
    changes,
    parked,
    get position() {
      return position
    },
    get denied() {
      return denied
    },
    reached(wanted, timeout = REACH_TIMEOUT_MS) {
      if (denied) return Promise.reject(new Refused('not-ready', { projection: denied }))
      if (wanted <= position) return Promise.resolve()
      return new Promise((resolve, reject) => {
        const leave = (settle: () => void) => () => {
          clearTimeout(timer)
          waiting.delete(waiter)
          settle()
        }
        const waiter = { position: wanted, done: leave(resolve) }
        const timer = setTimeout(
          leave(() => reject(new Refused('behind-log', { position: wanted, at: position }))),
          timeout,
        )
        waiting.add(waiter)
      })
    },
    async start(onProgress) {
      const head = await log.head()
      for await (const batch of log.readAll(position)) {
        take(batch)
        onProgress?.({ at: position, head })
        // Room for requests between batches: a long replay must not silence the hub.
        await new Promise(setImmediate)
      }
      following = follow().catch((error: unknown) => {
        if (stop.signal.aborted) return
        denied ??= 'projector'
        onError(error, 'the projector stopped')
      })
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await following
    },
  }
}

const lowest = (running: readonly Running[]) => Math.min(...running.map(({ checkpoint }) => checkpoint))

function newest(event: RecordedEvent): RecordedEvent {
  const version = versionOf.get(event.type)
  if (version === undefined || event.v >= version) return event
  return { ...event, data: upcast(event.type, event.v, event.data) }
}
