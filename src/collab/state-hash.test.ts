import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { stateHash } from './state-hash.ts'

function write(doc: Y.Doc, text: string): void {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(text)])
  doc.getXmlFragment('default').push([element])
}

test('the hash does not depend on the order in which edits were merged', () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()]
  write(a, '甲')
  write(b, '乙')
  a.getXmlFragment('default').delete(0, 1)
  write(a, '丙')
  const [x, y] = [new Y.Doc(), new Y.Doc()]
  const updates = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  for (const update of updates) Y.applyUpdate(x, update)
  Y.applyUpdate(y, Y.mergeUpdates(updates.toReversed()))
  expect(stateHash(x)).toBe(stateHash(y))
  expect(stateHash(x)).toMatch(/^[0-9a-f]{64}$/)
})

test('the hash tells marks and words apart, and not how they were typed', () => {
  const [once, twice, bold] = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
  write(once, '一二')
  write(bold, '一二')
  write(twice, '一')
  const words = (doc: Y.Doc) => (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
  words(twice).insert(1, '二', { bold: true })
  words(twice).format(1, 1, { bold: null })
  words(bold).format(0, 2, { bold: true })
  expect(stateHash(twice)).toBe(stateHash(once))
  expect(stateHash(bold)).not.toBe(stateHash(once))
})
