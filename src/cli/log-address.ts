/** Logs named on the command line, as `HUB_LOG` names them: opened only where there is one, shown without a password. */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type KeyStore, openKeyStore } from '#src/keys/key-store.ts'
import { parseAddress } from '#src/log/kurrent/address.ts'
import { type OpenedLog, openLog } from '#src/log/open-log.ts'
import { Fault } from '#src/platform/fault.ts'

const SQLITE = 'sqlite:'

/** The file of an embedded log, absolute; undefined for a server's. */
export const fileOf = (url: string): string | undefined =>
  url.startsWith(SQLITE) && url.length > SQLITE.length ? resolve(url.slice(SQLITE.length)) : undefined

/** The address for a person to read: of a server only scheme and hosts, since the rest may hold a password. */
export const shown = (url: string): string =>
  url.startsWith(SQLITE) || !url.includes('://') ? url : parseAddress(url).shown

/** True when both name one file, by whatever path; of servers only their `logId` can tell. */
export function isSameLog(one: string, other: string): boolean {
  const [a, b] = [fileOf(one), fileOf(other)]
  if (a === undefined || b === undefined) return one === other
  return a === b || (existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b))
}

/**
 * Opens a log that is to be read.
 * @throws Fault `log.open` when it cannot be opened, and when a file is not there: opening would make an empty one
 */
export async function openExisting(url: string): Promise<OpenedLog> {
  refuseMemory(url)
  const file = fileOf(url)
  if (file !== undefined && !existsSync(file))
    throw new Fault('log.open', `there is no log at ${file}; check the path`)
  return openLog(url)
}

/** @throws Fault `log.open` for `memory:`, which holds nothing between two processes */
export function refuseMemory(url: string): void {
  if (url !== 'memory:') return
  throw new Fault(
    'log.open',
    'memory: keeps nothing between two processes; name a log as in sqlite:data/log.db',
  )
}

/**
 * The keys of a log: those beside its file, or else those of this hub.
 * @returns undefined when there are none; nothing is made
 */
export function keysBeside(url: string, data: string): KeyStore | undefined {
  const file = fileOf(url)
  const folders = file === undefined ? [data] : [dirname(file), data]
  const found = folders.map((folder) => join(folder, 'keys.db')).find((path) => existsSync(path))
  return found === undefined ? undefined : openKeyStore(found)
}
