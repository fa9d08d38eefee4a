import { ActionIcon, Anchor, Button, Group, Paper, TextInput, Tooltip } from '@mantine/core'
import { IconExternalLink, IconLinkOff, IconPencil } from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { BubbleMenu } from '@tiptap/react/menus'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './editor.module.css'
import { linkAddress } from './link-address.ts'

/** Names the menu's plugin in transactions. */
const KEY = 'linkBubble'
const OPTIONS = { placement: 'bottom-start' } as const

type Props = { editor: Editor; editing: boolean; onEditing: (editing: boolean) => void }

/** Beside the link the caret is in: where it leads, and ways to change it. */
export function LinkBubble({ editor, editing, onEditing }: Props) {
  const { t } = useTranslation()
  const href = useEditorState({ editor, selector: ({ editor: now }) => now.getAttributes('link').href })
  const address = typeof href === 'string' ? linkAddress(href) : undefined
  const asked = useRef(editing)
  const shouldShow = useCallback(
    ({ editor: now }: { editor: Editor }) => now.isEditable && (asked.current || now.isActive('link')),
    [],
  )
  // The menu looks only when the document or selection changes: being asked for is neither.
  useEffect(() => {
    asked.current = editing
    const wanted = shouldShow({ editor }) ? 'show' : 'hide'
    if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(KEY, wanted))
  }, [editor, editing, shouldShow])

  return (
    <BubbleMenu editor={editor} pluginKey={KEY} updateDelay={0} shouldShow={shouldShow} options={OPTIONS}>
      <Paper shadow="md" withBorder p={6} className={styles.bubble}>
        {editing ? (
          <LinkForm editor={editor} href={address ?? ''} onDone={() => onEditing(false)} />
        ) : (
          <Group gap={4} wrap="nowrap">
            <Anchor
              href={address}
              target="_blank"
              rel="noopener noreferrer"
              size="sm"
              className={styles.address}
            >
              <IconExternalLink size={14} aria-hidden /> {address ?? t('proposal.editor.link.bad')}
            </Anchor>
            <Tooltip label={t('proposal.editor.link.edit')}>
              <ActionIcon
                variant="subtle"
                aria-label={t('proposal.editor.link.edit')}
                onClick={() => onEditing(true)}
              >
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('proposal.editor.link.remove')}>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('proposal.editor.link.remove')}
                onClick={() => editor.chain().focus().extendMarkRange('link').unsetLink().run()}
              >
                <IconLinkOff size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Group>
        )}
      </Paper>
    </BubbleMenu>
  )
}

function LinkForm({ editor, href, onDone }: { editor: Editor; href: string; onDone: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(href)
  const [wrong, setWrong] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  function apply(event: FormEvent) {
    event.preventDefault()
    const address = linkAddress(typed)
    if (!address) return setWrong(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    // Without a selection there is nothing to mark: the address becomes the text.
    if (editor.state.selection.empty && !editor.isActive('link')) {
      chain
        .insertContent({
          type: 'text',
          text: typed.trim(),
          marks: [{ type: 'link', attrs: { href: address } }],
        })
        .run()
    } else chain.setLink({ href: address }).run()
    onDone()
  }

  return (
    <form onSubmit={apply} className={styles.linkForm}>
      <TextInput
        ref={field}
        size="xs"
        aria-label={t('proposal.editor.link.address')}
        placeholder="https://"
        value={typed}
        error={wrong && t('proposal.editor.link.wrong')}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setWrong(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.stopPropagation()
          onDone()
          editor.commands.focus()
        }}
      />
      <Button type="submit" size="xs">
        {t('proposal.editor.link.apply')}
      </Button>
    </form>
  )
}
