/**
 * Live co-editing's door: everything is checked before the protocol is switched
 * (COLLAB.md CO8), and asked again while the socket lives.
 */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { EventLog } from '#src/log/event-log.ts'
import type { Clock } from '#src/platform/clock.ts'
import { isId } from '#src/platform/ids.ts'
import { CLOSE } from './close-codes.ts'
import { type Access, Connection } from './connection.ts'
import { LIMITS, type Limits } from './limits.ts'
import { type Lease, Rooms } from './rooms.ts'
import { Sockets } from './sockets.ts'
import type { SnapshotStore } from './store.ts'

export type Authorised = ({ ok: true } & Access) | { ok: false; status: 401 | 403 | 404 }

/** What a person may still do; `signed-out` when the session has ended. */
export type Standing = 'write' | 'read' | 'none' | 'signed-out'

export type RoomsOptions = {
  log: EventLog
  snapshots: SnapshotStore
  /** Who asks, and what they may do with the document; invisible is 404. */
  authorize: (request: IncomingMessage, documentId: string) => Promise<Authorised>
  stillAllowed: (access: Access, documentId: string) => Promise<Standing>
  /** Cross-site pages may open sockets with the person's cookies: only our own origins may. */
  allowedOrigin: (origin: string | undefined) => boolean
  now: Clock
  limits?: Partial<Limits>
  /** Root types a document may have; `default` is the editor's. */
  roots?: readonly string[]
  /** Gets what broke, once each. */
  report?: (fault: unknown) => void
}

export type Collab = AsyncDisposable & {
  /** For the HTTP server's `upgrade` event, for paths under `/collab/`. Never rejects. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  /** Ask again what the people in these documents (or all) may do, and act on it. */
  recheck(documentIds?: readonly string[]): Promise<void>
  stats(): { documents: number; sockets: number }
}

/** Opens the co-editing server. Dispose it before the log: it finishes what it accepted. */
export function openRooms(options: RoomsOptions): Collab {
  const limits = { ...LIMITS, ...options.limits }
  const { log, snapshots, now, report = () => {} } = options
  const roots = new Set(options.roots ?? ['default'])
  const rooms = new Rooms({ log, snapshots, now, limits, roots, report })
  const sockets = new Sockets(limits, now, options.stillAllowed, report)
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.offlineBytes,
    maxFragments: limits.fragments,
  })
  let closing = false

  async function admit(request: IncomingMessage, documentId: string): Promise<Access | number> {
    if (closing) return 503
    if (!options.allowedOrigin(request.headers.origin)) return 403
    const answer = await options.authorize(request, documentId)
    if (!answer.ok) return answer.status
    if (closing) return 503
    if (sockets.of(answer.personId) >= limits.socketsPerPerson) return 429
    if (rooms.holders(documentId) >= limits.socketsPerDocument) return 503
    const { ok: _, ...access } = answer
    return access
  }

  async function serve(ws: WebSocket, access: Access, documentId: string, ours: boolean): Promise<void> {
    const connection = new Connection(ws, access, { ours, limits, at: Date.parse(now()) })
    sockets.add(connection, documentId)
    let lease: Lease | undefined
    ws.once('close', () => {
      sockets.remove(connection)
      lease?.room.leave(connection)
      lease?.release()
    })
    try {
      const opened = await rooms.open(documentId)
      if (opened === undefined) return connection.close(CLOSE.notFound, 'no such document')
      // Gone while we loaded: `close` has run already and found nothing to release.
      if (connection.closed || opened.room.broken) {
        opened.release()
        return connection.close(CLOSE.tryLater, 'not open')
      }
      lease = opened
      opened.room.join(connection)
    } catch (error) {
      report(error)
      connection.close(CLOSE.tryLater, 'not loaded')
    }
  }

  return {
    async handleUpgrade(request, socket, head) {
      const gone = () => socket.destroy()
      socket.on('error', gone)
      try {
        const target = parseTarget(request.url)
        const access = target === undefined ? 404 : await admit(request, target.documentId)
        if (target === undefined || typeof access === 'number') return refuse(socket, access as number)
        if (socket.destroyed) return
        socket.off('error', gone)
        server.handleUpgrade(request, socket, head, (ws) => {
          void serve(ws, access, target.documentId, target.ours)
        })
      } catch (error) {
        report(error)
        refuse(socket, 503)
      }
    },

    recheck: (documentIds) => sockets.recheck(documentIds),

    stats: () => ({ documents: rooms.size, sockets: sockets.size }),

    async [Symbol.asyncDispose]() {
      closing = true
      // Every accepted edit is in the log and acked before anybody is sent away.
      await Promise.all([...rooms.loaded()].map((room) => room.settled()))
      await sockets.close(CLOSE.restart, 'restart')
      await rooms.close()
      server.close()
    },
  }
}

const PATH = '/collab/'

/** Exactly `/collab/<uuid>`, undecoded: no other spelling of a path names a document. */
function parseTarget(url = ''): { documentId: string; ours: boolean } | undefined {
  const [path = '', query = ''] = url.split('?', 2)
  const documentId = path.slice(PATH.length)
  if (!path.startsWith(PATH) || !isId(documentId)) return undefined
  return { documentId, ours: new URLSearchParams(query).get('ack') === '1' }
}

/** An answer in plain HTTP: the protocol is not switched for somebody we do not serve. */
function refuse(socket: Duplex, status: number): void {
  if (socket.destroyed) return
  const retry = status === 429 || status === 503 ? 'Retry-After: 5\r\n' : ''
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n${retry}Content-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  )
}
