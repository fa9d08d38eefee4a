/**
 * The key store: one data key per subject (a person, later a challenge), in
 * its own file beside the log, with a backup of its own.
 *
 * INVARIANTS. Keys are random, never derived from the subject. A key that was
 * dropped is gone for good and leaves a mark, so that a late writer cannot
 * bring an erased person back under a new key. The file is durable before a
 * key is used: an event whose key was lost could never be read again.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { type Database, openDatabase } from '#src/platform/sqlite.ts'

export interface KeyStore extends Disposable {
  /** The subject's 32-byte key, made on first use; undefined once it was erased. */
  keyFor(subject: string): Buffer | undefined
  /** The subject's key if there is one. */
  find(subject: string): Buffer | undefined
  /** Drops the subject's key: what was sealed under it is unreadable from now on. */
  erase(subject: string, at: string): void
  /** HMAC-SHA256 of `text` under the hub's own key, hex: names for things whose natural key is personal. */
  fingerprint(text: string): string
}

const HUB_KEY = 'hub'

/** Opens the key store in `file` (`:memory:` for tests). */
export function openKeyStore(file: string): KeyStore {
  const db: Database = openDatabase(file, { durable: file !== ':memory:' })
  if (file !== ':memory:') chmodSync(file, 0o600)
  db.exec(`PRAGMA secure_delete=ON;
    CREATE TABLE IF NOT EXISTS subject_key (subject TEXT PRIMARY KEY, key BLOB, erased_at TEXT) STRICT`)
  const select = db.prepare('SELECT key, erased_at AS erasedAt FROM subject_key WHERE subject = ?')
  const insert = db.prepare('INSERT INTO subject_key (subject, key) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const drop = db.prepare(
    `INSERT INTO subject_key (subject, key, erased_at) VALUES (?, NULL, ?)
     ON CONFLICT (subject) DO UPDATE SET key = NULL, erased_at = excluded.erased_at`,
  )
  const cache = new Map<string, Buffer>()

  const find = (subject: string) => {
    const cached = cache.get(subject)
    if (cached) return cached
    const row = select.get(subject) as { key: Buffer | null } | undefined
    if (row?.key) cache.set(subject, row.key)
    return row?.key ?? undefined
  }
  const keyFor = (subject: string) => {
    const known = find(subject)
    if (known) return known
    insert.run(subject, randomBytes(32))
    return find(subject)
  }
  return {
    find,
    keyFor,
    erase(subject, at) {
      drop.run(subject, at)
      cache.delete(subject)
    },
    fingerprint(text) {
      const key = keyFor(HUB_KEY)
      if (!key) throw new Error('the hub key cannot be erased')
      return createHmac('sha256', key).update(text).digest('hex')
    },
    [Symbol.dispose]: () => db.close(),
  }
}
