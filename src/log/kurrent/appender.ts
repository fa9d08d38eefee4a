/**
 * Appends, with the protocol for outcomes nobody knows (reliability.md §1.2). A call that times out or
 * breaks may have been stored: the same ids go out again with the same expectation, a few times. The
 * server answers a repeat as it did at first, or with a conflict; then the stream itself tells whose
 * events stand at those revisions.
 */
import type { EventData } from '@kurrent/kurrentdb-client'
import { Fault } from '#src/platform/fault.ts'
import { newId } from '#src/platform/ids.ts'
import { type Appended, type Expect, type RecordedEvent, VersionConflict } from '../event-log.ts'
import type { StoredEvent } from '../record.ts'
import type { Connection } from './connection.ts'
import { describe, failureOf, within } from './failure.ts'
import type { Reader } from './reader.ts'
import type { Scope } from './scope.ts'
import { pause, type Timing } from './timing.ts'
import { positionOf, toDriver } from './wire.ts'

/** The driver's own deadline ends the call on the wire a little before we stop waiting for it. */
const GRACE_MS = 250

type Answer = { revision: number; position: number | undefined }

export class Appender {
  readonly #connection: Connection
  readonly #reader: Reader
  readonly #scope: Scope
  readonly #timing: Timing

  constructor(connection: Connection, reader: Reader, scope: Scope, timing: Timing) {
    this.#connection = connection
    this.#reader = reader
    this.#scope = scope
    this.#timing = timing
  }

  /** @throws {@link VersionConflict}, or `Fault('log.append')` when refused or when the outcome stays unknown */
  async append(stream: string, events: readonly StoredEvent[], expect: Expect): Promise<Appended> {
    // 'any' compares nothing (L5), but the server drops an id it has seen lately. So each call has ids of its
    // own there, and only our own repeats of this call are dropped.
    const wire = events.map((event) => toDriver(event, expect === 'any' ? newId() : event.id))
    for (let tries = 1; ; tries++) {
      const { client } = this.#connection
      let failure: unknown
      try {
        const answer = await this.#send(stream, wire, expect)
        this.#connection.succeeded()
        return await this.#settled(stream, events, expect, answer)
      } catch (error) {
        if (error instanceof Fault) throw error
        failure = error
      }
      const kind = failureOf(failure)
      if (kind === 'conflict' && expect !== 'any') {
        this.#connection.succeeded()
        return this.#compared(stream, events, expect, failure)
      }
      this.#connection.failed(client, failure)
      if (kind === 'refused') {
        throw new Fault('log.append', `${stream}: KurrentDB refuses it (${describe(failure)})`, failure)
      }
      if (tries >= this.#timing.appendTries) {
        const told = `${tries} tries, the last: ${describe(failure)}`
        const mend = 'whether it was stored is not known; ask again with the same ids once KurrentDB is up'
        throw new Fault('log.append', `${stream}: no answer (${told}); ${mend}`, failure)
      }
      await pause(this.#timing, tries)
    }
  }

  async #send(stream: string, wire: EventData[], expect: Expect): Promise<Answer> {
    const streamState = expect === 'new' ? 'no_stream' : expect === 'any' ? 'any' : BigInt(expect)
    const { callMs } = this.#timing
    const options = { streamState, requiresLeader: true, deadline: callMs } as const
    const calling = this.#connection.client.appendToStream(this.#scope.onServer(stream), wire, options)
    const { nextExpectedRevision, position } = await within(callMs + GRACE_MS, calling)
    // A repeat may be answered without a position, or with one that is none (-1 as an unsigned number).
    const known = position !== undefined && position.commit <= BigInt(Number.MAX_SAFE_INTEGER)
    return {
      revision: Number(nextExpectedRevision),
      position: known ? positionOf(position.commit) : undefined,
    }
  }

  async #settled(
    stream: string,
    events: readonly StoredEvent[],
    expect: Expect,
    answer: Answer,
  ): Promise<Appended> {
    const revision = expect === 'any' ? answer.revision : firstOf(expect) + events.length - 1
    if (answer.position !== undefined) return { revision, position: answer.position }
    const found = await Array.fromAsync(this.#reader.stream(stream, revision, revision))
    if (found[0]?.id === events.at(-1)?.id) return placeOf(found[0])
    throw new Fault('log.append', `${stream}@${revision} was answered for but is not there`)
  }

  /** Ours stand where they were to be written: an earlier try got through. Otherwise somebody else won. */
  async #compared(
    stream: string,
    events: readonly StoredEvent[],
    expect: 'new' | number,
    conflict: unknown,
  ): Promise<Appended> {
    const first = firstOf(expect)
    const found = await Array.fromAsync(this.#reader.stream(stream, first, first + events.length - 1))
    if (events.every(({ id }, i) => found[i]?.id === id)) return placeOf(found.at(-1))
    const actual: unknown =
      conflict instanceof Error && 'actualState' in conflict ? conflict.actualState : undefined
    const revision =
      typeof actual === 'bigint' ? Number(actual) : ((await this.#reader.last(stream))?.revision ?? -1)
    throw new VersionConflict(stream, expect, revision)
  }
}

const firstOf = (expect: 'new' | number): number => (expect === 'new' ? 0 : expect + 1)

function placeOf(event: RecordedEvent | undefined): Appended {
  if (!event) throw new Fault('log.append', 'an append needs at least one event')
  return { revision: event.revision, position: event.position }
}
