/**
 * Why the server closed a co-editing socket; shared with the browser. Codes
 * from 4400 to 4499 are final for y-websocket's client: it does not reconnect.
 */
export const CLOSE = {
  /** Broke the y-websocket protocol: an unknown message. */
  protocol: 1002,
  /** A text frame: the protocol is binary. */
  unsupported: 1003,
  /** Bytes that are not what they claim to be. */
  malformed: 1007,
  /** Well-formed and not allowed: another person's client id, a gap, a forbidden name. */
  refused: 1008,
  /** Over a size limit. */
  tooLarge: 1009,
  /** The server stops or restarts: come back at once. */
  restart: 1012,
  /** The log or the reader cannot keep up: come back a little later with the same edits. */
  tryLater: 1013,
  signedOut: 4401,
  forbidden: 4403,
  notFound: 4404,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]
