/** Text that would like to be a program: it is shown as text wherever it appears, and nothing runs. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { briefOf } from '#test/support/brief.ts'
import {
  launch,
  noChromium,
  openWindow,
  PATIENCE,
  signInAs,
  tell,
  type Window,
} from '#test/support/browser.ts'
import { type BrowserHub, browserHub } from '#test/support/browser-hub.ts'

const RUNS = `console.error("it ran");alert("it ran")`
/** One that breaks out of an attribute, one out of a script, one that waits for an image to fail. */
const EVIL = `"'><img src=x onerror='${RUNS}'></script><script>${RUNS}</script><svg onload='${RUNS}'>`
const LINK = `[读我](javascript:${RUNS}) <a href="javascript:${RUNS}">x</a> {{constructor}} \${alert(1)}`

let hub: BrowserHub
let browser: Browser

describe.skipIf(noChromium)('script in a text', { timeout: 90_000 * PATIENCE }, () => {
  beforeAll(async () => {
    ;[hub, browser] = await Promise.all([browserHub({ HUB_DEMO: '1' }), launch()])
  })

  afterAll(async () => {
    await browser?.close()
    await hub?.[Symbol.asyncDispose]()
  })

  test('is shown and never run, on the pages and in the application', async () => {
    await using one = await openWindow(browser, hub.url)
    await using operator = await openWindow(browser, hub.url)
    const post = <T = { id: string }>(who: Window, path: string, data?: unknown) =>
      tell<T>(who, hub.url, `/api${path}`, data)
    const person = { email: 'evil@example.com', password: '三股合一 three strands', name: EVIL.slice(0, 80) }
    await post(one, '/people', { ...person, locale: 'zh-CN' })
    const both = { zh: EVIL, en: EVIL }
    const short = { zh: EVIL.slice(0, 120), en: EVIL.slice(0, 120) }
    const organisation = await post(one, '/organisations', {
      ...{ name: short, kind: 'enterprise', region: EVIL.slice(0, 80) },
      ...{ about: { zh: `${EVIL}${LINK}` }, website: 'https://example.com/"><script>' },
    })
    await post(one, `/organisations/${organisation.id}/verification`, { note: EVIL })
    await signInAs(operator, '郑国安', '/operator')
    await operator.page.getByText(EVIL).first().waitFor()
    await post(operator, `/organisations/${organisation.id}/verify`)
    const title = { zh: EVIL.slice(0, 160), en: EVIL.slice(0, 160) }
    const { id } = await post(one, '/challenges', {
      seekerId: organisation.id,
      brief: {
        ...briefOf(''),
        title,
        summary: both,
        description: { zh: `${EVIL}\n\n${LINK}` },
        deadline: { kind: 'open' },
      },
    })
    await post(one, `/challenges/${id}/submit`)

    await using member = await openWindow(browser, hub.url, { lang: 'en' })
    await signInAs(member, '周子墨')
    const team = await post(member, `/challenges/${id}/teams`, { name: EVIL.slice(0, 80) })
    const proposal = await post(member, `/teams/${team.id}/proposal`, { title: title.zh })

    const looks: [Window, string][] = [
      ...[
        '/',
        '/challenges',
        '/challenges?view=cards',
        `/challenges?q=${encodeURIComponent(EVIL.slice(0, 100))}`,
      ]
        .concat(`/challenges/${id}`, `/organisations/${organisation.id}`)
        .map((path): [Window, string] => [member, path]),
      ...['/app/', `/app/teams/${team.id}`, `/app/proposals/${proposal.id}`, `/app/challenges/${id}`].map(
        (path): [Window, string] => [member, path],
      ),
      ...['/app/', '/app/profile', `/app/challenges/${id}`, `/app/challenges/${id}/edit?step=preview`]
        .concat(`/app/organisations/${organisation.id}`, '/app/organisations', '/app/organisations?q=img')
        .map((path): [Window, string] => [one, path]),
      [operator, '/app/operator'],
    ]
    let shown = 0
    for (const [who, path] of looks) {
      await who.page.goto(path)
      await who.page.getByRole('heading', { level: 1 }).waitFor()
      const text = who.page.getByText('"\'><img src=x').first()
      await text.or(who.page.locator('[value*="<img src=x"]').first()).first().waitFor({ state: 'attached' })
      shown++
      expect(await who.page.locator('img[src="x"], svg[onload], a[href^="javascript:"]').count()).toBe(0)
    }
    console.log(`${shown} pages and screens showed it, ${looks.length} were looked at`)
    expect(shown).toBe(looks.length)
    const troubles = () => [one, operator, member].flatMap((who) => who.troubles.splice(0))
    expect(troubles()).toEqual([])

    // Typed and pasted into the live document too.
    await member.page.goto(`/app/proposals/${proposal.id}`)
    const editor = member.page.locator('[role=textbox][aria-multiline][contenteditable=true]')
    await editor.focus()
    await member.page.keyboard.insertText(EVIL)
    const html = `<p>粘贴<img src=x onerror='${RUNS}'><a href='javascript:${RUNS}'>点我</a></p>`
    await member.page.evaluate(`(${PASTE})(${JSON.stringify(html)})`)
    await editor.getByText('点我').waitFor()
    expect(await member.page.locator('img[src="x"], a[href^="javascript:"]').count()).toBe(0)
    // The editor parses what is pasted in a document without a window, where nothing can run; Chromium tells
    // of the handler it would have stopped all the same.
    expect(troubles().filter((trouble) => !/inline event handler|script-src-attr/.test(trouble))).toEqual([])
  })
})

/** Pastes HTML as a browser would. */
const PASTE = `(html) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', html)
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}`
