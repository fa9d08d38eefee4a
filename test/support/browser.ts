import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Why no browser test can run here; undefined when they can. */
export const noChromium = existsSync(path) ? undefined : `no Chromium at ${path}; set CHROMIUM_PATH`
if (noChromium) console.log(`skipped: ${noChromium}`)

/** Time limits are three times as long on a shared machine (reliability.md §5B). */
export const PATIENCE = process.env.CI ? 3 : 1

/** How long a locator may take to be there, ms. */
const SOON = 15_000 * PATIENCE

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })

export type Window = AsyncDisposable & {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors on the console, thrown in the page or reported by its content security policy, and dialogs. */
  readonly troubles: string[]
}

type WindowOptions = { lang?: 'zh-CN' | 'en'; width?: number; height?: number }

/** What a page does when its content security policy stops something: the console must tell. */
const TELL_POLICY = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  console.error('content security policy:', violatedDirective, blockedURI, sample))`

/** A browser of one more person: own cookies, own storage. Paths are relative to `url`. */
export async function openWindow(
  browser: Browser,
  url: string,
  { lang = 'zh-CN', width = 1360, height = 900 }: WindowOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: url,
    locale: lang,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    viewport: { width, height },
  })
  context.setDefaultTimeout(SOON)
  await context.addInitScript(TELL_POLICY)
  const troubles: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => troubles.push(`thrown: ${error.error().stack}`))
  context.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const page = await context.newPage()
  return { context, page, troubles, [Symbol.asyncDispose]: () => context.close() }
}

/** Signs in with one click on the sign-in page, and goes to `next` of the application. */
export async function signInAs({ page }: Window, name: string, next = '/'): Promise<void> {
  await page.goto(`/app/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByRole('button', { name }).click()
  await page.waitForURL((address) => address.pathname === `/app${next}`)
}

/** What the hub answers this window's person. */
export async function read<T>({ page }: Window, path: string): Promise<T> {
  const answer = await page.request.get(path)
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Gives the hub a command of this window's person, as one of our own pages would. */
export async function tell<T = { id: string }>(
  { page }: Window,
  origin: string,
  path: string,
  data: unknown = {},
): Promise<T> {
  const answer = await page.request.post(path, { data, headers: { Origin: origin } })
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}
