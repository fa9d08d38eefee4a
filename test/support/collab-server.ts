/** A co-editing server on a free port, with people who are who a header says they are. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { vi } from 'vitest'
import type { DocumentEvent } from '#events/document.ts'
import { document } from '#events/document.ts'
import type { Access } from '#src/collab/connection.ts'
import type { Limits } from '#src/collab/limits.ts'
import { type Collab, openRooms, type Standing } from '#src/collab/open-rooms.ts'
import { memorySnapshots } from '#src/collab/snapshots.ts'
import type { SnapshotStore } from '#src/collab/store.ts'
import type { EventLog, RecordedEvent } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { CollabClient, type CollabClientOptions } from './collab-client.ts'

const NAMES = { lin: '林晓', ada: 'Ada', wei: '魏然', guest: '访客' } as const
export type Name = keyof typeof NAMES

export const PEOPLE: Record<Name, string> = { lin: newId(), ada: newId(), wei: newId(), guest: newId() }

export type CollabServerOptions = {
  log?: EventLog
  snapshots?: SnapshotStore
  limits?: Partial<Limits>
}

export class CollabServer implements AsyncDisposable {
  readonly log: EventLog
  readonly snapshots: SnapshotStore
  readonly collab: Collab
  readonly faults: unknown[] = []
  /** What a person may do when asked again. */
  readonly standing = new Map<string, Standing>()
  readonly #http = createServer()
  readonly #clients: CollabClient[] = []
  port = 0

  constructor({ log = new MemoryEventLog(), snapshots = memorySnapshots(), limits }: CollabServerOptions) {
    this.log = log
    this.snapshots = snapshots
    this.collab = openRooms({
      log,
      snapshots,
      authorize: (request) => Promise.resolve(this.#authorize(request)),
      stillAllowed: ({ personId }: Access) => Promise.resolve(this.standing.get(personId) ?? 'write'),
      allowedOrigin: (origin) => origin === undefined || origin === 'http://hub.test',
      now: () => new Date().toISOString(),
      report: (fault) => this.faults.push(fault),
      ...(limits ? { limits } : {}),
    })
    this.#http.on('upgrade', (request, socket, head) => void this.collab.handleUpgrade(request, socket, head))
  }

  static async start(options: CollabServerOptions = {}): Promise<CollabServer> {
    const server = new CollabServer(options)
    server.#http.listen(0, '127.0.0.1')
    await once(server.#http, 'listening')
    server.port = (server.#http.address() as AddressInfo).port
    return server
  }

  /** A document nobody has written in yet. */
  async document(): Promise<string> {
    const id = newId()
    const data = { kind: 'proposal', ownerId: PEOPLE.lin, title: '联合方案' } as const
    const meta = { by: PEOPLE.lin, at: new Date().toISOString(), cause: newId() }
    const created: DocumentEvent = { type: 'DocumentCreated', data }
    await this.log.append(document.stream(id), [{ id: newId(), ...created, data, v: 1, meta }], 'new')
    return id
  }

  url(documentId: string): string {
    return `ws://127.0.0.1:${this.port}/collab/${documentId}`
  }

  /** Connect and wait until the document is there. */
  async join(name: Name, documentId: string, options: CollabClientOptions = {}): Promise<CollabClient> {
    const client = this.connect(name, documentId, options)
    await vi.waitUntil(() => client.synced, 5_000)
    return client
  }

  connect(name: Name, documentId: string, options: CollabClientOptions = {}): CollabClient {
    const client = new CollabClient(this.url(documentId), {
      ...options,
      headers: { 'x-person': name, ...options.headers },
    })
    this.#clients.push(client)
    return client
  }

  /** The document's events, after `DocumentCreated`. */
  async events(documentId: string): Promise<RecordedEvent[]> {
    return await Array.fromAsync(this.log.readStream(document.stream(documentId), 1))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.collab[Symbol.asyncDispose]()
    await Promise.all(this.#clients.map((client) => client.close()))
    const closed = once(this.#http, 'close')
    this.#http.close()
    this.#http.closeAllConnections()
    await closed
  }

  #authorize({ headers, url = '' }: IncomingMessage) {
    // A browser's socket has no headers of its own: stock clients say who they are in the query.
    const name = headers['x-person'] ?? new URLSearchParams(url.split('?')[1]).get('person')
    if (name === 'stranger') return { ok: false, status: 403 } as const
    if (name === 'elsewhere') return { ok: false, status: 404 } as const
    if (typeof name !== 'string' || !(name in NAMES)) return { ok: false, status: 401 } as const
    const known = name as Name
    return {
      ok: true,
      personId: PEOPLE[known],
      name: NAMES[known],
      colour: '#1c7ed6',
      canWrite: known !== 'guest',
      sessionHandle: `handle-${known}`,
      expiresAt: new Date(Date.now() + 3_600_000),
    } as const
  }
}
