/** The log's id: the id of the first event in a stream of its own. Of several nodes the first writer wins. */
import { Fault } from '#src/platform/fault.ts'
import { newId } from '#src/platform/ids.ts'
import type { Connection } from './connection.ts'
import { failureOf, within } from './failure.ts'
import type { Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { pause, type Timing } from './timing.ts'

/** Read the id, making it when the log is new (L17). @throws `Fault` when the server cannot be asked */
export async function identify(
  connection: Connection,
  reader: Reader,
  scope: Scope,
  timing: Timing,
): Promise<string> {
  const id = newId()
  const event = { id, type: 'LogCreated', contentType: 'application/json', data: {}, metadata: {} } as const
  const options = { streamState: 'no_stream', requiresLeader: true, deadline: timing.callMs } as const
  let failure: unknown
  for (let tries = 1; tries <= timing.appendTries; tries++) {
    // Whatever became of the last try, the stream's first event is the answer.
    const found = await reader.identity()
    if (found !== undefined) return found
    const { client } = connection
    try {
      await within(timing.callMs, client.appendToStream(scope.identity, [event], options))
      connection.succeeded()
    } catch (error) {
      failure = error
      if (failureOf(error) === 'conflict') continue
      connection.failed(client, error)
      if (failureOf(error) === 'refused') break
      await pause(timing, tries)
    }
  }
  const found = await reader.identity()
  if (found !== undefined) return found
  throw new Fault('log.open', 'the log cannot be given an id; may this user write?', failure)
}
