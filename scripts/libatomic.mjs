/**
 * Node 26 needs `libatomic.so.1`, which a bare Debian or Ubuntu does not have. We may not install system packages
 * on somebody's machine, but the package's one file can be unpacked into `node_modules` by any user, and found
 * there through LD_LIBRARY_PATH. Where that cannot be done, the caller says which package to install.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BIN, collect, ROOT } from './run.mjs'
import { say } from './say.mjs'

const HOME = join(ROOT, 'node_modules', '.libatomic')
const LIBRARY = join(HOME, 'libatomic.so.1')

/**
 * A Node that finds its library: a script of two lines in front of the real one.
 * @returns {string | undefined} its path, once there is a private copy of the library
 */
export const nodeWithLibrary = () => (existsSync(LIBRARY) ? join(BIN, 'node') : undefined)

/**
 * Fetch Debian's package, unpack it beside the other packages and put the script in front of `node`.
 * @returns {Promise<boolean>} whether that was possible here
 */
export async function fetchLibrary(node) {
  say('Node 26 needs libatomic.so.1, which this machine lacks: fetching a private copy (apt-get download) …')
  mkdirSync(HOME, { recursive: true })
  const done = (await unpack([])) || (await unpackAnew())
  if (done) {
    const link = join(BIN, 'node')
    rmSync(link, { force: true })
    writeFileSync(
      link,
      `#!/bin/sh\nLD_LIBRARY_PATH="${HOME}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "${node}" "$@"\n`,
    )
    chmodSync(link, 0o755)
  }
  return done
}

/** With package lists of our own, since a fresh machine may have none and only root may write its own. */
async function unpackAnew() {
  for (const folder of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(HOME, folder), { recursive: true })
  const own = [`Dir::State::Lists=${join(HOME, 'lists')}`, `Dir::Cache=${join(HOME, 'cache')}`].flatMap(
    (one) => ['-o', one],
  )
  await collect('apt-get', [...own, '-o', 'APT::Sandbox::User=', 'update'])
  const done = await unpack(own)
  for (const folder of ['lists', 'cache']) rmSync(join(HOME, folder), { recursive: true, force: true })
  return done
}

async function unpack(options) {
  const got = await collect('sh', ['-c', `cd "$0" && apt-get "$@" download libatomic1`, HOME, ...options])
  const deb = readdirSync(HOME).find((name) => name.endsWith('.deb'))
  if (got.code !== 0 || !deb) return false
  const tree = join(HOME, 'unpacked')
  if ((await collect('dpkg-deb', ['-x', join(HOME, deb), tree])).code !== 0) return false
  const found = readdirSync(tree, { recursive: true }).find((path) => path.endsWith('libatomic.so.1'))
  if (!found) return false
  copyFileSync(join(tree, found), LIBRARY)
  rmSync(tree, { recursive: true })
  rmSync(join(HOME, deb))
  return true
}
