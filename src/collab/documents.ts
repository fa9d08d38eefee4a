import * as Y from 'yjs'
import { document } from '#events/document.ts'
import type { Documents } from '#src/http/env.ts'
import type { EventLog } from '#src/log/event-log.ts'
import { serverDoc } from './server-doc.ts'
import { stateHash } from './state-hash.ts'
import { readDocument, type SnapshotStore } from './store.ts'

/** Documents for those who read them: as they are, or as they were at a revision, folded from the log. */
export const openDocuments = (log: EventLog, snapshots: SnapshotStore): Documents => ({
  async read(documentId, revision) {
    const now = await readDocument(log, snapshots, documentId)
    if (revision === undefined || revision >= now.revision)
      return { doc: now.doc, revision: now.revision, hash: stateHash(now.doc) }
    const doc = serverDoc()
    for await (const event of log.readStream(document.stream(documentId))) {
      if (event.revision > revision) break
      if (event.data instanceof Uint8Array) Y.applyUpdate(doc, event.data)
    }
    return { doc, revision, hash: stateHash(doc) }
  },
})
