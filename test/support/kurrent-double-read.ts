/** The double's `Read`: a stream, `$all`, or a subscription to `$all`. */
import { once } from 'node:events'
import type grpc from '@grpc/grpc-js'
import type streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import type { KurrentDouble } from './kurrent-double.ts'
import { breakdown } from './kurrent-double-faults.ts'
import type { Kept } from './kurrent-double-store.ts'
import {
  type Asked,
  caughtUp,
  checkpoint,
  confirmation,
  eventAnswer,
  notFoundAnswer,
  readAsked,
} from './kurrent-double-wire.ts'

type Call = grpc.ServerWritableStream<streams.ReadReq, streams.ReadResp>

export function serveRead(double: KurrentDouble, call: Call): void {
  const asked = readAsked(call.request)
  const method = asked.subscription ? 'subscribe' : 'read'
  double.calls[method]++
  if (asked.subscription) double.subscribedAfter.push(asked.from)
  const fault = double.admit(method, call.metadata)
  if (fault === 'hang') return
  if (fault !== undefined && fault !== 'broken') {
    // `emit`, not `destroy`: the client's native half needs proper trailers.
    call.emit('error', breakdown(fault, double.leaderPort))
    return
  }
  const serving = asked.subscription
    ? serveSubscription(double, call, asked)
    : serveOnce(double, call, asked, fault === 'broken')
  // A call that was cancelled in the middle of a write has nobody left to tell.
  serving.catch(() => call.end())
}

async function serveOnce(double: KurrentDouble, call: Call, asked: Asked, broken: boolean): Promise<void> {
  if (asked.stream !== undefined && double.store.stream(asked.stream).length === 0) {
    await send(call, notFoundAnswer(asked.stream))
    call.end()
    return
  }
  const events = selected(double, asked)
  for (const event of broken ? events.slice(0, Math.ceil(events.length / 2)) : events) {
    if (call.cancelled) return
    await send(call, eventAnswer(event))
  }
  if (broken) call.emit('error', breakdown('unavailable', 0))
  else call.end()
}

/** Reads include the event at the position they begin with. */
function selected(double: KurrentDouble, { stream, from, backwards, count, matches }: Asked): Kept[] {
  const all = stream === undefined ? double.store.all : double.store.stream(stream)
  const at = (event: Kept) => (stream === undefined ? event.position : event.revision)
  const wanted = all.filter((event) => {
    if (!matches(event)) return false
    if (from === 'start' || from === 'end') return true
    return backwards ? at(event) <= from : at(event) >= from
  })
  if (from === 'end' && !backwards) return []
  return (backwards ? wanted.reverse() : wanted).slice(0, count)
}

/** Subscriptions begin after the position they are given. */
async function serveSubscription(double: KurrentDouble, call: Call, asked: Asked): Promise<void> {
  double.open.add(call)
  let wake = (): void => undefined
  const unwatch = double.store.watch(() => wake())
  call.on('cancelled', () => {
    double.open.delete(call)
    unwatch()
    wake()
  })
  const after = typeof asked.from === 'number' ? asked.from : 0
  const { all } = double.store
  let index = asked.from === 'end' ? all.length : all.findIndex(({ position }) => position > after)
  if (index < 0) index = all.length
  let [told, considered] = [false, 0]
  await send(call, confirmation())
  if (double.caughtUpFirst) await send(call, caughtUp())
  while (!call.cancelled) {
    const event = double.silenced.has(call) ? undefined : all[index]
    if (event) {
      index++
      if (asked.matches(event)) await send(call, eventAnswer(event))
      if (++considered % asked.checkpointEvery === 0) await send(call, checkpoint(event.position))
      continue
    }
    if (!told && !double.caughtUpFirst) await send(call, caughtUp())
    told = true
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    if (!call.cancelled && (double.silenced.has(call) || index >= all.length)) await woken
  }
}

async function send(call: Call, message: streams.ReadResp): Promise<void> {
  if (call.write(message) || call.cancelled) return
  const over = new AbortController()
  const options = { signal: over.signal }
  const first = Promise.race([once(call, 'drain', options), once(call, 'cancelled', options)])
  await first.finally(() => over.abort())
}
