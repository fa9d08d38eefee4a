import { useEffect, useRef } from 'react'

/** A key of one stroke (`?`, `mod+k`) or of two (`g f`). `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>

/** How long the second stroke of a sequence may take. */
const SEQUENCE_MS = 1_200

/** Whether an input method is using this key press to choose a word: it is not meant for us. */
export const isComposing = (event: { isComposing?: boolean; keyCode?: number }) =>
  event.isComposing === true || event.keyCode === 229

/** Whether keys typed now are words for a field. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'textbox')

/** Listens for keys while the caller is on screen. Plain letters are left alone in fields and while a dialog is open. */
export function useHotkeys(keys: Hotkeys) {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    let first: { key: string; at: number } | undefined
    const listen = (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey || event.defaultPrevented) return
      const modified = event.ctrlKey || event.metaKey
      if (modified) return run(`mod+${event.key.toLowerCase()}`, event)
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return
      const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : ''
      first = undefined
      if (sequence && current.current[sequence]) return run(sequence, event)
      if (current.current[event.key]) return run(event.key, event)
      first = { key: event.key, at: event.timeStamp }
    }
    const run = (name: string, event: KeyboardEvent) => {
      const act = current.current[name]
      if (!act) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** `mod+k` as this machine's people write it. */
export function keyLabel(key: string): string[] {
  const mac = /mac/i.test(navigator.userAgent)
  return key
    .split(/[ +]/)
    .map((part) => (part === 'mod' ? (mac ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : part))
}
