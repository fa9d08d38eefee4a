/** What can be made to go wrong with a call to the double. */
import grpc from '@grpc/grpc-js'

export type Method = 'append' | 'read' | 'subscribe' | 'features' | 'gossip' | 'batch'

/**
 * - `hang`: no answer, ever; nothing is stored.
 * - `lost`: stored, then the call breaks instead of being answered. `lost-hang`: stored, and no answer.
 * - `late`: stored and answered only after so many milliseconds.
 * - `broken`: for a read, some events and then an error.
 * - the rest: an error instead, nothing stored.
 */
export type Fault =
  | 'hang'
  | 'lost'
  | 'lost-hang'
  | 'broken'
  | 'unavailable'
  | 'internal'
  | 'not-leader'
  | 'denied'
  | { late: number }

export class Faults {
  readonly #waiting = new Map<Method, Fault[]>()
  /** How many have struck. */
  taken = 0

  add(method: Method, fault: Fault, times: number): void {
    const waiting = this.#waiting.get(method) ?? []
    waiting.push(...Array.from({ length: times }, () => fault))
    this.#waiting.set(method, waiting)
  }

  take(method: Method): Fault | undefined {
    const fault = this.#waiting.get(method)?.shift()
    if (fault !== undefined) this.taken++
    return fault
  }

  clear(): void {
    this.#waiting.clear()
  }
}

/** The error as the server words it: the kind stands in the `exception` trailer. */
export function breakdown(fault: Fault, leaderPort: number): grpc.ServiceError {
  const metadata = new grpc.Metadata()
  const error = (code: grpc.status, details: string) =>
    Object.assign(new Error(details), { code, details, metadata })
  switch (fault) {
    case 'denied':
      metadata.set('exception', 'access-denied')
      return error(grpc.status.PERMISSION_DENIED, 'Access Denied')
    case 'not-leader':
      metadata.set('exception', 'not-leader')
      metadata.set('leader-endpoint-host', '127.0.0.1')
      metadata.set('leader-endpoint-port', String(leaderPort))
      return error(grpc.status.NOT_FOUND, 'Leader info available')
    case 'internal':
      return error(grpc.status.UNKNOWN, 'something broke inside the server')
    default:
      return error(grpc.status.UNAVAILABLE, 'Server Is Not Ready')
  }
}
