/**
 * One-time links: whoever holds the token may use it. The log keeps only its
 * SHA-256, and the token names the stream it belongs to, so that no read model
 * is needed to find it.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits (reliability.md §3.1: UUIDs do not count as secrets). */
const SECRET_BYTES = 32
const ID_BYTES = 16
const TOKEN = /^[\w-]{64}$/

/** A fresh token for the thing `id` (a UUID): give `token` away, keep `tokenHash`. */
export function newToken(id: string): { token: string; tokenHash: string } {
  const bytes = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), randomBytes(SECRET_BYTES)])
  const token = bytes.toString('base64url')
  return { token, tokenHash: hash(token) }
}

/** What `token` is for, and the hash to compare; undefined when it was never one of ours. */
export function readToken(token: string): { id: string; tokenHash: string } | undefined {
  if (!TOKEN.test(token)) return undefined
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { id, tokenHash: hash(token) }
}

/** Compares two hashes in a time that does not tell where they differ. */
export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')
