/**
 * Writes a demo document the way its authors would have: each with a Yjs client
 * of their own, one update for each sitting, so that who wrote what is true.
 * Deterministic: the same sittings make the same bytes, and may be begun again.
 */
import * as Y from 'yjs'
import { EDITOR_ROOT } from '#src/platform/document-html.ts'
import { Fault } from '#src/platform/fault.ts'
import { derivedId } from '#src/platform/ids.ts'
import type { Block, Sitting } from './proposals/proposal.ts'

/** One sitting as bytes. */
export type Written<S extends Sitting = Sitting> = { sitting: S; clientId: number; update: Uint8Array }

/** @returns an update for each sitting, each based on all before it */
export function writtenBy<S extends Sitting>(documentId: string, sittings: readonly S[]): Written<S>[] {
  const updates: Uint8Array[] = []
  const replicas = new Map<string, Y.Doc>()
  return sittings.map((sitting) => {
    const replica = replicas.getOrInsertComputed(sitting.by, () => replicaOf(documentId, sitting.by))
    for (const update of updates) Y.applyUpdate(replica, update)
    const before = Y.encodeStateVector(replica)
    replica.transact(() => write(replica.getXmlFragment(EDITOR_ROOT), sitting))
    const update = Y.encodeStateAsUpdate(replica, before)
    updates.push(update)
    return { sitting, clientId: replica.clientID, update }
  })
}

function replicaOf(documentId: string, author: string): Y.Doc {
  const doc = new Y.Doc()
  // Yjs client ids are 32 bits wide.
  doc.clientID = Number.parseInt(derivedId('demo', documentId, author).slice(0, 8), 16)
  return doc
}

function write(page: Y.XmlFragment, { blocks = [], under, insert }: Sitting): void {
  if (insert) insertInto(page, insert)
  const place = under === undefined ? page.length : endOfSection(page, under)
  page.insert(place, blocks.flatMap(elementsOf))
}

function elementsOf(block: Block): Y.XmlElement[] {
  if ('heading' in block) return [element('heading', [words(block.heading)], { level: 2 })]
  if ('paragraph' in block) return [paragraph(block.paragraph)]
  if ('list' in block)
    return [
      element(
        'bulletList',
        block.list.map((item) => element('listItem', [paragraph(item)])),
      ),
    ]
  const tasks = block.tasks.map(({ done, text }) => element('taskItem', [paragraph(text)], { checked: done }))
  return [element('taskList', tasks)]
}

type Attributes = Record<string, number | boolean>

function element(name: string, children: (Y.XmlElement | Y.XmlText)[], attributes: Attributes = {}) {
  const made = new Y.XmlElement(name)
  // Yjs keeps any JSON value, and the editor reads numbers and booleans; only the type knows strings alone.
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as unknown as string)
  made.insert(0, children)
  return made
}

const words = (text: string) => new Y.XmlText(text)
const paragraph = (text: string) => element('paragraph', [words(text)])

/** Where the next heading stands, or the end. */
function endOfSection(page: Y.XmlFragment, heading: string): number {
  const blocks = page.toArray()
  const isHeading = (node: unknown) => node instanceof Y.XmlElement && node.nodeName === 'heading'
  const at = blocks.findIndex((node) => isHeading(node) && textIn(node) === heading)
  if (at < 0) throw new Fault('demo.write', `there is no heading ${heading}`)
  const next = blocks.findIndex((node, index) => index > at && isHeading(node))
  return next < 0 ? blocks.length : next
}

function insertInto(page: Y.XmlFragment, { after, text }: NonNullable<Sitting['insert']>): void {
  for (const node of page.createTreeWalker((one) => one instanceof Y.XmlText)) {
    if (!(node instanceof Y.XmlText)) continue
    const at = node.toString().indexOf(after)
    if (at < 0) continue
    node.insert(at + after.length, text)
    return
  }
  throw new Fault('demo.write', `nobody wrote ${after}`)
}

const textIn = (node: unknown): string =>
  node instanceof Y.XmlElement ? node.toArray().map(String).join('') : ''
