import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PATIENCE, type Window } from './browser.ts'

/** Reads the document of the page as its reader sees it; a caret of somebody else is `|name|`. */
const WORDS = `(() => {
  const copy = document.querySelector('[role=textbox][aria-multiline]')?.cloneNode(true)
  for (const caret of copy?.querySelectorAll('.collab-caret') ?? []) caret.replaceWith('|' + caret.textContent + '|')
  for (const label of copy?.querySelectorAll('[contenteditable=false]') ?? []) label.remove()
  return copy?.textContent ?? ''
})()`

/** The same without anybody's caret: the caret of whoever types stands in the middle until its news comes. */
const TEXT = `${WORDS}.replaceAll(/\\|[^|]*\\|/g, '')`

/** When something was last put into the document by this page's own person. */
const WATCH_INPUT = `globalThis.inputAt ??= (addEventListener('beforeinput', () => { globalThis.inputAt = Date.now() }, true), 0)`

/** A person at the live document of one window. */
export type Writer = {
  readonly name: string
  readonly page: Page
  readonly editor: Locator
  /** What the badge says of the typing, such as `saved`. */
  readonly badge: Locator
  /** The document without anybody's caret. */
  words(): Promise<string>
}

/** Opens a proposal and waits until it may be written in. */
export async function writerAt({ page }: Window, name: string, proposalId: string): Promise<Writer> {
  await page.goto(`/app/proposals/${proposalId}`)
  const editor = page.locator('[role=textbox][aria-multiline][contenteditable=true]')
  await editor.waitFor()
  await page.evaluate(WATCH_INPUT)
  return {
    name,
    page,
    editor,
    badge: page.locator('[data-kind]:not([data-kind=""])').first(),
    words: () => page.evaluate<string>(TEXT),
  }
}

/** When `what` is first in what this page shows, ms since 1970. */
const appears = (page: Page, shown: string, what: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      if (!${shown}.includes(${JSON.stringify(what)})) return false
      resolve(Date.now())
      watcher.disconnect()
      return true
    }
    const watcher = new MutationObserver(look)
    if (!look()) watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
  })`)

export type Delays = { text: number[]; caret: number[] }

/**
 * Types a sentence character by character, each once the one before is seen by the reader with the writer's
 * caret behind it.
 * @returns how long after the key the reader had the character, and the caret with its name, ms
 */
export async function typeWatched(writer: Writer, reader: Writer, sentence: string): Promise<Delays> {
  const delays: Delays = { text: [], caret: [] }
  let sofar = ''
  for (const character of sentence) {
    sofar += character
    const seen = [
      appears(reader.page, TEXT, sofar),
      appears(reader.page, WORDS, `${sofar}|${writer.name}|`),
    ] as const
    await writer.page.keyboard.insertText(character)
    const [text, caret] = await Promise.all(seen)
    const at = await writer.page.evaluate<number>('globalThis.inputAt')
    delays.text.push(text - at)
    delays.caret.push(caret - at)
  }
  return delays
}

/** The editor learns where the caret is after the key, which a person is never fast enough to notice. */
const FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'

/** The caret into a new paragraph: at the end of the document, or behind its first line. */
export async function newParagraph({ page, editor }: Writer, where: 'start' | 'end'): Promise<void> {
  await editor.focus()
  for (const key of [where === 'end' ? 'Control+End' : 'Control+Home', 'End', 'Enter']) {
    await page.evaluate(FRAMES)
    await page.keyboard.press(key)
  }
  await page.evaluate(FRAMES)
}

/** Waits until the badge says so. */
export const says = (writer: Writer, kind: 'saved' | 'saving' | 'offline'): Promise<void> =>
  expect
    .poll(() => writer.badge.getAttribute('data-kind'), {
      message: `what the badge of ${writer.name} says`,
      timeout: 20_000 * PATIENCE,
      interval: 20,
    })
    .toBe(kind)

/** The middle and the worst of some delays, in words. */
export function summary(delays: readonly number[]): string {
  const sorted = delays.toSorted((a, b) => a - b)
  return `median ${sorted[Math.floor(sorted.length / 2)]} ms, most ${sorted.at(-1)} ms of ${sorted.length}`
}
