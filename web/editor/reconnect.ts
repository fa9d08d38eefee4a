import { CLOSE } from '../../src/collab/close-codes.ts'

/** The first wait before coming back, ms, and the longest: everyone of a restarted hub comes at once. */
const FIRST_MS = 250
const LONGEST_MS = 5_000
/** The least wait when the hub says that it cannot keep up, ms. */
const BUSY_MS = 1_500

/** How often the hub may refuse what we send before we stop: the same bytes will not get better. */
export const MAX_REFUSALS = 3

/** Codes that say our own frames were not taken. Once may be a race, three times is not. */
const REFUSING: ReadonlySet<number> = new Set([
  CLOSE.protocol,
  CLOSE.unsupported,
  CLOSE.malformed,
  CLOSE.refused,
  CLOSE.tooLarge,
])

export const isRefusal = (code: number): boolean => REFUSING.has(code)

/** Codes that the hub means for good: signed out, no right, gone, replaced. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500

/**
 * How long to wait before the next connection: exponential with jitter, so that many clients of one
 * hub do not return in step.
 * @param attempt - connections lost since the last one that worked, from 1
 * @param chance - a number in [0, 1)
 * @returns ms
 */
export function reconnectDelay(code: number, attempt: number, chance: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt)
  const wait = ceiling / 2 + (chance * ceiling) / 2
  return Math.round(code === CLOSE.tryLater ? BUSY_MS + wait : wait)
}
