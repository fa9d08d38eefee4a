import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import styles from './editor.module.css'

type Heading = { level: number; text: string; at: number }

/** The headings of the document; each leads to its place. */
export function Outline({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const headings = useEditorState({
    editor,
    selector: ({ editor: now }): Heading[] => {
      const found: Heading[] = []
      now.state.doc.forEach((node, at) => {
        if (node.type.name !== 'heading') return
        found.push({ level: Number(node.attrs.level), text: node.textContent.trim(), at })
      })
      return found
    },
  })

  function go({ at }: Heading) {
    const element = editor.view.nodeDOM(at)
    editor
      .chain()
      .focus(undefined, { scrollIntoView: false })
      .setTextSelection(at + 1)
      .run()
    if (!(element instanceof HTMLElement)) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    element.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' })
  }

  return (
    <nav className={styles.outline} aria-label={t('proposal.editor.outline')}>
      <p className={styles.outlineTitle}>{t('proposal.editor.outline')}</p>
      {headings.length === 0 ? (
        <p className={styles.outlineEmpty}>{t('proposal.editor.outlineEmpty')}</p>
      ) : (
        <ol>
          {headings.map((heading) => (
            <li key={heading.at} data-level={heading.level}>
              <button type="button" onClick={() => go(heading)} title={heading.text}>
                {heading.text || t('proposal.editor.untitled')}
              </button>
            </li>
          ))}
        </ol>
      )}
    </nav>
  )
}
