/** Starts the hub: settings → port → hub → until a signal ends it. */
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { listenForCommands } from './cli/listen.ts'
import { readConfig } from './config.ts'
import { firstRun } from './first-run.ts'
import { openHub } from './hub.ts'
import { Fault } from './platform/fault.ts'

/** How long open requests may take to finish once a signal asked us to stop, ms. */
const DRAIN_MS = 10_000

async function main() {
  const wanted = readConfig(process.env)
  mkdirSync(wanted.data, { recursive: true, mode: 0o700 })
  const server = createServer((_request, response) => {
    response
      .writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' })
      .end('starting\n')
  })
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new Fault(
          'http.listen',
          cause.code === 'EADDRINUSE'
            ? `port ${wanted.port} is taken; set PORT to another one`
            : cause.message,
          cause,
        ),
      ),
    )
    server.listen(wanted.port, wanted.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  // PORT=0 takes any free port; links and the origin check need the one we got.
  const config = { ...wanted, port, url: wanted.url.replace(/:0$/, `:${port}`) }

  const broken = Promise.withResolvers<string>()
  const hub = await openHub(config, {
    onBroken: (fault) => broken.resolve(fault.message),
    onProgress: ({ at, head }) => console.log(`Reading the log: ${at} of ${head}`),
  })
  // Before anyone is let in: the first page shows the demo whole.
  const lines = await firstRun(hub)
  server.removeAllListeners('request')
  server.on('request', getRequestListener(hub.app.fetch))
  server.on('upgrade', hub.upgrade)
  const commands = await listenForCommands(hub)
  for (const line of lines) console.log(line)
  console.log(`Trihelix is at ${config.url}`)

  const end = await Promise.race([signal(), broken.promise])
  hub.close()
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  await commands[Symbol.asyncDispose]()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const drain = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await hub[Symbol.asyncDispose]()
  server.closeAllConnections()
  await closed
  clearTimeout(drain)
  if (end !== 'signal')
    throw new Fault('log.append', `the log broke and nothing more was answered for: ${end}`)
}

const signal = () =>
  new Promise<'signal'>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve('signal'))
  })

main().catch((error: unknown) => {
  if (error instanceof Fault) console.error(`Trihelix cannot go on. ${error.message}`)
  else console.error(error)
  process.exitCode = 1
})
