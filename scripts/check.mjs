/**
 * `npm run check`: the gate before a commit, in the order of what fails fastest.
 */
import { collect, environment } from './run.mjs'
import { say } from './say.mjs'
import { VITEST } from './test.mjs'

const BIOME = ['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off', '.']
const TSC = 'node_modules/typescript/bin/tsc'

const STEPS = [
  ['format and lint', BIOME],
  ['types: server', [TSC, '-p', 'tsconfig.json']],
  ['types: web', [TSC, '-p', 'web/tsconfig.json']],
  ['architecture and fast tests', [VITEST, 'run', '--project', 'unit', '--project', 'contract']],
  ['boot test', [VITEST, 'run', '--project', 'flow', 'test/boot.test.ts']],
]

/** One line per step; stops at the first that fails, with its output. */
export async function check(node, args) {
  const env = environment(node)
  for (const [name, command] of STEPS) {
    const started = performance.now()
    const { code, output } = await collect(
      node,
      [...command, ...(name === 'format and lint' ? [] : args)],
      env,
    )
    const seconds = ((performance.now() - started) / 1_000).toFixed(1).padStart(5)
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}`)
    if (code !== 0) {
      say(output.trimEnd())
      return code
    }
  }
  return 0
}
