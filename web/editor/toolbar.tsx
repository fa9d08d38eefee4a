import { ActionIcon, Divider, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconCode,
  IconH1,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconSeparator,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { zh } from '../i18n/zh.ts'
import styles from './editor.module.css'

type Chain = ReturnType<Editor['chain']>
type ToolName = keyof typeof zh.proposal.editor.tool
type Tool = {
  name: ToolName
  icon: typeof IconBold
  run: (chain: Chain) => Chain
  /** Pressed when the selection is this. Absent: the tool does something once. */
  active?: [name: string, attributes?: Record<string, unknown>]
  keys?: string
}

const GROUPS: readonly (readonly Tool[])[] = [
  [
    {
      name: 'h1',
      icon: IconH1,
      run: (c) => c.toggleHeading({ level: 1 }),
      active: ['heading', { level: 1 }],
    },
    {
      name: 'h2',
      icon: IconH2,
      run: (c) => c.toggleHeading({ level: 2 }),
      active: ['heading', { level: 2 }],
    },
    {
      name: 'h3',
      icon: IconH3,
      run: (c) => c.toggleHeading({ level: 3 }),
      active: ['heading', { level: 3 }],
    },
  ],
  [
    { name: 'bold', icon: IconBold, run: (c) => c.toggleBold(), active: ['bold'], keys: 'B' },
    { name: 'italic', icon: IconItalic, run: (c) => c.toggleItalic(), active: ['italic'], keys: 'I' },
    {
      name: 'underline',
      icon: IconUnderline,
      run: (c) => c.toggleUnderline(),
      active: ['underline'],
      keys: 'U',
    },
    { name: 'strike', icon: IconStrikethrough, run: (c) => c.toggleStrike(), active: ['strike'] },
    { name: 'code', icon: IconCode, run: (c) => c.toggleCode(), active: ['code'] },
  ],
  [
    { name: 'bullets', icon: IconList, run: (c) => c.toggleBulletList(), active: ['bulletList'] },
    { name: 'numbers', icon: IconListNumbers, run: (c) => c.toggleOrderedList(), active: ['orderedList'] },
    { name: 'tasks', icon: IconListCheck, run: (c) => c.toggleTaskList(), active: ['taskList'] },
  ],
  [
    { name: 'quote', icon: IconBlockquote, run: (c) => c.toggleBlockquote(), active: ['blockquote'] },
    { name: 'rule', icon: IconSeparator, run: (c) => c.setHorizontalRule() },
  ],
]

const HISTORY: readonly Tool[] = [
  { name: 'undo', icon: IconArrowBackUp, run: (c) => c.undo(), keys: 'Z' },
  { name: 'redo', icon: IconArrowForwardUp, run: (c) => c.redo(), keys: '⇧Z' },
]

const isMac = () => /Mac|iPhone|iPad/.test(globalThis.navigator.userAgent)

/** Formatting by mouse or keyboard: one stop in the tab order, arrows inside it. */
export function Toolbar({
  editor,
  disabled,
  onLink,
}: {
  editor: Editor
  disabled: boolean
  onLink: () => void
}) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState('h1')
  const pressed = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      [
        ...GROUPS.flat()
          .filter(({ active }) => active && now.isActive(...active))
          .map(({ name }) => name),
      ]
        .concat(now.isActive('link') ? ['link'] : [])
        .join(' '),
  }).split(' ')

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: 'first', End: 'last' }[event.key]
    if (step === undefined) return
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const to = step === 'first' ? 0 : step === 'last' ? buttons.length - 1 : at + Number(step)
    const next = buttons[(to + buttons.length) % buttons.length]
    event.preventDefault()
    next?.focus()
    setStop(next?.dataset.tool ?? 'h1')
  }

  const button = (
    name: ToolName,
    Icon: typeof IconBold,
    act: () => void,
    toggles: boolean,
    keys?: string,
  ) => {
    const label = t(`proposal.editor.tool.${name}`)
    const hint = keys
      ? `${label} (${isMac() ? '⌘' : 'Ctrl+'}${keys.replace('⇧', isMac() ? '⇧' : 'Shift+')})`
      : label
    const on = toggles && pressed.includes(name)
    return (
      <Tooltip key={name} label={hint} openDelay={400}>
        <ActionIcon
          variant={on ? 'light' : 'subtle'}
          color={on ? 'helix' : 'gray'}
          size="lg"
          aria-label={label}
          aria-disabled={disabled}
          {...(toggles ? { 'aria-pressed': on } : {})}
          data-tool={name}
          tabIndex={name === stop ? 0 : -1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            setStop(name)
            if (!disabled) act()
          }}
        >
          <Icon size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  const tool = ({ name, icon, run, active, keys }: Tool) =>
    button(name, icon, () => run(editor.chain().focus()).run(), active !== undefined, keys)

  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('proposal.editor.toolbar')}
      className={styles.toolbar}
      onKeyDown={move}
      data-disabled={disabled || undefined}
    >
      {GROUPS.map((group) => (
        <div key={group[0]?.name} className={styles.tools}>
          {group.map(tool)}
          <Divider orientation="vertical" my={6} />
        </div>
      ))}
      <div className={styles.tools}>
        {button('link', IconLink, onLink, true)}
        <Divider orientation="vertical" my={6} />
        {HISTORY.map(tool)}
      </div>
    </div>
  )
}
