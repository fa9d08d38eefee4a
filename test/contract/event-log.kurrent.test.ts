import { describe, expect, test } from 'vitest'
import { KurrentDbEventLog } from '#src/log/kurrent/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'
import { eventLogContract } from './event-log.ts'
import { said } from './events.ts'

/** A double of its own for each log; it ends with the process. */
async function openOnDouble(): Promise<KurrentDbEventLog> {
  const double = await KurrentDouble.start()
  return KurrentDbEventLog.open(double.url())
}

eventLogContract('kurrentdb, on the protocol double', openOnDouble)

const server = process.env.KURRENTDB_URL

if (server) {
  // One server for all: each log keeps to stream names of its own.
  eventLogContract('kurrentdb, on a real server', () =>
    KurrentDbEventLog.open(server, { namespace: `test.${newId()}.` }),
  )
} else {
  console.log('event log contract on a real KurrentDB: not run, KURRENTDB_URL is not set')
}

describe('the double', () => {
  test.skipIf(server)(
    'stands in for a real server, which was not run because KURRENTDB_URL is not set',
    async () => {
      await using log = await openOnDouble()
      expect(await log.append('challenge-1', [said('丝网')], 'new')).toMatchObject({ revision: 0 })
    },
  )
})
