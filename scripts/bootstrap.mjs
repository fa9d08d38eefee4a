/**
 * The one door behind every npm script, in plain JavaScript so that the machine's own Node (20 or newer) can
 * open it: it installs what is missing and hands over to Node 26.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { check } from './check.mjs'
import { ensureInstalled } from './install.mjs'
import { environment, foreground, ROOT, together } from './run.mjs'
import { keepStdoutClean, Mend, say } from './say.mjs'
import { test, VITEST } from './test.mjs'
import { ensureWeb } from './web.mjs'

/** What every run of our own TypeScript starts with. */
const NODE_ARGS = [
  '--disable-warning=ExperimentalWarning',
  // Only when it is there: Node remarks on a missing one even when told that it is optional.
  ...(existsSync(resolve(ROOT, '.env')) ? ['--env-file-if-exists=.env'] : []),
]

const DOORS = {
  async start(node, args) {
    await ensureWeb(node)
    const data = dataFolder()
    say(`Data folder: ${data}`)
    say('Starting the hub; Ctrl-C stops it.')
    return foreground(node, [...NODE_ARGS, 'src/main.ts', ...args], environment(node))
  },

  test,

  check,

  soak: (node, args) => foreground(node, [VITEST, 'run', '--project', 'soak', ...args], environment(node)),

  dev(node, args) {
    dataFolder()
    say(
      'Rebuilding the web UI and restarting the hub at every change; reload the page to see it. Ctrl-C stops both.',
    )
    const web = ['node_modules/vite/bin/vite.js', 'build', '--watch', '--logLevel=warn']
    const hub = [...NODE_ARGS, '--watch', '--watch-preserve-output', 'src/main.ts', ...args]
    return together(
      [
        [node, web],
        [node, hub],
      ],
      environment(node),
    )
  },

  bench: (node, args) => foreground(node, [...NODE_ARGS, 'test/bench/run.ts', ...args], environment(node)),

  hub: (node, args) => foreground(node, [...NODE_ARGS, 'src/cli/main.ts', ...args], environment(node)),
}

/** Make the folder the hub will use, readable by its owner only, and return its path. */
function dataFolder() {
  const file = resolve(ROOT, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')).HUB_DATA : undefined
  const folder = resolve(ROOT, process.env.HUB_DATA || fromFile || 'data')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

async function main([name, ...args]) {
  const door = Object.hasOwn(DOORS, name ?? '') ? DOORS[name] : undefined
  if (!door) throw new Mend(`Usage: node scripts/bootstrap.mjs ${Object.keys(DOORS).join(' | ')} [arguments]`)
  if (name === 'hub' || (name === 'bench' && args.includes('--json'))) keepStdoutClean()
  return door(await ensureInstalled(), args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Mend)) throw error
  console.error(error.message)
  process.exitCode = 1
}
