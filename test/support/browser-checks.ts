import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PATIENCE } from './browser.ts'

type Violation = { id: string; impact?: string | null; nodes: { html: string; failureSummary?: string }[] }
type Axe = { violations: Violation[]; passes: unknown[] }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const GRAVE = new Set(['serious', 'critical'])

/** How far a phone's screen reaches, px. */
const PHONE = { width: 390, height: 844 }

/** What the checks of one page found. */
export type Found = { rules: number; problems: string[] }

async function axe(page: Page, options: object): Promise<Axe> {
  return page.evaluate<Axe>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
  )
}

/**
 * Looks at the page as it is now: barriers in light and in dark, and whether it scrolls sideways on a phone.
 * @returns how many rules were applied and every problem in words
 */
export async function inspect(page: Page): Promise<Found> {
  const size = page.viewportSize()
  await page.evaluate(AXE)
  const light = await axe(page, {})
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect
    .poll(() => page.evaluate<boolean>(DARK), { timeout: 5_000 * PATIENCE, interval: 20 })
    .toBe(true)
  // Only the colours differ.
  const dark = await axe(page, { runOnly: ['color-contrast'] })
  await page.setViewportSize(PHONE)
  const width = () => page.evaluate<number>('document.scrollingElement.scrollWidth')
  const problems = [...barriers('light', light), ...barriers('dark', dark)]
  await expect
    .poll(width, { timeout: 2_000 * PATIENCE, interval: 50 })
    .toBeLessThanOrEqual(PHONE.width)
    .catch(async () =>
      problems.push(
        `${await width()} px wide on a phone of ${PHONE.width}: ${await page.evaluate<string>(WIDEST)}`,
      ),
    )
  await page.emulateMedia({ colorScheme: 'light' })
  if (size) await page.setViewportSize(size)
  return { rules: light.passes.length + light.violations.length + 1, problems }
}

/** The page is dark, and no colour is still on its way. */
const DARK = `getComputedStyle(document.documentElement).colorScheme === 'dark' && document.getAnimations().length === 0`

/** The innermost element that reaches beyond the screen. */
const WIDEST = `[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .at(-1)?.outerHTML.slice(0, 200) ?? 'nothing in particular'`

const barriers = (scheme: string, { violations }: Axe): string[] =>
  violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .map(({ id, nodes }) => {
      const [first] = nodes
      return `${scheme}: ${id} ×${nodes.length}: ${first?.html.slice(0, 200)} ${first?.failureSummary ?? ''}`
    })
