/**
 * A live document as words on a page: HTML that is safe to show, or plain text.
 *
 * What stands in a document is what clients put there, so nothing in it is
 * taken on trust: it is cut down to the editor's own nodes and marks first,
 * rendered without a DOM, and sanitised like anything else from outside.
 */
import { StarterKit } from '@tiptap/starter-kit'
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string'
import { yDocToProsemirrorJSON } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { sanitiseHtml } from './sanitise.ts'

/** The root that the editor binds to. */
export const EDITOR_ROOT = 'default'

/** Deeper nesting than any person writes; a hostile document must not exhaust the stack. */
const MAX_DEPTH = 40

const EXTENSIONS = [StarterKit.configure({ undoRedo: false })]

type Mark = { type: string; attrs?: Record<string, unknown> }
type Node = {
  type: string
  attrs?: Record<string, unknown>
  content?: Node[]
  text?: string
  marks?: Mark[]
}

/** The document as sanitised HTML. Tasks become list items with ☑ or ☐; headings start at h2. */
export function documentHtml(doc: Y.Doc): string {
  const content = contentOf(doc)
  if (content.length === 0) return ''
  return sanitiseHtml(renderToHTMLString({ content: { type: 'doc', content }, extensions: EXTENSIONS }))
}

/** The document's words, a line for each block. */
export function documentText(doc: Y.Doc): string {
  return contentOf(doc).map(textOf).join('\n').trim()
}

const contentOf = (doc: Y.Doc): Node[] =>
  blocks((yDocToProsemirrorJSON(doc, EDITOR_ROOT) as Node).content ?? [], 0)

const PLAIN_BLOCKS: ReadonlySet<string> = new Set(['blockquote', 'bulletList', 'orderedList', 'listItem'])
const MARKS: ReadonlySet<string> = new Set(['bold', 'code', 'italic', 'link', 'strike', 'underline'])

function blocks(nodes: readonly Node[], depth: number): Node[] {
  if (depth > MAX_DEPTH) return []
  return nodes.flatMap((node) => block(node, depth))
}

function block(node: Node, depth: number): Node[] {
  const { type, attrs = {}, content = [] } = node
  if (PLAIN_BLOCKS.has(type)) return [{ type, content: blocks(content, depth + 1) }]
  switch (type) {
    case 'paragraph':
      return [{ type, content: words(content) }]
    case 'heading':
      // The page around it has its own h1.
      return [
        { type, attrs: { level: Math.min(3, 1 + (Number(attrs.level) || 1)) }, content: words(content) },
      ]
    case 'codeBlock':
      return [{ type, content: words(content).map(({ marks: _, ...bare }) => bare) }]
    case 'horizontalRule':
      return [{ type }]
    case 'taskList':
      return [{ type: 'bulletList', content: blocks(content, depth + 1) }]
    case 'taskItem':
      return [
        {
          type: 'listItem',
          content: ticked(blocks(content, depth + 1), isTrue(attrs.checked) ? '☑ ' : '☐ '),
        },
      ]
    case 'text':
    case 'hardBreak':
      return [{ type: 'paragraph', content: words([node]) }]
    default:
      // A node we do not know keeps its words.
      return blocks(content, depth + 1)
  }
}

/** Yjs stores attributes as they came: a boolean, or its name. */
const isTrue = (value: unknown) => value === true || value === 'true'

function ticked(content: Node[], mark: string): Node[] {
  const text: Node = { type: 'text', text: mark }
  const [first, ...rest] = content
  if (first?.type !== 'paragraph') return [{ type: 'paragraph', content: [text] }, ...content]
  return [{ ...first, content: [text, ...(first.content ?? [])] }, ...rest]
}

function words(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.type === 'hardBreak') return [{ type: 'hardBreak' }]
    if (node.type !== 'text' || typeof node.text !== 'string' || node.text === '')
      return words((node.content ?? []).filter(({ type }) => type === 'text' || type === 'hardBreak'))
    const marks = (node.marks ?? []).filter(({ type }) => MARKS.has(type)).map(markOf)
    return [{ type: 'text', text: node.text, ...(marks.length > 0 && { marks }) }]
  })
}

const markOf = ({ type, attrs }: Mark): Mark =>
  type === 'link' ? { type, attrs: { href: typeof attrs?.href === 'string' ? attrs.href : '' } } : { type }

function textOf({ type, text, content = [] }: Node): string {
  if (type === 'text') return text ?? ''
  if (type === 'hardBreak') return '\n'
  const inline = content.every((child) => child.type === 'text' || child.type === 'hardBreak')
  return content.map(textOf).join(inline ? '' : '\n')
}
