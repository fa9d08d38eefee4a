/**
 * The writer thread: the only connection that writes to the log. A slow fsync
 * stops this thread and not the event loop that answers people.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Database } from '#src/platform/sqlite.ts'
import { CommitFailed, GroupWriter, wordsOf } from './group-writer.ts'
import type { Reply, Request } from './protocol.ts'
import { logIdOf, openLogFile } from './schema.ts'

if (!parentPort) throw new Error('writer.ts runs as a worker thread only')
const port = parentPort
const say = (reply: Reply) => port.postMessage(reply)

try {
  serve(openLogFile((workerData as { file: string }).file))
} catch (error) {
  say({ kind: 'refused', ...wordsOf(error) })
}

function serve(db: Database): void {
  const writer = new GroupWriter(db)
  port.on('message', (request: Request) => {
    if (request === 'close') return close(db)
    try {
      say(writer.write(request))
    } catch (error) {
      if (!(error instanceof CommitFailed)) throw error
      // Deaf from here on: nothing may be answered for after a failed fsync. When the thread
      // ends SQLite still checkpoints (and syncs) what was committed before; no answer rests on it.
      port.removeAllListeners('message')
      say({ kind: 'broken', reason: error.message })
    }
  })
  const synchronous = Number(db.pragma('synchronous', { simple: true }))
  say({ kind: 'ready', logId: logIdOf(db), head: writer.head, synchronous })
}

function close(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  say({ kind: 'closed' })
  port.close()
}
