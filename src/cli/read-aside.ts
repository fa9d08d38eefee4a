import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Fault } from '#src/platform/fault.ts'
import type { FeedReading } from './challenge-gov/feed.ts'

export type FeedTask = { text: string; importedAt: string }
export type FeedAnswer = { reading: FeedReading } | { op: string; hint: string }

/**
 * `readFeed` on a thread of its own: a large file takes seconds to read and clean, in which a running hub would
 * answer nobody.
 * @throws Fault `import.read` as `readFeed` does; the signal's reason when it aborts
 */
export async function readAside(task: FeedTask, signal: AbortSignal): Promise<FeedReading> {
  const thread = new Worker(new URL('./feed-thread.ts', import.meta.url), { workerData: task })
  try {
    const [answer] = (await once(thread, 'message', { signal })) as [FeedAnswer]
    if ('reading' in answer) return answer.reading
    throw new Fault(answer.op, answer.hint)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    await thread.terminate()
  }
}
