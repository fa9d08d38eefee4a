/**
 * A document ⇄ its stream `document-<id>`. The stream is the truth; a snapshot
 * is a local row that saves replaying all of it, and may be lost at any time.
 */
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import type { EventLog, RecordedEvent } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { serverDoc } from './server-doc.ts'

/** The state of a document at a revision of its stream. */
export type Snapshot = {
  /** The log it was made from; another log's snapshot says nothing about ours. */
  logId: string
  revision: number
  /** A V1 Yjs update that makes the whole document. */
  update: Uint8Array
  /** Yjs client id → person. */
  bindings: Record<string, string>
}

/** Where snapshots are kept on this node. Losing them costs time, never words. */
export interface SnapshotStore {
  load(documentId: string): Snapshot | undefined
  save(documentId: string, snapshot: Snapshot): void
}

export type StoredDocument = {
  doc: Y.Doc
  /** Of the last event, -1 for a stream nobody wrote to. */
  revision: number
  /** In the whole log, 0 for a stream nobody wrote to. */
  position: number
  bindings: Map<number, string>
  /** Updates, and their bytes, since the snapshot. */
  tail: { updates: number; bytes: number }
}

/**
 * Fold a document from its snapshot and the events after it.
 * @throws `Fault('collab.load')` when the stream does not make a whole document
 */
export async function loadDocument(
  log: EventLog,
  snapshots: SnapshotStore,
  documentId: string,
): Promise<StoredDocument> {
  const stream = document.stream(documentId)
  const last = await log.readLast(stream)
  const snapshot = snapshots.load(documentId)
  // A log restored from a backup may be shorter than our snapshot, which then tells of a past that never was.
  if (snapshot !== undefined && snapshot.logId === log.logId && snapshot.revision <= (last?.revision ?? -1)) {
    const stored = open(snapshot)
    if (stored !== undefined) return await foldTail(log, stream, stored, last)
  }
  return await foldTail(log, stream, { doc: serverDoc(), bindings: new Map(), after: -1 }, last)
}

/** The document as it stands in the log, for readers: exports, sign-off, the submit of a proposal. */
export async function readDocument(
  log: EventLog,
  snapshots: SnapshotStore,
  documentId: string,
): Promise<{ update: Uint8Array; revision: number; doc: Y.Doc }> {
  const { doc, revision } = await loadDocument(log, snapshots, documentId)
  return { update: Y.encodeStateAsUpdate(doc), revision, doc }
}

/**
 * The document as one update, proven to make an equal document.
 * @throws `Fault('collab.snapshot')` when it does not
 */
export function compact(doc: Y.Doc): Uint8Array {
  const update = Y.encodeStateAsUpdate(doc)
  const fresh = serverDoc()
  try {
    Y.applyUpdate(fresh, update)
    if (!whole(fresh) || !Y.equalSnapshots(Y.snapshot(fresh), Y.snapshot(doc)))
      throw new Fault('collab.snapshot', 'the compacted document differs from the live one; none was saved')
    return Y.encodeStateAsUpdate(fresh)
  } finally {
    fresh.destroy()
  }
}

/** True when nothing waits for a predecessor. */
export const whole = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs === null && doc.store.pendingDs === null

type Base = { doc: Y.Doc; bindings: Map<number, string>; after: number }

/** A damaged snapshot is as good as none: the stream has everything. */
function open({ update, bindings, revision }: Snapshot): Base | undefined {
  const doc = serverDoc()
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return undefined
  }
  if (!whole(doc)) return undefined
  const owners = Object.entries(bindings).map(([client, person]) => [Number(client), person] as const)
  return { doc, bindings: new Map(owners), after: revision }
}

async function foldTail(
  log: EventLog,
  stream: string,
  { doc, bindings, after }: Base,
  last: RecordedEvent | undefined,
): Promise<StoredDocument> {
  const updates: Uint8Array[] = []
  let revision = last?.revision ?? -1
  let position = last?.position ?? 0
  for await (const event of log.readStream(stream, after + 1)) {
    if (event.type === 'DocumentUpdated' && event.data instanceof Uint8Array) updates.push(event.data)
    else if (event.type === 'ClientBound') {
      const { clientId, personId } = event.data as { clientId: number; personId: string }
      // Two nodes may bind one id at once; the first in the log has it.
      if (!bindings.has(clientId)) bindings.set(clientId, personId)
    }
    revision = event.revision
    position = event.position
  }
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
  } catch (error) {
    throw unreadable(stream, error)
  }
  if (!whole(doc)) throw unreadable(stream)
  const bytes = updates.reduce((sum, update) => sum + update.length, 0)
  return { doc, revision, position, bindings, tail: { updates: updates.length, bytes } }
}

const unreadable = (stream: string, cause?: unknown) =>
  new Fault('collab.load', `${stream} holds an update that cannot be applied; run \`hub log verify\``, cause)
