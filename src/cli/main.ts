/** `npm run hub -- COMMAND`: what an operator does from the terminal, whether or not the hub runs. */
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '#src/config.ts'
import { call } from './call.ts'
import { sayError } from './commands.ts'
import { copyCommand, verifyCommand } from './log-doors.ts'
import { printImport } from './print-import.ts'
import { progressBar } from './progress.ts'
import { readImportFile } from './read-import-file.ts'

const USAGE = `Usage: npm run hub -- COMMAND

  import challenges FILE [--dry-run]  take over the challenges of a Challenge.gov feed (JSON);
                                      a second time changes nothing. --dry-run only says what it would do
  reset-link EMAIL                    a link that sets a new password, once, within the hour
  operator-link                       a link that makes whoever opens it the operator, while there is none
  log verify [LOG]                    read a whole log and name the first wrong event; LOG is HUB_LOG if left out
  log copy FROM TO                    copy a log into an empty one, of whatever engine, and compare both;
                                      broken off, it goes on where it stopped
  help                                this text

  --json                              the result as JSON on standard output

A hub that runs on the same HUB_DATA is asked to do it; otherwise the data is opened here.
For log commands stop the hub first; its file is open to one process at a time.
Logs are named as in HUB_LOG: sqlite:data/log.db, kurrentdb://HOST:2113.
Exit code: 0 done, 1 it could not be done, 2 the command was not understood.`

/** What the feed is called in ids and on pages. */
const SOURCE = 'challenge.gov'

/** Nobody can do this: it is not a command. */
class Misunderstood extends Error {}

type Asked = { config: Config; operands: readonly string[]; dryRun: boolean }
/** @returns the whole result, the lines a person reads of it, and whether it says that something is wrong */
type Door = (asked: Asked) => Promise<{ result: unknown; lines: string[]; failed?: boolean }>

/** `operands` it needs; `optional` ones may follow. */
type Entry = { words: number; operands: number; optional?: number; dryRun?: boolean; open: Door }

const DOORS: Record<string, Entry> = {
  'import challenges': {
    words: 2,
    operands: 1,
    dryRun: true,
    async open({ config, operands: [file = ''], dryRun }) {
      const text = await readImportFile(file)
      const bar = progressBar(process.stderr)
      try {
        const result = await call(config, 'import-challenges', { text, source: SOURCE, dryRun }, bar.show)
        return { result, lines: printImport(result) }
      } finally {
        bar.end()
      }
    },
  },
  'reset-link': {
    words: 1,
    operands: 1,
    async open({ config, operands: [who = ''] }) {
      const result = await call(config, 'reset-link', { who }, () => {})
      return { result, lines: [result.link, `It works once, until ${result.expiresAt}.`] }
    },
  },
  'operator-link': {
    words: 1,
    operands: 0,
    async open({ config }) {
      const result = await call(config, 'operator-link', {}, () => {})
      return { result, lines: [result.link, 'Whoever opens it becomes the operator; it works once.'] }
    },
  },
  'log verify': {
    words: 2,
    operands: 0,
    optional: 1,
    open: ({ config, operands: [url] }) => verifyCommand(config, url),
  },
  'log copy': {
    words: 2,
    operands: 2,
    open: ({ operands: [from = '', to = ''] }) => copyCommand(from, to),
  },
}

function read(args: string[]) {
  const { values, positionals } = parse(args)
  const { json = false, help = false, 'dry-run': dryRun = false } = values
  if (help || positionals[0] === 'help') return undefined
  if (positionals.length === 0) throw new Misunderstood('name a command')
  const found = Object.entries(DOORS).find(
    ([name, { words }]) => positionals.slice(0, words).join(' ') === name,
  )
  if (!found) throw new Misunderstood(`there is no command “${positionals.join(' ')}”`)
  const [name, door] = found
  const operands = positionals.slice(door.words)
  if (operands.length < door.operands) throw new Misunderstood(`${name} needs one thing more`)
  const most = door.operands + (door.optional ?? 0)
  if (operands.length > most) throw new Misunderstood(`${name} cannot use “${operands[most]}”`)
  if (dryRun && !door.dryRun) throw new Misunderstood(`${name} has no --dry-run`)
  return { door, operands, dryRun, json }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    if (error instanceof TypeError) throw new Misunderstood(error.message)
    throw error
  }
}

async function main(args: string[]) {
  const asked = read(args)
  if (!asked) return console.log(USAGE)
  const { door, operands, dryRun, json } = asked
  const { result, lines, failed } = await door.open({ config: readConfig(process.env), operands, dryRun })
  console.log(json ? JSON.stringify(result) : lines.join('\n'))
  if (failed) process.exitCode = 1
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof Misunderstood) {
    console.error(`${error.message}\n\n${USAGE}`)
    process.exitCode = 2
    return
  }
  console.error(sayError(error) ?? error)
  process.exitCode = 1
})
