/**
 * The built web UI. It is stale when the files it was built from are not the files that are there now: a hash,
 * since a checkout gives every file a new time.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { collect, environment, ROOT } from './run.mjs'
import { Mend, say } from './say.mjs'

/** Besides `web/` itself: the pieces of server code that the browser shares. */
const ALSO = ['package-lock.json', 'vite.config.ts', 'src/collab/close-codes.ts', 'events/vocabulary.ts']

/** Build `web/dist` unless it is up to date. */
export async function ensureWeb(node) {
  const stamp = join(ROOT, 'web', 'dist', '.built-from')
  const now = fingerprint(ROOT)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  say('Building the web UI (vite build) …')
  const { code, output } = await collect(node, ['node_modules/vite/bin/vite.js', 'build'], environment(node))
  if (code !== 0) throw new Mend(`${output.trim()}\nThe web UI could not be built; vite's output is above.`)
  writeFileSync(stamp, now)
}

/** One hash over the names and contents of everything the build reads, tests apart. */
export function fingerprint(root) {
  const sources = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith(join('web', 'dist')) && !/\.test\.tsx?$/.test(path))
  const hash = createHash('sha256')
  for (const path of [...sources, ...ALSO].sort()) {
    const file = join(root, path)
    if (existsSync(file)) hash.update(`${path}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
