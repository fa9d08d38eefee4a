/** The whole job through the screens alone, by five people in windows of their own; in English. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launch, noChromium, openWindow, PATIENCE, type Window } from '#test/support/browser.ts'
import { newParagraph, says, writerAt } from '#test/support/browser-editor.ts'
import { type BrowserHub, browserHub } from '#test/support/browser-hub.ts'

const SOON = { timeout: 20_000 * PATIENCE, interval: 50 }
const PASSWORD = '三股合一 three strands'
const TITLE = 'Stable weaving of 480-mesh stainless screens'
const PROPOSAL = 'Closed-loop warp tension on existing looms'
const REASON = 'Meets every must-have with woven samples, retrofits the looms we own and stays within budget.'

let hub: BrowserHub
let browser: Browser
const windows: Record<string, Window> = {}

describe.skipIf(noChromium)('the whole job', { timeout: 60_000 * PATIENCE }, () => {
  beforeAll(async () => {
    ;[hub, browser] = await Promise.all([browserHub(), launch()])
    const names = ['operator', 'seeker', 'incubator', 'second', 'visitor', 'professor', 'student']
    for (const name of names) windows[name] = await openWindow(browser, hub.url, { lang: 'en', width: 1600 })
  })

  // Each step stands on the one before.
  let failed = false
  beforeEach(({ skip }) => skip(failed, 'an earlier step failed'))
  afterEach(({ task }) => {
    failed ||= task.result?.state === 'fail'
  })

  afterAll(async () => {
    await browser?.close()
    await hub?.[Symbol.asyncDispose]()
  })

  const page = (name: string): Page => {
    const found = windows[name]
    if (!found) throw new Error(`no window of ${name}`)
    return found.page
  }

  test('the first link makes an operator, who verifies an enterprise and an incubator', async () => {
    const operator = page('operator')
    await operator.goto(new URL(hub.operatorLink ?? '', hub.url).href)
    await operator.getByRole('link', { name: 'Sign up' }).click()
    await signUp(operator, '郑国安', 'zheng@example.com')
    await operator.getByRole('heading', { name: 'Organisations to verify' }).waitFor()

    await register(page('seeker'), '赵立群', 'zhao@example.com', 'Anping Precision Mesh', 'Enterprise')
    await register(page('incubator'), '何静怡', 'he@example.com', 'Hengshui Incubator', 'Incubator')
    for (const name of ['Anping Precision Mesh', 'Hengshui Incubator']) {
      // The queue fills by itself: nobody reloads the operator's page.
      await operator
        .getByRole('listitem')
        .filter({ hasText: name })
        .getByRole('button', { name: 'Verify' })
        .click()
    }
    for (const name of ['seeker', 'incubator'])
      await page(name).getByText('Verified', { exact: true }).waitFor()
  })

  test('the enterprise posts a challenge step by step; a visitor’s board shows it without a reload', async () => {
    const visitor = page('visitor')
    await visitor.goto('/challenges?lang=en')
    await visitor.getByText('No public challenges yet').waitFor()

    const seeker = page('seeker')
    await seeker.getByRole('link', { name: 'Post a challenge' }).click()
    await seeker.getByLabel('Title of the challenge (English)').fill(TITLE)
    await seeker.getByLabel('Title of the challenge (Chinese)').fill('480目不锈钢丝网稳定织造')
    await seeker.getByRole('button', { name: 'Create the draft and go on' }).click()
    await seeker.getByLabel('Summary (English)').fill('Wires of 17 µm break about once a metre.')
    await seeker
      .getByLabel('Description (English)')
      .fill('Our looms weave 400 mesh well.\n\nAt 480 mesh they stop.')
    await seeker.getByRole('link', { name: 'Next: Must-haves' }).click()
    for (const [n, text] of ['At most 1 wire break per 10 m', 'Runs on the looms we own'].entries()) {
      await seeker.getByRole('button', { name: 'Add a must-have' }).click()
      const one = seeker.getByRole('region', { name: `Must-have ${n + 1}` })
      await one.getByLabel('Requirement (English)').fill(text)
    }
    await seeker.getByRole('link', { name: 'Next: Timing and budget' }).click()
    await seeker.getByLabel('At least').fill('800000')
    await seeker.getByLabel('At most').fill('1500000')
    await seeker.getByRole('radio', { name: /^Rolling/ }).click()
    await seeker.getByRole('link', { name: 'Next: IP terms' }).click()
    await seeker.getByRole('radio', { name: /^The team keeps it/ }).click()
    await seeker.getByRole('link', { name: 'Next: Audience' }).click()
    await seeker.getByRole('combobox', { name: /^Supporting incubator/ }).click()
    await seeker.getByRole('option', { name: 'Hengshui Incubator' }).click()
    await seeker.getByRole('link', { name: 'Next: Preview and publish' }).click()
    await seeker.getByRole('button', { name: 'Publish the challenge' }).click()
    await seeker.getByRole('link', { name: 'Public page' }).waitFor()

    const onBoard = visitor.getByRole('link', { name: TITLE })
    await onBoard.waitFor()
    await onBoard.click()
    await visitor.getByText('At most 1 wire break per 10 m').waitFor()
    await visitor.getByRole('link', { name: 'Hengshui Incubator' }).waitFor()
  })

  test('a professor answers it with a team, and a student joins by a link', async () => {
    const professor = page('professor')
    await professor.goto('/challenges?lang=en')
    await professor.getByRole('link', { name: TITLE }).click()
    await professor.getByRole('link', { name: 'Sign in to form a team' }).click()
    await professor.getByRole('link', { name: 'Sign up' }).click()
    await signUp(professor, '林文澜', 'lin@example.com')
    await professor.getByLabel('Name of the team').fill('Jizhong Tension')
    await professor.getByRole('button', { name: 'Form team' }).click()
    await professor.getByRole('button', { name: 'Make an invitation link' }).click()
    const link = await professor.getByLabel('Invitation link').inputValue()

    const student = page('student')
    await student.goto(link)
    await student.getByRole('heading', { name: 'Jizhong Tension' }).waitFor()
    await student.getByRole('link', { name: 'Sign up' }).click()
    await signUp(student, '周子墨', 'zhou@example.com')
    await student.getByRole('heading', { name: 'Jizhong Tension' }).waitFor()
    await professor.getByRole('listitem').filter({ hasText: '周子墨' }).waitFor()

    await professor.getByLabel('Title of the proposal').fill(PROPOSAL)
    await professor.getByRole('button', { name: 'Start the proposal' }).click()
    await professor.waitForURL('**/proposals/*')
    await student.getByRole('link', { name: 'Open proposal' }).click()
  })

  test('both write, the figures and answers are given, and the lead submits', async () => {
    const { professor: one, student: other } = windows as Record<'professor' | 'student', Window>
    const id = new URL(one.page.url()).pathname.split('/').at(-1) ?? ''
    const [lead, member] = await Promise.all([writerAt(one, '林文澜', id), writerAt(other, '周子墨', id)])
    await lead.editor.focus()
    await lead.page.getByRole('button', { name: 'Heading 2' }).click()
    await lead.page.keyboard.type('Approach')
    await newParagraph(lead, 'end')
    await lead.page.keyboard.type('A servo on each warp beam follows the tension within 2 ms.')
    await expect.poll(() => member.words(), SOON).toContain('within 2 ms.')
    await newParagraph(member, 'end')
    await member.page.keyboard.type('60 m were woven in our laboratory with 0.8 breaks per 10 m.')
    await expect.poll(() => lead.words(), SOON).toContain('breaks per 10 m.')
    await Promise.all([says(lead, 'saved'), says(member, 'saved')])

    const { page: form } = lead
    await form.getByLabel('Summary').fill('Retrofit of the looms you own; woven samples are there.')
    await form.getByLabel('Price').fill('1200000')
    await form.getByLabel('Duration').fill('14')
    await form.getByLabel('Technology readiness (TRL): Now').fill('5')
    await form.getByLabel('Technology readiness (TRL): End').fill('8')
    await form.getByRole('tab', { name: 'Must-haves' }).click()
    const answers = form.getByRole('tabpanel', { name: 'Must-haves' }).getByRole('group')
    await answers.nth(0).getByText('Yes', { exact: true }).click()
    await answers.nth(0).getByLabel('Note').fill('0.8 breaks per 10 m over 60 m.')
    await answers.nth(1).getByText('Partly', { exact: true }).click()
    await form.getByText('2 of 2 answered').waitFor()
    await form.getByRole('button', { name: 'Submit proposal' }).click()
    const asked = form.getByRole('dialog')
    await asked.getByText('duration 14 months · TRL 5 → 8').waitFor()
    await asked.getByText('Must-haves: 2 of 2 answered').waitFor()
    await asked.getByRole('button', { name: 'Submit', exact: true }).click()
    await form.getByText('Submitted, so the text is locked.').waitFor()
    // The other's page follows: no editor to write into a handed-in text.
    await member.page.getByText('Submitted, so the text is locked.').waitFor()
    expect(await member.editor.count()).toBe(0)
  })

  test('the seeker compares, closes early and awards with a reason; the public page tells', async () => {
    const seeker = page('seeker')
    const table = seeker.getByRole('region', { name: 'Compare proposals' }).getByRole('table')
    await table.getByText('Jizhong Tension').waitFor()
    for (const cell of ['14 months', '0.8 breaks per 10 m over 60 m.']) await table.getByText(cell).waitFor()
    await seeker.getByRole('button', { name: 'Read in full' }).click()
    await seeker.getByRole('dialog').getByText('A servo on each warp beam').waitFor()
    await seeker.keyboard.press('Escape')
    await seeker.getByRole('button', { name: 'More actions' }).click()
    await seeker.getByRole('menuitem', { name: 'Close early' }).click()
    await seeker.getByLabel('Note, seen by every team').fill('One complete proposal is in; we decide now.')
    await seeker.getByRole('dialog').getByRole('button', { name: 'Close early' }).click()

    const verdict = seeker.getByRole('region', { name: `Jizhong Tension: ${PROPOSAL}` })
    await verdict.getByText('Choose', { exact: true }).click()
    await verdict.getByLabel('Reason').fill('Too short.')
    expect(await seeker.getByRole('button', { name: 'Review and confirm' }).isDisabled()).toBe(true)
    await verdict.getByLabel('Reason').fill(REASON)
    await seeker.getByRole('button', { name: 'Review and confirm' }).click()
    await seeker.getByRole('button', { name: 'Publish decision' }).click()
    await page('visitor').getByText(REASON).waitFor()
  })

  test('the team consents; the project is in the funnel as a lead, in every window', async () => {
    const [manager, second] = [page('incubator'), page('second')]
    await manager.getByRole('link', { name: 'Funnel' }).click()
    await manager.getByText('No projects in the funnel yet').waitFor()
    await second.goto('/app/sign-in?next=/funnel')
    await second.getByLabel('E-mail address').fill('he@example.com')
    await second.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await second.getByRole('button', { name: 'Sign in' }).click()
    await second.getByText('No projects in the funnel yet').waitFor()

    const professor = page('professor')
    await professor.getByRole('link', { name: 'My work' }).click()
    await professor.getByRole('button', { name: 'Consent' }).click()
    for (const window of [manager, second])
      await expect.poll(() => counts(window), SOON).toMatchObject({ Lead: 1 })
  })

  test('it is moved by drag and then by keyboard, and the counts follow in the other window', async () => {
    const [manager, second] = [page('incubator'), page('second')]
    const card = manager.getByRole('button', { name: 'Jizhong Tension' })
    await card.dragTo(column(manager, 'Applied'))
    for (const window of [manager, second])
      await expect.poll(() => counts(window), SOON).toMatchObject({ Lead: 0, Applied: 1 })

    // The one tab stop of the board, then the menu, by keys alone.
    await card.focus()
    await manager.keyboard.press('Enter')
    const focused = () => manager.evaluate<string>('document.activeElement.textContent')
    await manager.getByRole('menuitem', { name: 'Interviewed' }).waitFor()
    await expect
      .poll(async () => {
        await manager.keyboard.press('ArrowDown')
        return await focused()
      }, SOON)
      .toBe('Interviewed')
    await manager.keyboard.press('Enter')
    for (const window of [manager, second])
      await expect.poll(() => counts(window), SOON).toMatchObject({ Applied: 0, Interviewed: 1 })
    // The focus goes with the card.
    await expect.poll(focused, SOON).toContain('Jizhong Tension')
    await manager.getByText(/Moved “.+” to Interviewed/).waitFor({ state: 'attached' })

    const seeker = page('seeker')
    await seeker.getByText('Stage of incubation: Interviewed').waitFor()
  })

  test('no window had an error on its console', () => {
    const troubles = Object.entries(windows).flatMap(([name, { troubles: all }]) =>
      all.map((one) => `${name}: ${one}`),
    )
    expect(Object.keys(windows).length).toBeGreaterThan(0)
    expect(troubles).toEqual([])
  })
})

async function signUp(page: Page, name: string, email: string) {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign up and sign in' }).click()
}

/** Signs somebody up whose organisation then asks to be verified. */
async function register(page: Page, person: string, email: string, name: string, kind: string) {
  await page.goto('/app/sign-up')
  await signUp(page, person, email)
  await page.getByRole('link', { name: 'Organisations', exact: true }).click()
  await page.getByRole('link', { name: 'Register an organisation' }).first().click()
  await page.getByLabel('Name of the organisation (English)').fill(name)
  await page.getByRole('combobox', { name: 'Kind of organisation' }).click()
  await page.getByRole('option', { name: kind, exact: true }).click()
  await page.getByLabel('Region').fill('Hengshui')
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByLabel('Note to the operator').fill('Licence 91131100')
  await page.getByRole('button', { name: 'Ask for verification' }).click()
}

const column = (page: Page, stage: string) => page.getByRole('region', { name: new RegExp(`^${stage} \\d`) })

/** The funnel's columns with how many projects their headings say they hold. */
async function counts(page: Page): Promise<Record<string, number>> {
  const columns = await page.locator('section[data-column]').all()
  const labels = await Promise.all(columns.map((one) => one.getAttribute('aria-label')))
  return Object.fromEntries(
    labels.map((label) => {
      const [, stage = '', n] = /^(.*) (\d+)$/.exec(label ?? '') ?? []
      return [stage, Number(n)]
    }),
  )
}
