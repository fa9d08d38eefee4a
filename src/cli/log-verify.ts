/**
 * A whole log read once and held to the log's rules and to the events' shapes.
 *
 * It sees what breaks a rule: a gap, an id twice, data that is in no shape, a sealed payload that its key does
 * not open. What keeps to every rule it cannot see: another letter in a title, a stream whose end is lost.
 */
import { z } from 'zod'
import { type Category, streamParts } from '#events/define.ts'
import { categories } from '#events/index.ts'
import { upcast } from '#events/upcast.ts'
import type { KeyStore } from '#src/keys/key-store.ts'
import { openedEvent } from '#src/keys/sealed-log.ts'
import type { EventLog, Position, RecordedEvent } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import type { Progress } from './wire.ts'

/** The first event that breaks a rule; without a place when it could not even be read. */
export type Wrong = { position?: Position; stream?: string; revision?: number; why: string }

export type VerifyReport = {
  logId: string
  /** Events that are right: all of them, or those before the wrong one. */
  events: number
  streams: number
  head: Position
  categories: Record<string, number>
  /** Sealed payloads: opened and checked, or left sealed because there is no key here. */
  personal: { opened: number; sealed: number }
  wrong?: Wrong
}

const CATEGORIES = new Map(categories.map((category) => [category.name, category]))
const sealedShape = z.strictObject({ sealed: z.base64().min(40) })
const metaShape = z
  .object({ by: z.string(), at: z.string(), cause: z.string() })
  .catchall(z.string().optional())

/**
 * Verifies the raw log, whose personal payloads are sealed. Its ids and streams are held in memory: about
 * 100 bytes an event.
 * @param keys - opens personal payloads; without them it is only checked that they are sealed
 * @throws Fault when the log cannot be read at all
 */
export async function verifyLog(
  log: EventLog,
  keys: KeyStore | undefined,
  onProgress: (progress: Progress) => void,
): Promise<VerifyReport> {
  const head = await log.head()
  const report: VerifyReport = {
    logId: log.logId,
    events: 0,
    streams: 0,
    head,
    categories: {},
    personal: { opened: 0, sealed: 0 },
  }
  const order = orderOf()
  try {
    for await (const event of eventsOf(log)) {
      const why = order.complaint(event) ?? shapeComplaint(event, keys, report.personal)
      if (why !== undefined) {
        const { position, stream, revision } = event
        report.wrong = { position, stream, revision, why }
        break
      }
      const { category } = streamParts(event.stream)
      report.categories[category] = (report.categories[category] ?? 0) + 1
      report.events++
      onProgress({ done: event.position, total: head })
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    report.wrong = { why: error.message }
  }
  report.streams = order.streams()
  return report
}

/** What holds between events: positions ascend, revisions have no gaps, ids are given once. */
function orderOf() {
  const next = new Map<string, number>()
  const ids = new Set<string>()
  let before = 0
  return {
    streams: () => next.size,
    complaint({ position, stream, revision, id }: RecordedEvent): string | undefined {
      if (!(position > before)) return `its position does not follow ${before}`
      const wanted = next.get(stream) ?? 0
      if (revision !== wanted) return `revision ${wanted} of the stream was to come here`
      if (ids.has(id)) return `its id ${id} was given to an earlier event`
      before = position
      next.set(stream, wanted + 1)
      ids.add(id)
      return undefined
    },
  }
}

function shapeComplaint(
  event: RecordedEvent,
  keys: KeyStore | undefined,
  personal: VerifyReport['personal'],
): string | undefined {
  const { stream, type, v, data, meta } = event
  const category = CATEGORIES.get(streamParts(stream).category)
  if (!category) return 'its stream is of no category that this version knows'
  if (!Object.hasOwn(category.shapes, type)) return `${category.name} has no event ${type} in this version`
  const newest = category.version(type)
  if (!(Number.isInteger(v) && v >= 1 && v <= newest))
    return `${type} is at version ${v}; this hub knows 1 to ${newest}`
  const about = metaShape.safeParse(meta)
  if (!about.success) return `its metadata is not in shape (${said(about.error)})`
  if (!category.personal) return dataComplaint(category, event, data)
  if (!sealedShape.safeParse(data).success) return `${type} is personal and not sealed`
  if (!keys?.find(streamParts(stream).id)) {
    personal.sealed++
    return undefined
  }
  personal.opened++
  try {
    return dataComplaint(category, event, openedEvent(keys, event).data)
  } catch (error) {
    if (error instanceof Fault && error.op === 'keys.open') return error.hint
    throw error
  }
}

function dataComplaint(
  category: Category<string, Record<string, z.ZodType>>,
  { type, v }: RecordedEvent,
  data: unknown,
): string | undefined {
  const parsed = category.shapes[type]?.safeParse(upcast(type, v, data))
  return parsed?.error && `its data is not in the shape of ${type} (${said(parsed.error)})`
}

/** Where and what, without the value, which may be anybody's. */
const said = ({ issues: [issue] }: z.ZodError) =>
  [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')

/** The engine gave no event: its row holds what it cannot take apart. */
class Unreadable extends Error {}

/** Every event. A batch that cannot be read is read again one by one, so that all before the bad one are judged. */
async function* eventsOf(log: EventLog): AsyncGenerator<RecordedEvent> {
  let at: Position = 0
  for (const batch of [1_000, 1]) {
    try {
      for await (const events of log.readAll(at, batch)) {
        yield* events
        at = events.at(-1)?.position ?? at
      }
      return
    } catch (error) {
      // Says by itself what is wrong and where, or that a server is out of reach.
      if (error instanceof Fault) throw error
      if (batch === 1) throw new Unreadable(`the event after position ${at} cannot be read: ${error}`)
    }
  }
}
