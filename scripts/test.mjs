/**
 * `npm test`: everything but the soak. The last line is always `N passed, N failed`.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installSystemPackages, mayInstallSystemPackages } from './install.mjs'
import { summary } from './report.mjs'
import { environment, foreground } from './run.mjs'
import { say } from './say.mjs'
import { ensureWeb } from './web.mjs'

export const VITEST = 'node_modules/vitest/vitest.mjs'

const PROJECTS = ['unit', 'contract', 'flow', 'browser']
const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const BROWSER_PACKAGES = ['chromium', 'fonts-noto-cjk']

/** @returns {Promise<number>} the exit code */
export async function test(node, args) {
  await ensureWeb(node)
  const chromium = await findChromium()
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-test-'))
  const file = join(folder, 'report.json')
  const projects = PROJECTS.flatMap((name) => ['--project', name])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const env = environment(node, chromium ? { CHROMIUM_PATH: chromium } : {})
  const code = await foreground(node, [VITEST, 'run', ...projects, ...reporters, ...args], env)
  const { passed, failed, skipped, ok } = summary(readReport(file), code)
  rmSync(folder, { recursive: true, force: true })
  say(`${skipped} skipped`)
  say(`${passed} passed, ${failed} failed`)
  return ok ? 0 : code || 1
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Where the browser is, if there is one. Without it the browser tests skip themselves. */
async function findChromium() {
  const find = () => [process.env.CHROMIUM_PATH, ...CHROMIUMS].find((path) => path && existsSync(path))
  const found = find()
  if (found) return found
  if (mayInstallSystemPackages()) {
    await installSystemPackages(BROWSER_PACKAGES)
    return find()
  }
  say('No Chromium here, so the browser tests are skipped. To run them, as root:')
  say(`  apt-get install --no-install-recommends ${BROWSER_PACKAGES.join(' ')}`)
  return undefined
}
