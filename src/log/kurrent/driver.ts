/**
 * The official client, loaded only when a KurrentDB address is configured: it is an optional
 * dependency, brings a 10 MB native addon, and its licence is its own (docs/kurrentdb.md).
 */
import type { KurrentDBClient } from '@kurrent/kurrentdb-client'
import { Fault } from '#src/platform/fault.ts'
import type { KurrentAddress } from './address.ts'

/** The one class we use of it. */
export type Driver = { KurrentDBClient: Pick<typeof KurrentDBClient, 'connectionString'> }

const load = (): Promise<Driver> => import('@kurrent/kurrentdb-client')

/** @throws `Fault('log.open')` with the mend when the package is not there or its addon cannot be loaded */
export async function loadDriver(importing: () => Promise<Driver> = load): Promise<Driver> {
  try {
    return await importing()
  } catch (error) {
    throw new Fault(
      'log.open',
      `the KurrentDB engine needs @kurrent/kurrentdb-client; ${mendOf(error)}`,
      error,
    )
  }
}

/** A client of its own for each kind of call: an error on one closes the channel under all calls that share it. */
export function connect(driver: Driver, address: KurrentAddress, role: 'append' | 'read' | 'subscribe') {
  let client: KurrentDBClient
  try {
    client = driver.KurrentDBClient.connectionString(address.connectionString)
  } catch (error) {
    // Without the cause: the driver's error carries the whole address, password included.
    const file = error instanceof Error && error.message.startsWith('Failed to load certificate')
    const mend = file
      ? 'a certificate file it names is not there (tlsCAFile, userCertFile, userKeyFile)'
      : 'the driver cannot read its options; docs/kurrentdb.md lists them'
    throw new Fault('log.open', `${address.shown}: ${mend}`)
  }
  // With a provider the driver sends each append as a call of its own, asks the server for no feature list,
  // and keeps our deadline. Its shared batch stream does neither (kurrentdb.md §1.6, 2, 4, 10 and 11).
  if (role === 'append') client.setCredentialsProvider(() => address.credentials)
  return client
}

function mendOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    return 'it is not installed: run npm install without --omit=optional, or use sqlite:<path>'
  }
  if (code === 'ERR_DLOPEN_DISABLED')
    return 'start Node with --allow-addons: its reading half is a native addon'
  return 'it cannot be loaded on this system (it has a native addon for glibc and musl Linux, macOS and Windows)'
}
