import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { TaskItem } from '@tiptap/extension-task-item'
import { TaskList } from '@tiptap/extension-task-list'
import { StarterKit } from '@tiptap/starter-kit'
import type { Collab } from './collab.ts'
import { linkAddress } from './link-address.ts'

/**
 * Everything a live document may hold. The hub renders the same nodes and marks for readers.
 *
 * No trailing node: it writes an empty paragraph on its own, in every tab at once and even for readers.
 * No undo of its own: Collaboration undoes only what this person did.
 */
export function editorExtensions(
  { document, provider }: Collab,
  me: { name: string; color: string },
  /** What a task's checkbox is called, given the task. */
  taskLabel: (task: string) => string,
): Extensions {
  return [
    StarterKit.configure({
      undoRedo: false,
      trailingNode: false,
      heading: { levels: [1, 2, 3] },
      link: {
        openOnClick: false,
        defaultProtocol: 'https',
        isAllowedUri: (url) => linkAddress(url) !== undefined,
        HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
      },
    }),
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (task) => taskLabel(task.firstChild?.textContent ?? '') },
    }),
    Collaboration.configure({ document, field: 'default' }),
    CollaborationCaret.configure({ provider, user: me, render: caret }),
  ]
}

/** A person's caret: a thin bar with the name above it, coloured by custom property so that CSS can theme it. */
function caret(user: Record<string, unknown>): HTMLElement {
  const bar = document.createElement('span')
  bar.className = 'collab-caret'
  bar.style.setProperty('--caret', String(user.color ?? 'gray'))
  const name = document.createElement('span')
  name.className = 'collab-caret-name'
  name.textContent = String(user.name ?? '')
  bar.append(name)
  return bar
}
