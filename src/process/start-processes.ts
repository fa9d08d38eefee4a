import type { Hub } from '#src/http/env.ts'
import type { Database } from '#src/platform/sqlite.ts'
import { watchDeadlines } from './deadlines.ts'
import { decideProcess } from './decide.ts'
import { runProcess } from './process-manager.ts'

export type Processes = AsyncDisposable & {
  /** Resolves when nothing is left to do: every event up to the log's end was handled, and what that wrote too. */
  settled(): Promise<void>
}

type Parts = Pick<Hub, 'log' | 'logger' | 'now' | 'projector' | 'views'>

/** Starts everything the hub does by itself. `db`, of the read models, keeps the checkpoints. */
export async function startProcesses(hub: Parts, db: Database): Promise<Processes> {
  await using parts = new AsyncDisposableStack()
  const decide = parts.use(runProcess(hub, db, decideProcess(hub.log)))
  const deadlines = parts.use(watchDeadlines(hub))
  const owned = parts.move()
  return {
    async settled() {
      let head: number
      do {
        head = await hub.log.head()
        await deadlines.settled()
        await decide.reached(head)
      } while ((await hub.log.head()) !== head)
      await hub.projector.reached(head)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
