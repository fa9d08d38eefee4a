import { getSchema } from '@tiptap/core'
import { TaskItem } from '@tiptap/extension-task-item'
import { TaskList } from '@tiptap/extension-task-list'
import { StarterKit } from '@tiptap/starter-kit'
import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentHtml, documentText } from './document-html.ts'

const schema = getSchema([StarterKit.configure({ undoRedo: false }), TaskList, TaskItem])
const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length && { marks }),
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const written = (...content: object[]) =>
  prosemirrorJSONToYDoc(schema, { type: 'doc', content }, 'default') as Y.Doc

describe('a document as HTML', () => {
  test('has the blocks and marks of the editor, one heading level down', () => {
    const doc = written(
      { type: 'heading', attrs: { level: 1 }, content: [text('技术路线')] },
      paragraph(text('张力'), text('闭环', { type: 'bold' }), { type: 'hardBreak' }, text('控制')),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('480目'))] }] },
      { type: 'codeBlock', content: [text('a < b')] },
    )
    expect(documentHtml(doc)).toBe(
      '<h2>技术路线</h2><p>张力<strong>闭环</strong><br />控制</p><ul><li><p>480目</p></li></ul><pre><code>a &lt; b</code></pre>',
    )
  })

  test('shows tasks by their ticks', () => {
    const task = (checked: boolean, words: string) => ({
      type: 'taskItem',
      attrs: { checked },
      content: [paragraph(text(words))],
    })
    const doc = written({ type: 'taskList', content: [task(true, '试织'), task(false, '检测')] })
    expect(documentHtml(doc)).toBe('<ul><li><p>☑ 试织</p></li><li><p>☐ 检测</p></li></ul>')
  })

  test('links only to where a browser may safely go', () => {
    const link = (href: string) => ({ type: 'link', attrs: { href } })
    const doc = written(
      paragraph(text('好', link('https://example.org/标准')), text('坏', link('javascript:alert(1)'))),
    )
    expect(documentHtml(doc)).toBe(
      '<p><a href="https://example.org/%E6%A0%87%E5%87%86" rel="noopener nofollow ugc">好</a>坏</p>',
    )
  })

  test('keeps the words of nodes it does not know, and none of their powers', () => {
    const doc = new Y.Doc()
    const script = new Y.XmlElement('script')
    script.insert(0, [new Y.XmlText('<img src=x onerror=alert(1)>')])
    const wild = new Y.XmlElement('heading')
    wild.setAttribute('level', '99 onload=x')
    wild.insert(0, [new Y.XmlText('标题')])
    doc.getXmlFragment('default').insert(0, [script, wild])
    expect(documentHtml(doc)).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p><h2>标题</h2>')
  })

  test('survives hostile nesting', () => {
    const doc = new Y.Doc()
    let inner = new Y.XmlElement('blockquote')
    doc.getXmlFragment('default').insert(0, [inner])
    for (let depth = 0; depth < 500; depth++) {
      const next = new Y.XmlElement('blockquote')
      inner.insert(0, [next])
      inner = next
    }
    inner.insert(0, [new Y.XmlText('深')])
    const html = documentHtml(doc)
    expect(html).not.toContain('深')
    expect(html.length).toBeLessThan(2_000)
  })

  test('of nothing is nothing', () => {
    expect(documentHtml(new Y.Doc())).toBe('')
    expect(documentText(new Y.Doc())).toBe('')
  })
})

test('a document as text has a line for each block', () => {
  const doc = written(
    { type: 'heading', attrs: { level: 2 }, content: [text('一、概述')] },
    paragraph(text('第一'), text('段', { type: 'italic' })),
    {
      type: 'orderedList',
      content: [1, 2].map((n) => ({ type: 'listItem', content: [paragraph(text(`第${n}步`))] })),
    },
  )
  expect(documentText(doc)).toBe('一、概述\n第一段\n第1步\n第2步')
})
