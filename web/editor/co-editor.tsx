import { Skeleton, Stack } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Announcer } from './announcer.tsx'
import type { Collab } from './collab.ts'
import styles from './editor.module.css'
import './prose.css'
import { editorExtensions } from './extensions.ts'
import { LinkBubble } from './link-bubble.tsx'
import { Outline } from './outline.tsx'
import { colourOf } from './people.ts'
import { Presence } from './presence.tsx'
import { SaveBadge, SaveNotice } from './save-badge.tsx'
import { textCount } from './text-count.ts'
import { Toolbar } from './toolbar.tsx'
import { useCollab, usePresent } from './use-collab.ts'

type Props = {
  documentId: string
  /** What is being written, for those who hear the page. */
  label: string
  /** The person writing; the hub stamps the name on what others see. */
  me: { id: string; name: string }
  /** Told whether this tab holds typing that the hub does not have. */
  onUnsaved?: (unsaved: boolean) => void
}

/** A live document: several people write at once, and each sees whether their typing is safe. */
export function CoEditor({ documentId, label, me, onUnsaved }: Props) {
  const { collab, view } = useCollab(documentId)
  const people = usePresent(collab, me.id)
  const { status } = view
  const unsaved = 'changes' in status && status.changes > 0
  useEffect(() => onUnsaved?.(unsaved), [unsaved, onUnsaved])
  return (
    <div className={styles.frame}>
      <Announcer people={people} status={status} />
      <div className={styles.state}>
        <SaveBadge status={status} />
        <Presence people={people} />
      </div>
      <SaveNotice status={status} onRetry={() => collab?.reconnect()} />
      {collab && view.ready ? (
        // A new document is a new editor: Tiptap binds to one Yjs document for life.
        <Surface key={documentId} collab={collab} label={label} name={me.name} editable={view.editable} />
      ) : (
        <Stack p="lg" gap="sm" className={styles.paper}>
          <Skeleton height={24} width="45%" />
          <Skeleton height={14} />
          <Skeleton height={14} width="90%" />
          <Skeleton height={14} width="70%" />
        </Stack>
      )}
    </div>
  )
}

type SurfaceProps = { collab: Collab; label: string; name: string; editable: boolean }

function Surface({ collab, label, name, editable }: SurfaceProps) {
  const { t } = useTranslation()
  const [linking, setLinking] = useState(false)
  const [me] = useState(() => ({ name, color: colourOf(name) }))
  const editor = useEditor({
    extensions: editorExtensions(collab, me, (task) => t('proposal.editor.task', { task })),
    editable,
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: `prose ${styles.text}`,
      },
    },
    onSelectionUpdate: ({ editor: now }) => {
      if (!now.isActive('link') && now.state.selection.empty) setLinking(false)
    },
  })
  useEffect(() => {
    // `false`: being allowed to write is not an edit.
    editor.setEditable(editable, false)
    editor.view.dom.setAttribute('aria-readonly', String(!editable))
  }, [editor, editable])

  return (
    <div className={styles.surface}>
      <Outline editor={editor} />
      <div className={styles.paper}>
        <Toolbar
          editor={editor}
          disabled={!editable}
          onLink={() => {
            setLinking(true)
            editor.commands.focus()
          }}
        />
        <LinkBubble editor={editor} editing={linking} onEditing={setLinking} />
        <EditorContent editor={editor} className={styles.content} />
        <Placeholder editor={editor} text={t('proposal.editor.placeholder')} />
        <Count editor={editor} />
      </div>
    </div>
  )
}

/** Over an empty document only; decorative, since the field has a label. */
function Placeholder({ editor, text }: { editor: Editor; text: string }) {
  const empty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty })
  return empty ? (
    <p className={styles.placeholder} aria-hidden>
      {text}
    </p>
  ) : null
}

/** Counting a long document at every key is wasted work. */
const COUNT_MS = 300

function Count({ editor }: { editor: Editor }) {
  const { t, i18n } = useTranslation()
  const [count, setCount] = useState(() => textCount(editor.getText()))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const later = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setCount(textCount(editor.getText())), COUNT_MS)
    }
    editor.on('update', later)
    return () => {
      clearTimeout(timer.current)
      editor.off('update', later)
    }
  }, [editor])
  const figure = new Intl.NumberFormat(i18n.language)
  return (
    <p className={styles.count}>
      {t('proposal.editor.count', {
        words: figure.format(count.words),
        characters: figure.format(count.characters),
      })}
    </p>
  )
}
