/** Every page and screen of the demo: for everyone, without errors, on a phone, by keyboard, whatever the texts hold. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { briefOf } from '#test/support/brief.ts'
import {
  launch,
  noChromium,
  openWindow,
  PATIENCE,
  read,
  signInAs,
  tell,
  type Window,
} from '#test/support/browser.ts'
import { type Found, inspect } from '#test/support/browser-checks.ts'
import { type BrowserHub, browserHub } from '#test/support/browser-hub.ts'
import type { ChallengeCard, MyWork } from '../../web/lib/cards.ts'

const LANGS = ['zh-CN', 'en'] as const
type Cards = { items: ChallengeCard[] }

let hub: BrowserHub
let browser: Browser
const window = (lang: (typeof LANGS)[number] = 'zh-CN') => openWindow(browser, hub.url, { lang })

/** Opens each address and inspects it; the problems name the page. */
async function inspectAll({ page, troubles }: Window, addresses: readonly string[]): Promise<Found> {
  const all: Found = { rules: 0, problems: [] }
  for (const address of addresses) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('main .mantine-Skeleton-root').first().waitFor({ state: 'detached' })
    const { rules, problems } = await inspect(page)
    all.rules += rules
    all.problems.push(...problems.map((one) => `${address} ${one}`))
    // A page that is not there is told so by its status, which the console repeats.
    const errors = troubles.splice(0).filter((one) => !(address === '/nowhere' && /status of 404/.test(one)))
    all.problems.push(...errors.map((one) => `${address} console: ${one}`))
  }
  return all
}

describe.skipIf(noChromium)('the pages and screens', { timeout: 90_000 * PATIENCE }, () => {
  beforeAll(async () => {
    ;[hub, browser] = await Promise.all([browserHub({ HUB_DEMO: '1' }), launch()])
  })

  afterAll(async () => {
    await browser?.close()
    await hub?.[Symbol.asyncDispose]()
  })

  test.each(LANGS)('the public pages have no barrier, no error and fit a phone: %s', async (lang) => {
    await using visitor = await window(lang)
    const { items } = await read<Cards>(visitor, '/api/challenges')
    const pages = [
      '/',
      '/challenges',
      '/challenges?view=cards&q=丝网',
      '/challenges?q=nothingatall',
      ...['open', 'awarded', 'closed'].flatMap((status) => {
        const card = items.find((one) => one.status === status)
        return card ? [`/challenges/${card.id}`] : []
      }),
      `/organisations/${items[0]?.seeker.id}`,
      '/problems',
      '/nowhere',
      '/app/sign-in',
      '/app/sign-up',
    ]
    const { rules, problems } = await inspectAll(visitor, pages)
    console.log(`${lang}: ${pages.length} public pages, ${rules} rules applied, ${problems.length} problems`)
    expect(pages.length).toBeGreaterThanOrEqual(11)
    expect(problems).toEqual([])
  })

  test.each(LANGS)('the screens of the application have none either: %s', async (lang) => {
    const looked: string[] = []
    const all: Found = { rules: 0, problems: [] }
    const look = async (name: string, screens: (window: Window) => Promise<string[]> | string[]) => {
      await using one = await window(lang)
      await signInAs(one, name)
      const addresses = await screens(one)
      const { rules, problems } = await inspectAll(one, addresses)
      looked.push(...addresses)
      all.rules += rules
      all.problems.push(...problems.map((problem) => `${name}: ${problem}`))
    }
    await look('赵立群', async (seeker) => {
      const { items } = await read<Cards>(seeker, '/api/my/challenges')
      const byStatus = new Map(items.map(({ status, id }) => [status, id]))
      const own = await read<{ organisations: { id: string }[] }>(seeker, '/api/me')
      const desks = [...byStatus.values()].map((id) => `/app/challenges/${id}`)
      const seekerId = own.organisations[0]?.id
      const draft = await tell(seeker, hub.url, '/api/challenges', {
        seekerId,
        brief: briefOf('断丝在线检测'),
      })
      const steps = ['need', 'mustHaves', 'figures', 'ip', 'audience', 'preview']
      const edit = steps.map((step) => `/app/challenges/${draft.id}/edit?step=${step}`)
      const about = `/app/organisations/${seekerId}`
      return ['/app/', '/app/challenges/new', '/app/profile', '/app/organisations', about, ...desks, ...edit]
    })
    await look('周子墨', async (student) => {
      const { teams } = await read<MyWork>(student, '/api/my/work')
      return teams.flatMap(({ id, proposal }) => [
        `/app/teams/${id}`,
        ...(proposal ? [`/app/proposals/${proposal.id}`] : []),
      ])
    })
    await look('何静怡', () => [
      '/app/funnel',
      '/app/funnel?view=table',
      '/app/organisations/new',
      '/app/nowhere',
    ])
    await look('郑国安', () => ['/app/operator'])
    console.log(
      `${lang}: ${looked.length} screens, ${all.rules} rules applied, ${all.problems.length} problems`,
    )
    expect(looked.length).toBeGreaterThanOrEqual(20)
    expect(all.problems).toEqual([])
  })

  test('by keys alone: search, open a challenge, sign in as a demo person', async () => {
    await using visitor = await window()
    const { page, troubles } = visitor
    const focused = (what: string) => page.evaluate<string>(`document.activeElement?.${what} ?? ''`)
    /** Tab until there; a page whose order never leads there fails. */
    const tabTo = async (there: () => Promise<boolean>) => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press('Tab')
        if (await there()) return presses + 1
      }
      throw new Error(`80 presses of Tab do not lead there from ${page.url()}`)
    }
    await page.goto('/')
    await page.keyboard.press('Tab')
    expect(await focused('className')).toBe('skip')
    const toSearch = await tabTo(async () => (await focused('type')) === 'search')
    await page.keyboard.type('480目')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/challenges?q=*')
    const toResult = await tabTo(async () => /\/challenges\/[0-9a-f-]{36}$/.test(await focused('href')))
    expect(await focused('textContent')).toContain('480')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /480/ }).waitFor()
    const toSignIn = await tabTo(async () => (await focused('href')).includes('/app/sign-in'))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '赵立群' }).waitFor()
    const toPerson = await tabTo(async () => (await focused('textContent')).includes('赵立群'))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/app/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    console.log(
      `presses of Tab: ${toSearch} to search, ${toResult} to the result, ${toSignIn} and ${toPerson} to sign in`,
    )
    expect(troubles).toEqual([])
  })
})
