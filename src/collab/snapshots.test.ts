import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { CollabServer } from '#test/support/collab-server.ts'
import { sqliteSnapshots } from './snapshots.ts'
import { readDocument } from './store.ts'

test('[CO10] a snapshot comes back from the database as it was saved, and the newest counts', () => {
  const db = openDatabase(':memory:', { durable: false })
  const snapshots = sqliteSnapshots(db)
  const update = Y.encodeStateAsUpdate(new Y.Doc())
  const older = { logId: 'a', revision: 1, update, bindings: {} }
  const newer = { logId: 'a', revision: 9, update, bindings: { 4294967295: 'lin' } }
  snapshots.save('d', older)
  snapshots.save('d', newer)
  expect(sqliteSnapshots(db).load('d')).toEqual(newer)
  expect(snapshots.load('other')).toBeUndefined()
  db.close()
})

test.each([
  ['of another log', { logId: 'another' }],
  ['ahead of the log', { revision: 1_000 }],
  ['unreadable', { update: Uint8Array.of(9, 9, 9) }],
])('[CO10] a snapshot %s is not used', async (_what, wrong) => {
  const log = new MemoryEventLog()
  await using server = await CollabServer.start({ log })
  const id = await server.document()
  const lin = await server.join('lin', id)
  lin.paragraph('真相在日志里')
  await vi.waitUntil(() => lin.saved)
  const good = { logId: log.logId, revision: 1, update: Y.encodeStateAsUpdate(new Y.Doc()), bindings: {} }
  server.snapshots.save(id, { ...good, ...wrong })
  const { doc } = await readDocument(log, server.snapshots, id)
  expect(doc.getXmlFragment('default').toString()).toBe(lin.text)
})
