/**
 * Who may enter a live document: the session, the origin and the right, asked
 * before the upgrade and again whenever a right may have changed.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Hub } from '#src/http/env.ts'
import { documentFacts, nameOf } from '#src/http/facts.ts'
import { ownHost, ownOrigin } from '#src/http/guard.ts'
import type { Sessions } from '#src/http/session.ts'
import type { Database } from '#src/platform/sqlite.ts'
import type { Actor } from '#src/policy/actor.ts'
import { can } from '#src/policy/can.ts'
import { openRooms, type Standing } from './open-rooms.ts'
import { sqliteSnapshots } from './snapshots.ts'

/** Caret colours, dark enough for white text (WCAG AA) and far enough apart to tell. */
const COLOURS = [
  '#0b7285',
  '#c2255c',
  '#5f3dc4',
  '#2b8a3e',
  '#d9480f',
  '#1864ab',
  '#862e9c',
  '#5c940d',
  '#a61e4d',
  '#364fc7',
]

type Parts = { hub: Hub; sessions: Sessions; actorOf: (personId: string) => Actor; db: Database }

/** Opens co-editing for one hub. */
export function openDoor({ hub, sessions, actorOf, db }: Parts) {
  const { views, config, logger, now, log, projector } = hub

  const standing = (personId: string, documentId: string): Exclude<Standing, 'signed-out'> => {
    const facts = documentFacts(views, documentId)
    const actor = actorOf(personId)
    // Rights that cannot be told are no rights (PR5).
    if (!facts || projector.denied) return 'none'
    if (can(actor, 'proposal.write', facts)) return 'write'
    return can(actor, 'proposal.read', facts) ? 'read' : 'none'
  }

  const rooms = openRooms({
    log,
    now,
    snapshots: sqliteSnapshots(db),
    report: (fault) => logger.error({ err: fault }, 'co-editing'),
    allowedOrigin: (origin) =>
      origin !== undefined && URL.canParse(origin) && ownHost(config, new URL(origin).host),
    async authorize(request, documentId) {
      const { origin, host, cookie } = request.headers
      if (!ownOrigin(config, origin, host)) return { ok: false, status: 403 }
      // The person's own last write, a team just joined, must count: wait for all there is.
      await projector.reached(await log.head())
      const signedIn = await sessions.actorOfRequest(cookie)
      if (!signedIn) return { ok: false, status: 401 }
      const { personId, sessionId, expiresAt } = signedIn
      const right = standing(personId, documentId)
      if (right === 'none') return { ok: false, status: 404 }
      return {
        ok: true,
        personId,
        name: nameOf(views, personId),
        colour: colourOf(personId),
        canWrite: right === 'write',
        sessionHandle: sessionId,
        expiresAt: new Date(expiresAt),
      }
    },
    async stillAllowed({ personId, sessionHandle }, documentId) {
      if (!sessions.alive(sessionHandle)) return 'signed-out'
      return standing(personId, documentId)
    },
  })

  const unlisten = projector.changes.listen(({ topics }) => {
    if (![...topics].some((topic) => topic.startsWith('rights'))) return
    rooms.recheck().catch((error: unknown) => logger.error({ err: error }, 'rights of live documents'))
  })

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      if (!request.url?.startsWith('/collab/')) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
        return
      }
      void rooms.handleUpgrade(request, socket, head)
    },
    stats: () => rooms.stats(),
    async [Symbol.asyncDispose]() {
      unlisten()
      await rooms[Symbol.asyncDispose]()
    },
  }
}

/** The same person has the same colour in every document. */
function colourOf(personId: string): string {
  let sum = 0
  for (const character of personId) sum = (sum * 31 + character.charCodeAt(0)) >>> 0
  return COLOURS[sum % COLOURS.length] ?? '#364fc7'
}
