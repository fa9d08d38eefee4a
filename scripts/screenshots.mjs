/**
 * The pictures of README.md, taken from the running product: a fresh hub with its demo on a free port, and real
 * Chromium. Run it under Node 26: `node_modules/.bin/node scripts/screenshots.mjs`.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ROOT } from './run.mjs'

const OUT = join(ROOT, 'docs', 'images')
const BROWSER = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
}
const WIDE = { width: 1440, height: 900 }

const data = mkdtempSync(join(tmpdir(), 'trihelix-shots-'))
const hub = spawn(process.execPath, ['src/main.ts'], {
  cwd: ROOT,
  env: { ...process.env, PORT: '0', HUB_DATA: data, HUB_DEMO: '1', HUB_HOST: '127.0.0.1' },
})
const base = await new Promise((resolve, reject) => {
  let output = ''
  hub.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
    const address = /Trihelix is at (http:\S+)/.exec(output)?.[1]
    if (address) resolve(address)
  })
  hub.once('exit', (code) => reject(new Error(`the hub ended with ${code}: ${output}`)))
})
const browser = await chromium.launch(BROWSER)

try {
  mkdirSync(OUT, { recursive: true })
  const { items } = await json(`${base}/api/challenges?q=${encodeURIComponent('480目')}`)
  const [mesh] = items

  await shoot('board-zh-light', '/challenges?view=cards', {})
  await shoot('challenge-en-light', `/challenges/${mesh.id}`, { lang: 'en' })
  await shoot('desk-zh-light', `/app/challenges/${mesh.id}`, { as: '赵立群' })
  await shoot('funnel-en-dark', '/app/funnel', { as: '何静怡', lang: 'en', scheme: 'dark' })
  await twoInOneProposal('proposal-zh-light', '周子墨', '林文澜')
} finally {
  await browser.close()
  hub.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}

async function json(url) {
  return (await fetch(url)).json()
}

/** A window in a language and colour scheme, signed in as a demo person if asked. */
async function open({ as, lang = 'zh-CN', scheme = 'light' }) {
  const context = await browser.newContext({ viewport: WIDE, colorScheme: scheme, locale: lang })
  await context.addCookies([{ name: 'lang', value: lang, url: base }])
  const page = await context.newPage()
  if (as) {
    const people = await (await page.request.get(`${base}/api/demo/people`)).json()
    const person = people.find(({ name }) => name === as)
    const answer = await page.request.post(`${base}/api/demo/session`, {
      data: { personId: person.id },
      headers: { origin: base },
    })
    if (!answer.ok()) throw new Error(`signing in as ${as}: ${answer.status()}`)
  }
  return page
}

async function shoot(name, path, window) {
  const page = await open(window)
  await page.goto(base + path)
  await page.locator('main h1, main h2').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  await page.context().close()
}

/** What the first sees while the second has the caret in the same proposal. */
async function twoInOneProposal(name, first, second) {
  const one = await open({ as: first })
  const { teams } = await (await one.request.get(`${base}/api/my/work`)).json()
  const draft = teams.find(({ proposal }) => proposal?.status === 'co_editing')
  const path = `/app/proposals/${draft.proposal.id}`
  const two = await open({ as: second })
  await Promise.all([one.goto(base + path), two.goto(base + path)])
  const editor = '[contenteditable="true"]'
  await Promise.all([one.locator(editor).waitFor(), two.locator(editor).waitFor()])
  await two.locator(`${editor} p`).first().click()
  await two.keyboard.press('End')
  await one.locator('.collab-caret-name').first().waitFor()
  await one.screenshot({ path: join(OUT, `${name}.png`) })
  await Promise.all([one.context().close(), two.context().close()])
}
