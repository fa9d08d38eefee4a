/**
 * The calling thread's end of the writer: collects appends into groups.
 *
 * GROUPS FORM BY THEMSELVES. What arrives in one turn of the event loop leaves as
 * one message; while that group is being committed the next one collects. There is
 * no timer: a lone append leaves at once, and the more wait, the larger the group.
 */
import { Worker } from 'node:worker_threads'
import { Fault } from '#src/platform/fault.ts'
import { type Appended, type Expect, type Position, VersionConflict } from '../event-log.ts'
import type { StoredEvent } from '../record.ts'
import {
  CONFLICT,
  EXPECT_ANY,
  EXPECT_NEW,
  type FlatAppend,
  type Reply,
  type Request,
  STORED,
} from './protocol.ts'

/** Groups with the writer at once. A second one gains nothing where fsync is quick and halves the groups where it is slow. */
const IN_FLIGHT = 1

/** Appends to a group, so that a burst cannot hold everybody's answer back for seconds. */
const GROUP_MAX = 1_024

type Waiting = {
  stream: string
  expect: Expect
  flat: FlatAppend
  resolve: (appended: Appended) => void
  reject: (error: Error) => void
}

type Ready = Extract<Reply, { kind: 'ready' }>
type Listeners = { committed: (head: Position) => void; broken: (fault: Fault) => void }

export class WriterThread {
  readonly counters = { appends: 0, commits: 0 }
  readonly ready: Promise<Ready>
  readonly #worker: Worker
  readonly #listeners: Listeners
  readonly #closed = Promise.withResolvers<void>()
  readonly #opened = Promise.withResolvers<Ready>()
  readonly #flying: Waiting[][] = []
  #queue: Waiting[] = []
  #armed = false
  #closing = false
  #broken: Fault | undefined

  constructor(file: string, listeners: Listeners) {
    this.#listeners = listeners
    this.ready = this.#opened.promise
    // No inherited flags: a test runner's loaders are of no use in there.
    this.#worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData: { file }, execArgv: [] })
    this.#worker.on('message', (reply: Reply) => this.#hear(reply))
    this.#worker.on('error', (error) => this.#break(`the writer thread failed: ${String(error)}`, error))
    this.#worker.on('exit', () => this.#exited())
  }

  /** Appends accepted and not yet answered. */
  get pending(): number {
    return this.#queue.length + this.#flying.reduce((sum, group) => sum + group.length, 0)
  }

  append(stream: string, events: readonly StoredEvent[], expect: Expect): Promise<Appended> {
    if (this.#broken) return Promise.reject(this.#broken)
    const flat: FlatAppend = [stream, expect === 'new' ? EXPECT_NEW : expect === 'any' ? EXPECT_ANY : expect]
    for (const { id, type, v, data, meta } of events) flat.push(id, type, v, data, meta)
    this.counters.appends++
    return new Promise((resolve, reject) => {
      this.#queue.push({ stream, expect, flat, resolve, reject })
      this.#arm()
    })
  }

  /** Answers everything accepted so far, then checkpoints the file and ends the thread. */
  async close(): Promise<void> {
    this.#closing = true
    if (this.#broken) await this.#worker.terminate()
    else this.#closeWhenIdle()
    await this.#closed.promise
  }

  #arm(): void {
    if (this.#armed || this.#flying.length >= IN_FLIGHT) return
    this.#armed = true
    // At the end of this turn, when everybody woken by the last answer has had a chance to join.
    setImmediate(() => this.#send())
  }

  #send(): void {
    this.#armed = false
    if (this.#broken || this.#queue.length === 0) return
    const group = this.#queue.length > GROUP_MAX ? this.#queue.splice(0, GROUP_MAX) : this.#queue
    if (group === this.#queue) this.#queue = []
    this.#flying.push(group)
    this.#ask(group.map(({ flat }) => flat))
    if (this.#queue.length > 0) this.#arm()
  }

  #ask(request: Request): void {
    this.#worker.postMessage(request)
  }

  #hear(reply: Reply): void {
    switch (reply.kind) {
      case 'ready':
        this.#opened.resolve(reply)
        break
      case 'refused':
        this.#opened.reject(new Fault(reply.op, reply.hint))
        break
      case 'group':
        this.#answer(reply)
        break
      case 'broken':
        this.#break(`the disk refused a commit: ${reply.reason}`)
        break
      case 'closed':
        break
    }
  }

  #answer({ outcomes, errors, head, committed }: Extract<Reply, { kind: 'group' }>): void {
    if (committed) this.counters.commits++
    // Before the answers: whoever reads on hearing one finds its own event.
    this.#listeners.committed(head)
    for (const [i, waiting] of (this.#flying.shift() ?? []).entries()) {
      const [kind, first, position] = outcomes.slice(i * 3, i * 3 + 3) as [number, number, number]
      if (kind === STORED) waiting.resolve({ revision: first, position })
      else if (kind === CONFLICT) waiting.reject(new VersionConflict(waiting.stream, waiting.expect, first))
      else waiting.reject(new Fault('log.append', `not written, and nothing of it: ${errors[first]}`))
    }
    if (this.#queue.length > 0) this.#arm()
    else if (this.#closing) this.#closeWhenIdle()
  }

  #closeWhenIdle(): void {
    if (this.#queue.length === 0 && this.#flying.length === 0) this.#ask('close')
  }

  /** For good: nothing is retried here, since only a restart can tell what the disk holds. */
  #break(reason: string, cause?: unknown): void {
    if (this.#broken) return
    const hint =
      `${reason}. Whether the last group was stored shows after a restart; ` +
      'check the disk and its free space, then start again. Retries with the same ids are safe.'
    this.#broken = new Fault('log.append', hint, cause)
    this.#opened.reject(this.#broken)
    for (const { reject } of [...this.#flying.flat(), ...this.#queue]) reject(this.#broken)
    this.#flying.length = 0
    this.#queue = []
    this.#listeners.broken(this.#broken)
    if (this.#closing) void this.#worker.terminate()
  }

  #exited(): void {
    if (!this.#closing) this.#break('the writer thread ended by itself')
    this.#closed.resolve()
  }
}
