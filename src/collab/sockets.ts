/**
 * Every open co-editing socket of this node: counted for each person, kept alive,
 * asked again what they may do, closed together.
 */
import type { Clock } from '#src/platform/clock.ts'
import { CLOSE, type CloseCode } from './close-codes.ts'
import type { Access, Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { Standing } from './open-rooms.ts'

type Held = { documentId: string; expiry: NodeJS.Timeout | undefined }

/** The longest a timer can wait; a session that lives longer is met by the regular checks. */
const MAX_TIMER_MS = 2 ** 31 - 1

export class Sockets {
  readonly #held = new Map<Connection, Held>()
  readonly #limits: Limits
  readonly #now: Clock
  readonly #stillAllowed: (access: Access, documentId: string) => Promise<Standing>
  readonly #report: (fault: unknown) => void
  readonly #heartbeat: NodeJS.Timeout
  #emptied: (() => void) | undefined

  constructor(
    limits: Limits,
    now: Clock,
    stillAllowed: (access: Access, documentId: string) => Promise<Standing>,
    report: (fault: unknown) => void,
  ) {
    this.#limits = limits
    this.#now = now
    this.#stillAllowed = stillAllowed
    this.#report = report
    this.#heartbeat = setInterval(() => this.#beat(), limits.heartbeatMs)
    this.#heartbeat.unref()
  }

  get size(): number {
    return this.#held.size
  }

  /** How many sockets a person has open. */
  of(personId: string): number {
    let sockets = 0
    for (const { access } of this.#held.keys()) if (access.personId === personId) sockets += 1
    return sockets
  }

  add(connection: Connection, documentId: string): void {
    const left = connection.access.expiresAt.getTime() - Date.parse(this.#now())
    const expiry =
      left > MAX_TIMER_MS ? undefined : setTimeout(() => void this.#check(connection), Math.max(0, left))
    expiry?.unref()
    this.#held.set(connection, { documentId, expiry })
  }

  remove(connection: Connection): void {
    clearTimeout(this.#held.get(connection)?.expiry)
    this.#held.delete(connection)
    if (this.#held.size === 0) this.#emptied?.()
  }

  async recheck(documentIds?: readonly string[]): Promise<void> {
    const wanted = documentIds && new Set(documentIds)
    const checks = [...this.#held]
      .filter(([, { documentId }]) => wanted?.has(documentId) ?? true)
      .map(([connection]) => this.#check(connection))
    await Promise.all(checks)
  }

  /** Close all and wait until the last is gone. */
  async close(code: CloseCode, reason: string): Promise<void> {
    clearInterval(this.#heartbeat)
    if (this.#held.size === 0) return
    const empty = new Promise<void>((resolve) => {
      this.#emptied = resolve
    })
    for (const connection of this.#held.keys()) connection.close(code, reason)
    await empty
  }

  /** Fails closed: who cannot be checked is sent away, to come back when it works again. */
  async #check(connection: Connection): Promise<void> {
    const documentId = this.#held.get(connection)?.documentId
    if (documentId === undefined) return
    connection.checkedAt = Date.parse(this.#now())
    try {
      const standing = await this.#stillAllowed(connection.access, documentId)
      if (standing === 'none') connection.close(CLOSE.forbidden, 'no right')
      else if (standing === 'signed-out') connection.close(CLOSE.signedOut, 'signed out')
      else connection.setRight(standing === 'write')
    } catch (error) {
      this.#report(error)
      connection.close(CLOSE.tryLater, 'rights unknown')
    }
  }

  #beat(): void {
    const now = Date.parse(this.#now())
    for (const connection of this.#held.keys()) {
      if (!connection.beat()) connection.terminate()
      else if (now - connection.checkedAt >= this.#limits.recheckMs) void this.#check(connection)
    }
  }
}
