import type { Context } from 'hono'
import { type Config, isLoopback } from '#src/config.ts'
import type { HubEnv } from './env.ts'
import { peerOf } from './limit.ts'

/** Headers that say a proxy stands between the person and us. */
const PROXIED = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP']

/** Whether the request names this machine itself, as `localhost` or an address of the loopback. */
export function onLoopbackHost(c: Context<HubEnv>): boolean {
  const host = c.req.header('Host') ?? ''
  return isLoopback(host.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''))
}

/**
 * Whether the person who asks sits at this machine. A Host header can be made
 * up, so the socket must agree, no proxy may have had a hand in it, and the hub
 * must not be published under any other name.
 */
export function onThisMachine(c: Context<HubEnv>, config: Config): boolean {
  const peer = peerOf(c)
  return (
    onLoopbackHost(c) &&
    isLoopback(new URL(config.url).hostname.replace(/^\[|\]$/g, '')) &&
    !PROXIED.some((name) => c.req.header(name) !== undefined) &&
    (peer === undefined || isLoopback(peer) || peer.startsWith('127.'))
  )
}
