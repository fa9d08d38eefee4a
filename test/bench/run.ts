/**
 * The door to the benchmarks: `npm run bench -- NAME [--json] [--clients N] [--seconds S]`.
 * A benchmark is a file in this folder that exports `bench(options)`; it measures us and a
 * named peer in the same run, since only their ratio means anything on a shared machine.
 */
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

export type BenchOptions = {
  clients: number
  /** How long one round of one side is measured, in seconds. */
  seconds: number
}

export type BenchResult = {
  ours: number
  peer: number
  ratio: number
  /** Our 99th percentile over the peer's: below 1 is better. */
  p99Ratio: number
  unit: string
  rounds: number
}

/** A benchmark prints what it likes to stderr and returns its medians. */
export type Bench = (options: BenchOptions) => Promise<BenchResult>

const NAMES = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    clients: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '2' },
  },
})

const [name = ''] = positionals
const options = { clients: Number(values.clients), seconds: Number(values.seconds) }
if (!NAMES.includes(name))
  fail(`${name ? `no benchmark is called ${name}.` : 'which benchmark?'} There are: ${NAMES.join(', ')}`)
if (!(Number.isInteger(options.clients) && options.clients > 0))
  fail('--clients must be a whole number from 1')
if (!(options.seconds > 0)) fail('--seconds must be more than 0')

const { bench } = (await import(`./${name}.ts`)) as { bench: Bench }
const result = await bench(options)
if (values.json) console.log(JSON.stringify(result))
else console.table(result)

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}
