/**
 * Starts the hub as people do, with Node stripping the types: vitest compiles TypeScript itself and would not
 * notice syntax that Node cannot strip.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from './architecture.ts'

const STARTED_WITHIN = 20_000
const STOPPED_WITHIN = 10_000

const data = mkdtempSync(join(tmpdir(), 'trihelix-boot-'))
let child: ChildProcess
let output = ''
let exit: Promise<unknown[]>

beforeAll(async () => {
  // Nothing of the test runner's, nor of the person's own settings, may help or hinder.
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|HUB_|LOG_LEVEL|PORT$|NODE_ENV|NODE_OPTIONS|TEST)/.test(name),
  )
  const env = {
    ...Object.fromEntries(clean),
    PORT: '0',
    HUB_HOST: '127.0.0.1',
    HUB_DATA: data,
    HUB_DEMO: '0',
  }
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: ROOT,
    env,
  })
  exit = once(child, 'exit')
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
}, STARTED_WITHIN)

afterAll(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await exit
  }
  rmSync(data, { recursive: true, force: true })
})

/** The address the hub printed; fails at once, with all it wrote, when the hub has ended. */
function address(): string {
  if (child.exitCode !== null) throw new Error(`the hub ended with code ${child.exitCode}:\n${output}`)
  const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
  if (!found) throw new Error(`no address printed yet:\n${output}`)
  return found[0]
}

describe('the hub, started as Node runs it', () => {
  test('prints its address and becomes ready', { timeout: STARTED_WITHIN + 5_000 }, async () => {
    await expect
      .poll(async () => (await fetch(`${address()}/ready`)).status, {
        timeout: STARTED_WITHIN,
        interval: 100,
      })
      .toBe(200)
  })

  test('is alive', async () => {
    expect((await fetch(`${address()}/live`)).status).toBe(200)
  })

  test('shows a page', async () => {
    const page = await fetch(`${address()}/`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await page.text()).toMatch(/<!doctype html>/i)
  })

  test('ends with code 0 when told to', { timeout: STOPPED_WITHIN + 5_000 }, async () => {
    address()
    child.kill('SIGTERM')
    const late = AbortSignal.timeout(STOPPED_WITHIN)
    const ended = await Promise.race([exit, once(late, 'abort').then(() => ['still running', output])])
    expect(ended).toEqual([0, null])
  })
})
