/**
 * The running hub's ear for commands, so that they need not stop it: see `wire.ts`.
 *
 * Only a process that holds the log's lock gets here. A socket file that is there already was left by one that
 * was killed, unless somebody answers on it, in which case it is not ours to remove.
 */
import { existsSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { OpenHub } from '#src/hub.ts'
import { Fault } from '#src/platform/fault.ts'
import { runCommand, sayError } from './commands.ts'
import { everyPercent } from './progress.ts'
import { type Answer, linesOf, MAX_REQUEST_BYTES, type Request, socketPath, toLine } from './wire.ts'

/** How long a connection may stay silent before its request is complete, in ms. */
const SILENCE_MS = 10_000

/**
 * Listens until disposed, which ends the commands that still run. A hub in memory listens on nothing: what it
 * holds ends with it, and several may share a data folder.
 * @throws Fault `cli.listen` when the socket cannot be made
 */
export async function listenForCommands(open: OpenHub): Promise<AsyncDisposable> {
  const { config } = open.hub
  if (config.log === 'memory:') return { [Symbol.asyncDispose]: () => Promise.resolve() }
  const path = socketPath(config.data)
  if (existsSync(path)) await removeStale(path)

  const closing = new AbortController()
  const running = new Set<Promise<void>>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const served = serve(open, socket, closing.signal).finally(() => {
      running.delete(served)
      sockets.delete(socket)
    })
    running.add(served)
  })
  await listen(server, path)
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      closing.abort(new Fault('cli.run', 'the hub is stopping; run the command again once it is back'))
      await Promise.allSettled(running)
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** The mode is set by the umask, so that there is no moment in which others could connect. Node binds at once. */
function listen(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', (cause) =>
    reject(new Fault('cli.listen', `cannot listen for commands on ${path}: ${cause.message}`, cause)),
  )
  const before = process.umask(0o177)
  try {
    server.listen(path, resolve)
  } finally {
    process.umask(before)
  }
  return promise
}

async function removeStale(path: string): Promise<void> {
  const answered = await new Promise<boolean>((resolve) => {
    const socket = connect(path, () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  if (answered)
    throw new Fault('cli.listen', `another hub answers on ${path}; set HUB_DATA to a folder of its own`)
  rmSync(path, { force: true })
}

/** One connection: its request, the command, its answers. Never rejects. */
async function serve(open: OpenHub, socket: Socket, closing: AbortSignal): Promise<void> {
  const gone = new AbortController()
  socket.once('close', () => gone.abort(new Fault('cli.run', 'whoever asked has gone')))
  // 'close' follows and says all there is to say.
  socket.on('error', () => {})
  socket.setTimeout(SILENCE_MS, () => socket.destroy())
  const answer = (message: Answer) => {
    if (socket.writable) socket.write(toLine(message))
  }
  try {
    const request = await readRequest(socket)
    if (!request) return
    socket.setTimeout(0)
    // Nothing more is read, but only a flowing socket notices that the other end has gone.
    socket.resume()
    const signal = AbortSignal.any([closing, gone.signal])
    const onProgress = everyPercent((progress) => answer({ progress }))
    answer({ result: await runCommand(open, request.command, request.args, { onProgress, signal }) })
  } catch (error) {
    const said = sayError(error)
    if (said === undefined) open.hub.logger.error({ err: error }, 'a command broke')
    answer({ error: said ?? 'something broke in the hub; what it prints says more' })
  } finally {
    socket.end()
  }
}

/** @returns undefined when the other end left without asking for anything */
async function readRequest(socket: Socket): Promise<Request | undefined> {
  const chunks = socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  for await (const line of linesOf(chunks, MAX_REQUEST_BYTES)) {
    const request = parse(line)
    if (!request) throw new Fault('cli.read', 'the request is not {"command": …, "args": …}')
    return request
  }
  return undefined
}

function parse(line: string): Request | undefined {
  try {
    const value = JSON.parse(line) as Partial<Request> | null
    return typeof value?.command === 'string' ? { command: value.command, args: value.args } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
