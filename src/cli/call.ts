import { mkdirSync } from 'node:fs'
import { connect as connectTo, type Socket } from 'node:net'
import type { Config } from '#src/config.ts'
import { type OpenHub, openHub } from '#src/hub.ts'
import { Fault } from '#src/platform/fault.ts'
import { type ArgsOf, type CommandName, type ResultOf, runCommand } from './commands.ts'
import { everyPercent } from './progress.ts'
import { type Answer, linesOf, MAX_REQUEST_BYTES, type Progress, socketPath, toLine } from './wire.ts'

/**
 * Runs a command: in the hub that runs on this data folder, or else in this process on a hub of its own, which
 * is closed again.
 * @param onProgress - called at most once for each per cent
 * @throws Fault with a sentence for the person at the terminal
 */
export async function call<Name extends CommandName>(
  config: Config,
  name: Name,
  args: ArgsOf<Name>,
  onProgress: (progress: Progress) => void,
): Promise<ResultOf<Name>> {
  if (config.log === 'memory:') {
    throw new Fault(
      'cli.call',
      'HUB_LOG=memory: keeps nothing between two processes; name a file in HUB_LOG, or leave it out',
    )
  }
  const path = socketPath(config.data)
  const socket = await connect(path)
  // Both ways end in `runCommand`, which answers with what belongs to the name.
  if (socket) return (await ask(socket, path, { command: name, args }, onProgress)) as ResultOf<Name>
  await using open = await openOwn(config)
  const about = { onProgress: everyPercent(onProgress), signal: new AbortController().signal }
  return (await runCommand(open, name, args, about)) as ResultOf<Name>
}

/** @returns undefined when nobody listens there */
function connect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(path, () => resolve(socket))
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED') return resolve(undefined)
      const why =
        cause.code === 'EACCES' ? 'it belongs to another user; run the command as that user' : cause.message
      reject(new Fault('cli.call', `cannot reach the hub on ${path}: ${why}`, cause))
    })
  })
}

async function ask(
  socket: Socket,
  path: string,
  request: { command: string; args: unknown },
  onProgress: (progress: Progress) => void,
) {
  socket.write(toLine(request))
  try {
    for await (const line of linesOf(socket as AsyncIterable<Buffer>, MAX_REQUEST_BYTES)) {
      const answer = JSON.parse(line) as Answer
      if ('progress' in answer) onProgress(answer.progress)
      else if ('error' in answer) throw new Fault('cli.call', answer.error)
      else return answer.result
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('cli.call', `the hub on ${path} broke off; ${AGAIN}`, error)
  }
  throw new Fault('cli.call', `the hub on ${path} ended before it answered; ${AGAIN}`)
}

/** True of every command here: what was done already is found done. */
const AGAIN = 'run the command again, nothing is done twice'

async function openOwn(config: Config): Promise<OpenHub> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 })
  try {
    // The logger writes to stdout, which is the result's.
    return await openHub({ ...config, logLevel: config.logLevel === 'silent' ? 'silent' : 'error' })
  } catch (error) {
    if (
      !(error instanceof Fault && error.op === 'log.open' && error.hint.includes('in use by another process'))
    )
      throw error
    const mend = 'wait until the hub has printed its address (or the other command has ended), then try again'
    throw new Fault(
      'cli.call',
      `another process uses ${config.data} and does not take commands yet; ${mend}`,
      error,
    )
  }
}
