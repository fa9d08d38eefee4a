/**
 * A real hub for tests: every part as in production, on the memory log, with a
 * clock the test owns and no rate limits. Nothing of ours is mocked.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { readConfig } from '#src/config.ts'
import { operatorInvitation } from '#src/features/invitation/commands.ts'
import { NO_LIMITS } from '#src/http/limit.ts'
import { type OpenHub, openHub } from '#src/hub.ts'
import { type Client, client } from './client.ts'

export type TestHub = AsyncDisposable & {
  readonly open: OpenHub
  readonly clock: { now(): string; set(at: string): void; advance(ms: number): void }
  /** Someone who is not signed in. */
  visitor(): Client
  /** Signs up and in as `name`. */
  person(name: string): Promise<Client>
  /** Who runs the hub. */
  operator(): Promise<Client>
  /** Registers an organisation, verified by the operator unless told otherwise. */
  organisation(
    admin: Client,
    kind: string,
    name: { zh?: string; en?: string },
    verified?: boolean,
  ): Promise<string>
  /** Puts the hub on a port of 127.0.0.1. */
  listen(): Promise<string>
}

/** Opens a hub that no other test sees. `env` adds settings, such as HUB_DATA and HUB_LOG for one on disk. */
export async function testHub(env: Record<string, string> = {}): Promise<TestHub> {
  let at = Date.parse('2026-03-02T01:00:00.000Z')
  const clock = {
    now: () => new Date(at).toISOString(),
    set: (iso: string) => {
      at = Date.parse(iso)
    },
    advance: (ms: number) => {
      at += ms
    },
  }
  const config = readConfig({ HUB_LOG: 'memory:', HUB_DEMO: '0', LOG_LEVEL: 'silent', ...env })
  const open = await openHub(config, { now: clock.now, limits: NO_LIMITS })
  let people = 0
  let operator: Client | undefined
  const visitor = () => client(open)
  const signUp = async (name: string, invitation?: string) => {
    const one = visitor()
    const email = `person${++people}@example.com`
    const answer = await one.post('/api/people', {
      email,
      name,
      password: `correct horse 电池 ${people}`,
      locale: 'zh-CN',
      ...(invitation && { invitation }),
    })
    if (answer.status !== 200)
      throw new Error(`sign-up of ${name}: ${answer.status} ${JSON.stringify(answer.body)}`)
    one.id = (answer.body as { id: string }).id
    one.email = email
    return one
  }
  const theOperator = async () => {
    if (operator) return operator
    const link = await operatorInvitation(open.hub)
    operator = await signUp('平台运营', link?.split('/').at(-1))
    return operator
  }
  const servers: { close(): Promise<void> }[] = []

  return {
    open,
    clock,
    visitor,
    person: (name) => signUp(name),
    operator: theOperator,
    async organisation(admin, kind, name, verified = true) {
      const made = await admin.ok('POST', '/api/organisations', {
        name,
        kind,
        region: '衡水',
        about: {},
        website: '',
      })
      if (verified) {
        await admin.ok('POST', `/api/organisations/${made.id}/verification`, { note: '营业执照已上传' })
        await (await theOperator()).ok('POST', `/api/organisations/${made.id}/verify`, {})
      }
      return made.id
    },
    async listen() {
      const server = createServer(getRequestListener(open.app.fetch))
      server.on('upgrade', open.upgrade)
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      servers.push({
        close: async () => {
          server.closeAllConnections()
          server.close()
          await once(server, 'close')
        },
      })
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    async [Symbol.asyncDispose]() {
      open.close()
      await open[Symbol.asyncDispose]()
      for (const server of servers) await server.close()
    },
  }
}
