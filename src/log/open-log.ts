/** From the one setting `HUB_LOG` to an engine. The only file that knows them all. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '#src/platform/fault.ts'
import { MemoryEventLog } from './memory/event-log.ts'
import { SqliteEventLog, type SqliteLogOptions } from './sqlite/event-log.ts'

/** An engine with what `/metrics` may show of it. */
export type OpenedLog = MemoryEventLog | SqliteEventLog

/**
 * Open the log that `url` names: `memory:` or `sqlite:<path>` (its folder is made when missing).
 * @throws `Fault('log.open')` with the mend, for anything else and for a file that cannot be used
 */
export async function openLog(url: string, options: SqliteLogOptions = {}): Promise<OpenedLog> {
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
    case 'esdb':
    case 'esdb+discover':
      // The address may hold a password, so it is not repeated.
      throw new Fault(
        'log.open',
        'the KurrentDB engine arrives with a later version; use sqlite:<path> until then',
      )
    default:
      throw new Fault(
        'log.open',
        `${scheme || 'an empty address'} names no engine; use sqlite:<path> or memory:`,
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
