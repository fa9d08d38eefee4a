import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { serverDoc } from './server-doc.ts'

/** Two who mark the same words at the same moment leave every mark twice. */
function markedTwice(): Uint8Array[] {
  const [lin, ada] = [new Y.Doc(), new Y.Doc()]
  lin.getText('t').insert(0, '张力闭环')
  Y.applyUpdate(ada, Y.encodeStateAsUpdate(lin))
  const before = Y.encodeStateVector(lin)
  const start = Y.encodeStateAsUpdate(lin)
  lin.getText('t').format(0, 4, { bold: true })
  ada.getText('t').format(0, 4, { bold: true })
  return [start, Y.encodeStateAsUpdate(lin, before), Y.encodeStateAsUpdate(ada, before)]
}

const deletions = (doc: Y.Doc) =>
  [...Y.snapshot(doc).ds.clients.values()].flat().reduce((sum, { len }) => sum + len, 0)

test('the document of the server deletes nothing that no update deletes, as other replicas do', () => {
  const updates = markedTwice()
  const [editor, server] = [new Y.Doc(), serverDoc()]
  for (const doc of [editor, server]) {
    doc.getText('t') // Yjs tidies up in what it knows to be text
    for (const update of updates) Y.applyUpdate(doc, update)
  }
  expect(deletions(server)).toBe(0)
  expect(deletions(editor)).toBeGreaterThan(0)
})
