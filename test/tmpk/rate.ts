import { KurrentDBClient } from '@kurrent/kurrentdb-client'
import { KurrentDbEventLog } from '#src/log/kurrent/event-log.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'
import { said, allOf, follow } from '#test/contract/events.ts'
const d = await KurrentDouble.start()
const log = await KurrentDbEventLog.open(d.url())
const raw = KurrentDBClient.connectionString(d.url()); raw.setCredentialsProvider(() => ({ username: '', password: '' }))
for (let i = 0; i < 20; i++) await log.append('c-big', Array.from({ length: 1000 }, () => said('x'.repeat(100))), 'any')
for (let round = 0; round < 5; round++) {
  let s = performance.now()
  const m = (await allOf(log)).length
  const a = performance.now() - s
  s = performance.now(); let k = 0
  for await (const e of raw.readAll({ requiresLeader: true, filter: { filterOn: 'eventType', regex: '^[^$].*', checkpointInterval: 1 } })) k++
  const b = performance.now() - s
  s = performance.now(); let batches = 0, got = 0
  const stop = new AbortController()
  for await (const batch of log.subscribe(0, stop.signal)) { batches++; got += batch.length; if (got >= m) stop.abort() }
  const c = performance.now() - s
  s = performance.now(); let g = 0
  const sub = raw.subscribeToAll({ filter: { filterOn: 'eventType', regex: '^[^$].*', checkpointInterval: 1 } })
  for await (const e of sub) if (++g > m) break
  await sub.unsubscribe()
  console.log(m, k, 'readAll ours', a | 0, 'raw', b | 0, 'sub ours', c | 0, 'raw', (performance.now() - s) | 0, 'batches', batches)
}
process.exit(0)
