/** From the one setting `HUB_LOG` to an engine. The only file that knows them all. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { categories } from '#events/index.ts'
import { Fault } from '#src/platform/fault.ts'
import type { KurrentDbEventLog, KurrentLogOptions } from './kurrent/event-log.ts'
import { MemoryEventLog } from './memory/event-log.ts'
import { SqliteEventLog, type SqliteLogOptions } from './sqlite/event-log.ts'

/** An engine with what `/metrics` may show of it. */
export type OpenedLog = MemoryEventLog | SqliteEventLog | KurrentDbEventLog

export type OpenLogOptions = SqliteLogOptions & Pick<KurrentLogOptions, 'onTrouble' | 'timing'>

/**
 * Open the log that `url` names: `memory:`, `sqlite:<path>` (its folder is made when missing), or the
 * experimental `kurrentdb://…` (docs/kurrentdb.md).
 * @throws `Fault('log.open')` with the mend, for anything else and for a file that cannot be used
 */
export async function openLog(url: string, options: OpenLogOptions = {}): Promise<OpenedLog> {
  const [, scheme = '', rest = ''] = /^([a-z+]+):(.*)$/s.exec(url) ?? []
  switch (scheme) {
    case 'memory':
      return new MemoryEventLog()
    case 'sqlite': {
      if (rest === '' || rest === ':memory:') {
        throw new Fault(
          'log.open',
          `${url}: name a file, as in sqlite:data/hub.db; for memory only use memory:`,
        )
      }
      makeFolder(dirname(rest))
      return SqliteEventLog.open(rest, options)
    }
    case 'kurrentdb':
    case 'kurrentdb+discover':
    case 'kurrent':
    case 'kurrent+discover':
    case 'kdb':
    case 'kdb+discover':
    case 'esdb':
    case 'esdb+discover': {
      // Loaded only here: the client is an optional dependency with a native addon.
      const { KurrentDbEventLog } = await import('./kurrent/event-log.ts')
      return KurrentDbEventLog.open(url, { ...options, categories: categories.map(({ name }) => name) })
    }
    default:
      throw new Fault(
        'log.open',
        `${scheme || 'an empty address'} names no engine; use sqlite:<path>, memory: or kurrentdb://…`,
      )
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new Fault('log.open', `cannot make the folder ${folder}; check the path and who owns it`, error)
  }
}
