/** Which streams of the server are this hub's, by name. */
import type { Filter } from '@kurrent/kurrentdb-client'
import { Fault } from '#src/platform/fault.ts'
import { isId } from '#src/platform/ids.ts'
import type { StoredEvent } from '../record.ts'

/** Holds one event, whose id is the log's id. Its name has no category, so no reader of ours ever sees it. */
const IDENTITY = 'hub-log'

type Names = readonly string[]

export class Scope {
  readonly #namespace: string
  readonly #categories: Names

  /**
   * @param namespace goes before every stream's name on the server, for several logs on one server (tests)
   * @param categories the streams' names before the first `-`; with none given every stream is ours
   */
  constructor(namespace = '', categories: Names = []) {
    this.#namespace = namespace
    this.#categories = categories
  }

  get identity(): string {
    return this.#namespace + IDENTITY
  }

  /** For `$all`: only our streams, and so no system events either. */
  get filter(): Filter {
    const prefixes = this.#categories.map((category) => `${this.#namespace}${category}-`)
    if (prefixes.length > 0) return { filterOn: 'streamName', checkpointInterval: 1, prefixes }
    if (this.#namespace !== '') {
      return { filterOn: 'streamName', checkpointInterval: 1, prefixes: [this.#namespace] }
    }
    return { filterOn: 'eventType', checkpointInterval: 1, regex: '^[^$].*' }
  }

  /** The stream's name on the server. */
  onServer(stream: string): string {
    return this.#namespace + stream
  }

  /** Our name of a stream on the server, or undefined when it is not ours. */
  ours(onServer: string): string | undefined {
    if (!onServer.startsWith(this.#namespace) || onServer === this.identity) return undefined
    const stream = onServer.slice(this.#namespace.length)
    return this.#holds(stream) ? stream : undefined
  }

  /** @throws `Fault('log.append')` for names this engine cannot keep, besides those no engine can (L18) */
  assertKeepable(stream: string, events: readonly StoredEvent[]): void {
    const refuse = (why: string) => new Fault('log.append', `${stream}: ${why}`)
    if (stream === IDENTITY) throw refuse('this name is taken by the log itself')
    if (this.onServer(stream).startsWith('$')) throw refuse('names with $ in front belong to the server')
    if (!this.#holds(stream)) throw refuse('the stream is of no category that is read back')
    for (const { id, type } of events) {
      if (type.startsWith('$')) throw refuse(`type ${type}: names with $ in front belong to the server`)
      if (!isId(id)) throw refuse(`id ${JSON.stringify(id)} must be a UUID in lower case`)
    }
  }

  #holds(stream: string): boolean {
    return this.#categories.length === 0 || this.#categories.some((name) => stream.startsWith(`${name}-`))
  }
}
