/**
 * An event log that encrypts the data of personal categories on the way in and
 * opens it on the way out, so that nothing above it can forget to.
 *
 * AES-256-GCM under the subject's key, a 96-bit nonce of its own for each event, and
 * `stream|event id|type` as additional data: a sealed payload cannot be moved
 * to another stream or event. An event whose key is gone reads as `Erased`
 * with empty data, which every reader skips as a type it does not know.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { streamParts } from '#events/define.ts'
import { categories } from '#events/index.ts'
import type { EventLog, NewEvent, RecordedEvent } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import type { KeyStore } from './key-store.ts'

const PERSONAL = new Set(
  categories.filter((category) => category.personal).map((category) => `${category.name}-`),
)
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `log`, with personal data sealed under the keys of `keys`. */
export function sealedLog(log: EventLog, keys: KeyStore): EventLog {
  const open = (event: RecordedEvent) => (isPersonal(event.stream) ? openedEvent(keys, event) : event)
  async function* openBatches(batches: AsyncIterable<readonly RecordedEvent[]>) {
    for await (const batch of batches) yield batch.map(open)
  }
  return {
    logId: log.logId,
    append(stream, events, expect) {
      const sealed = isPersonal(stream) ? events.map((event) => sealedEvent(keys, stream, event)) : events
      return log.append(stream, sealed, expect)
    },
    async *readStream(stream, fromRevision) {
      for await (const event of log.readStream(stream, fromRevision)) yield open(event)
    },
    async readLast(stream) {
      const last = await log.readLast(stream)
      return last && open(last)
    },
    readAll: (after, batch) => openBatches(log.readAll(after, batch)),
    subscribe: (after, signal) => openBatches(log.subscribe(after, signal)),
    head: () => log.head(),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  }
}

const isPersonal = (stream: string) => PERSONAL.has(stream.slice(0, stream.indexOf('-') + 1))

function sealedEvent(keys: KeyStore, stream: string, event: NewEvent): NewEvent {
  const key = keys.keyFor(streamParts(stream).id)
  if (!key)
    throw new Fault('keys.seal', `the subject of ${stream} was erased; nothing more is written about them`)
  const plain = Buffer.from(JSON.stringify(event.data))
  // The nonce follows from the content, so a retried append carries the same bytes; equal content under
  // one event id is the same event, hence a nonce is never reused for two plaintexts.
  const nonce = createHash('sha256')
    .update(key)
    .update(event.id)
    .update(plain)
    .digest()
    .subarray(0, NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(stream, event))
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return { ...event, data: { sealed: sealed.toString('base64') } }
}

/**
 * An event of a personal category, opened; `Erased` without data when there is no key.
 * @throws Fault `keys.open` when its key does not open it
 */
export function openedEvent(keys: KeyStore, event: RecordedEvent): RecordedEvent {
  const key = keys.find(streamParts(event.stream).id)
  if (!key) return { ...event, type: 'Erased', data: {} }
  const { sealed } = event.data as { sealed: string }
  const bytes = Buffer.from(sealed, 'base64')
  const tag = bytes.subarray(bytes.length - TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(aad(event.stream, event))
    .setAuthTag(tag)
  try {
    const plain = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)),
      decipher.final(),
    ])
    return { ...event, data: JSON.parse(plain.toString()) as Record<string, unknown> }
  } catch (cause) {
    throw new Fault(
      'keys.open',
      `${event.stream} at ${event.revision} does not open with its key; was keys.db swapped?`,
      cause,
    )
  }
}

const aad = (stream: string, { id, type }: { id: string; type: string }) =>
  Buffer.from(`${stream}|${id}|${type}`)
