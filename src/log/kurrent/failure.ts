/** What an error of the driver means to us, and our own limit on every wait. */

/**
 * - `conflict`: the server compared revisions and refused.
 * - `missing`: nobody has written to the stream.
 * - `refused`: a definite no, which asking again does not change.
 * - `unknown`: it may have happened or not, and asking again is safe.
 */
export type Failure = 'conflict' | 'missing' | 'refused' | 'unknown'

const KINDS: Readonly<Record<string, Failure>> = {
  'wrong-expected-version': 'conflict',
  'stream-not-found': 'missing',
  'no-stream': 'missing',
  'access-denied': 'refused',
  'stream-deleted': 'refused',
  'stream-tombstoned': 'refused',
  'maximum-append-size-exceeded': 'refused',
  'append-record-size-exceeded': 'refused',
  'transaction-max-size-exceeded': 'refused',
  'missing-required-metadata-property': 'refused',
  'invalid-argument': 'refused',
  unsupported: 'refused',
}

/** Errors after which the connection itself is in order, or is mended by the driver. */
const CONNECTION_KEPT = new Set(['unavailable', 'cancelled', 'not-leader', 'timeout'])

/** Nothing came back in the time we give. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'

  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
  }
}

/** Whatever is not known for certain counts as unknown, also raw gRPC errors (kurrentdb.md §1.6, 9). */
export const failureOf = (error: unknown): Failure => KINDS[typeOf(error)] ?? 'unknown'

/** True when the driver's client is better replaced: it hangs, or keeps an error for good (kurrentdb.md §1.6, 1 and 4). */
export const wantsNewClient = (error: unknown): boolean =>
  failureOf(error) === 'unknown' && !CONNECTION_KEPT.has(typeOf(error))

/** The driver's errors often have the class's name as their whole message, or none at all. */
export const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const type = typeOf(error)
  return [type, error.message].filter((text) => text !== '').join(': ') || error.name
}

/** The driver takes no deadline on reads and keeps none on appends, so every wait is ours to end. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(ms)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function typeOf(error: unknown): string {
  const type: unknown = error instanceof Error && 'type' in error ? error.type : undefined
  return typeof type === 'string' ? type : ''
}
