/** The thread of `read-aside.ts`: reads the text it was given, answers once and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { Fault } from '#src/platform/fault.ts'
import { readFeed } from './challenge-gov/feed.ts'
import type { FeedAnswer, FeedTask } from './read-aside.ts'

const { text, importedAt } = workerData as FeedTask
parentPort?.postMessage(answer())

function answer(): FeedAnswer {
  try {
    return { reading: readFeed(text, importedAt) }
  } catch (error) {
    if (error instanceof Fault) return { op: error.op, hint: error.hint }
    throw error
  }
}
