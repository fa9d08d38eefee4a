/** How much is given out at a time (LOG.md, L9). */
import type { RecordedEvent } from '../event-log.ts'

/** Events to a batch. */
export const PAGE = 1_000
/** A batch is cut here when events are large. */
export const PAGE_BYTES = 8 * 1024 * 1024

/** Roughly what an event holds; exact only for bytes, which are what can be large. */
export const sizeOf = ({ data }: RecordedEvent): number =>
  data instanceof Uint8Array ? data.length : JSON.stringify(data).length

/** Groups of at most `count` events and about {@link PAGE_BYTES}, none of them empty. */
export async function* batched(
  events: AsyncIterable<RecordedEvent>,
  count: number,
): AsyncGenerator<readonly RecordedEvent[]> {
  let batch: RecordedEvent[] = []
  let bytes = 0
  for await (const event of events) {
    batch.push(event)
    bytes += sizeOf(event)
    if (batch.length < count && bytes < PAGE_BYTES) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}
