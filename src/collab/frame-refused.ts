import type { CloseCode } from './close-codes.ts'

/**
 * Why a frame was not taken. `gap` is apart from the others: before a client
 * has answered our sync step 1 it is an honest race, later it is refused.
 */
export type RefusalReason =
  | 'malformed'
  | 'unknown-message'
  | 'too-large'
  | 'gap'
  | 'foreign-client-id'
  | 'forbidden-name'
  | 'forbidden-content'
  | 'too-deep'
  | 'too-many'
  | 'read-only'

/** A frame the rules of COLLAB.md refuse: its socket is closed with `code`, nothing of it is kept. */
export class FrameRefused extends Error {
  override name = 'FrameRefused'
  readonly code: CloseCode
  readonly reason: RefusalReason

  constructor(code: CloseCode, reason: RefusalReason) {
    super(reason)
    this.code = code
    this.reason = reason
  }
}
