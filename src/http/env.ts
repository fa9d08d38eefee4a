import type { Config } from '#src/config.ts'
import type { KeyStore } from '#src/keys/key-store.ts'
import type { EventLog } from '#src/log/event-log.ts'
import type { Clock } from '#src/platform/clock.ts'
import type { Logger } from '#src/platform/logger.ts'
import type { Actor } from '#src/policy/actor.ts'
import type { Views } from '#src/projector/projection.ts'
import type { Projector } from '#src/projector/projector.ts'
import type { Lang } from './lang.ts'
import type { Limits } from './limit.ts'

/** What a feature's routes are given: the parts of the hub, made once in `src/hub.ts`. */
export type Hub = {
  readonly config: Config
  readonly log: EventLog
  readonly keys: KeyStore
  readonly projector: Projector
  readonly views: Views
  readonly now: Clock
  readonly logger: Logger
  readonly documents: Documents
  /** How the log's server fares, when the log is on one. */
  readonly logHealth?: () => LogHealth
  /** Rate limits, when they are not the defaults of `limit.ts`. */
  readonly limits?: Limits
}

type Side = { ok: boolean }
export type LogHealth = { appends: Side; reads: Side; subscriptions: Side }

/** Live documents as other parts see them: read at a revision, never written. */
export type Documents = {
  /** The document as the log has it, up to and including `revision` when given. `hash` names its state. */
  read(
    documentId: string,
    revision?: number,
  ): Promise<{ doc: import('yjs').Doc; revision: number; hash: string }>
}

/** What middleware has found out about a request by the time a route sees it. */
export type HubEnv = {
  Variables: {
    requestId: string
    lang: Lang
    actor: Actor
    /** The session's stored id (a hash), when the request is signed in. */
    sessionId: string | undefined
    /** The nonce of this response's Content-Security-Policy. */
    nonce: string
  }
  Bindings: { incoming: import('node:http').IncomingMessage }
}
