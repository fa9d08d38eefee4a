/**
 * A process to be killed: appends as fast as it can from several writers and says
 * on stdout each append only after it was answered. Run as `node kill-child.ts FILE`.
 */
import { writeSync } from 'node:fs'
import { SqliteEventLog } from '#src/log/sqlite/event-log.ts'
import { said } from './events.ts'

const WRITERS = 16

const [file = ''] = process.argv.slice(2)
const log = await SqliteEventLog.open(file)
await Promise.all(
  Array.from({ length: WRITERS }, async (_, writer) => {
    const stream = `killed-${process.pid}-${writer}`
    for (let i = 0; ; i++) {
      const event = said(`${i}`)
      await log.append(stream, [event], i === 0 ? 'new' : i - 1)
      // Synchronous, so that the parent hears of everything this process was promised.
      say(`${event.id}\n`)
    }
  }),
)

/** Writes all of `line` before it returns; a reader that is slow to empty the pipe is waited for. */
function say(line: string) {
  const bytes = Buffer.from(line)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}
