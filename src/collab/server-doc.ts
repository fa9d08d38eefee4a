import * as Y from 'yjs'

/**
 * A document that says what the log says, and nothing of its own.
 *
 * When others' edits leave a mark without effect, Yjs deletes it on every
 * replica by itself. Done here, that deletion would stand in memory and not in
 * the log, and the same one from an editor would be taken for a repeat and not
 * be stored: after a restart the mark were back. Editors tidy up; we store it.
 */
export function serverDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false
  })
  return doc
}
