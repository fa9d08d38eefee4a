/**
 * A hash of what a document says.
 *
 * Not of `Y.encodeStateAsUpdate`: its bytes depend on where Yjs happened to
 * merge neighbouring structs and on what was garbage-collected, so two replicas
 * with the same words can differ. We hash the visible tree instead: element
 * names, sorted attributes, runs of text with sorted marks. It depends on
 * neither the order of merging nor the version of Yjs.
 */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'

/**
 * SHA-256, as hex, of the named XML fragments.
 * @param roots - `default` is the editor's
 */
export function stateHash(doc: Y.Doc, roots: readonly string[] = ['default']): string {
  const content = roots.toSorted().map((name) => [name, children(doc.getXmlFragment(name))])
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

type Json = null | boolean | number | string | Json[]

const children = (parent: Y.XmlFragment): Json[] => parent.toArray().map(canonical)

function canonical(node: Y.XmlElement | Y.XmlText | Y.XmlHook): Json {
  if (node instanceof Y.XmlText) return ['#text', runs(node)]
  if (node instanceof Y.XmlElement) return [node.nodeName, sorted(node.getAttributes()), children(node)]
  return ['#hook', sorted(node.toJSON())]
}

/** Neighbouring runs with the same marks are one run: how they were typed is not what they say. */
function runs(node: Y.XmlText): Json[] {
  const result: [Json, Json][] = []
  for (const { insert, attributes } of node.toDelta() as { insert: unknown; attributes?: object }[]) {
    const marks = sorted(attributes ?? {})
    const last = result.at(-1)
    if (
      typeof insert === 'string' &&
      typeof last?.[0] === 'string' &&
      JSON.stringify(last[1]) === JSON.stringify(marks)
    )
      last[0] += insert
    else result.push([typeof insert === 'string' ? insert : ['#embed', sorted(insert)], marks])
  }
  return result
}

/** JSON with the keys of every object in order, as nested pairs. */
function sorted(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object') return null
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined && inner !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)])
}
