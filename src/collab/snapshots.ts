import type { Database } from '#src/platform/sqlite.ts'
import type { Snapshot, SnapshotStore } from './store.ts'

/** Snapshots that die with the process, for tests and a log in memory. */
export function memorySnapshots(): SnapshotStore {
  const rows = new Map<string, Snapshot>()
  return {
    load: (documentId) => rows.get(documentId),
    save: (documentId, snapshot) => {
      rows.set(documentId, snapshot)
    },
  }
}

type Row = { log_id: string; revision: number; body: Uint8Array; bindings: string }

/**
 * Snapshots as rows of a local database, in a table that is made when missing
 * and may be dropped at any time.
 */
export function sqliteSnapshots(db: Database): SnapshotStore {
  db.exec(`CREATE TABLE IF NOT EXISTS document_snapshot (
    document_id TEXT PRIMARY KEY, log_id TEXT NOT NULL, revision INTEGER NOT NULL,
    body BLOB NOT NULL, bindings TEXT NOT NULL) STRICT`)
  const select = db.prepare<[string], Row>(
    'SELECT log_id, revision, body, bindings FROM document_snapshot WHERE document_id = ?',
  )
  const upsert = db.prepare<[string, string, number, Uint8Array, string]>(
    `INSERT INTO document_snapshot (document_id, log_id, revision, body, bindings) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (document_id) DO UPDATE SET log_id = excluded.log_id, revision = excluded.revision,
       body = excluded.body, bindings = excluded.bindings`,
  )
  return {
    load(documentId) {
      const row = select.get(documentId)
      if (row === undefined) return undefined
      const bindings = JSON.parse(row.bindings) as Record<string, string>
      return { logId: row.log_id, revision: row.revision, update: new Uint8Array(row.body), bindings }
    },
    save(documentId, { logId, revision, update, bindings }) {
      upsert.run(documentId, logId, revision, update, JSON.stringify(bindings))
    },
  }
}
