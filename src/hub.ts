/**
 * The composition root: the only file that knows every part. Opens them in the
 * order they depend on each other and closes them in the reverse.
 */
import { mkdirSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { projections } from '#projections/index.ts'
import { standing } from '#projections/standing.ts'
import { openDocuments } from './collab/documents.ts'
import { openDoor } from './collab/door.ts'
import { sqliteSnapshots } from './collab/snapshots.ts'
import type { Config } from './config.ts'
import { featureRoutes } from './features/index.ts'
import { createApp } from './http/app.ts'
import type { Hub } from './http/env.ts'
import type { Limits } from './http/limit.ts'
import { openSessions } from './http/session.ts'
import { webAppRoutes } from './http/web-app.ts'
import { openKeyStore } from './keys/key-store.ts'
import { sealedLog } from './keys/sealed-log.ts'
import { openLog } from './log/open-log.ts'
import { notFoundPage, pageRoutes, problemPage } from './pages/routes.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Fault } from './platform/fault.ts'
import { openLogger } from './platform/logger.ts'
import { openDatabase } from './platform/sqlite.ts'
import { startProcesses } from './process/start-processes.ts'
import { openProjector, type Progress } from './projector/projector.ts'

export type HubOptions = {
  now?: Clock
  limits?: Limits
  /** Told how far the first catching up is. */
  onProgress?: (progress: Progress) => void
  /** The log can take no more writes; the process should end. */
  onBroken?: (fault: Fault) => void
}

/** An open hub, without a port. */
export type OpenHub = AsyncDisposable & {
  readonly hub: Hub
  readonly app: ReturnType<typeof createApp>
  /** Takes over a WebSocket upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Resolves when read models and processes have done all there is to do. */
  settled(): Promise<void>
  /** `/ready` says 503 from now on. */
  close(): void
}

/** Opens everything that `config` names. */
export async function openHub(config: Config, options: HubOptions = {}): Promise<OpenHub> {
  await using parts = new AsyncDisposableStack()
  const now = options.now ?? systemClock
  const logger = openLogger(config.logLevel)
  const inMemory = config.log === 'memory:'
  const file = (name: string) => (inMemory ? ':memory:' : join(config.data, name))

  if (!inMemory) mkdirSync(config.data, { recursive: true, mode: 0o700 })
  const { onBroken } = options
  // First: it holds the lock that keeps a second process off this folder.
  const engine = parts.use(
    await openLog(config.log, {
      ...(onBroken && { onBroken }),
      onTrouble: (what, error) => logger.warn({ err: error }, `the event log: ${what}`),
    }),
  )
  const keys = parts.use(openKeyStore(file('keys.db')))
  const log = sealedLog(engine, keys)
  const db = parts.adopt(openDatabase(file('views.db'), { durable: false }), (open) => void open.close())
  const projector = parts.use(
    openProjector(db, log, projections, (error, what) => logger.error({ err: error }, `projector: ${what}`)),
  )
  await projector.start(options.onProgress)

  const { limits } = options
  const hub: Hub = {
    config,
    log,
    keys,
    projector,
    views: projector.views,
    now,
    logger,
    documents: openDocuments(log, sqliteSnapshots(db)),
    ...(limits && { limits }),
    ...('health' in engine && { logHealth: () => engine.health() }),
  }
  const sessions = openSessions(hub)
  const processes = parts.use(await startProcesses(hub, db))
  const actorOf = (personId: string) => standing(projector.views).actor(personId)
  const door = parts.use(openDoor({ hub, sessions, actorOf, db }))

  let closing = false
  const app = createApp({
    hub,
    sessions,
    features: featureRoutes(hub),
    pages: pageRoutes(hub).route('/', webAppRoutes(join(import.meta.dirname, '..', 'web', 'dist'))),
    notFound: (c) => notFoundPage(c, hub),
    problemPage: (c, problem) => problemPage(c, hub, problem),
    closing: () => closing,
  })
  const owned = parts.move()
  return {
    hub,
    app,
    upgrade: door.upgrade,
    async settled() {
      await processes.settled()
      await projector.reached(await log.head())
    },
    close() {
      closing = true
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
