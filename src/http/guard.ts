/**
 * What every request passes before a route sees it: the host it was sent to,
 * the origin it came from, the size and kind of its body, the headers every
 * answer carries, and the wait for the reader's own last write.
 */

import { randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { getCookie } from 'hono/cookie'
import { Refused } from '#src/command/refused.ts'
import { type Config, isLoopback } from '#src/config.ts'
import { newId } from '#src/platform/ids.ts'
import type { Hub, HubEnv } from './env.ts'
import { langOf } from './lang.ts'

/** JSON deeper than this is refused: no form of ours comes near it (reliability.md §6.6). */
const MAX_JSON_DEPTH = 32

/** Whether `host` (a Host header) is one this hub is published under. Loopback hubs answer to loopback names only, which stops DNS rebinding. */
export function ownHost(config: Config, host: string | undefined): boolean {
  if (!host) return false
  if (host === new URL(config.url).host) return true
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  return isLoopback(config.host) && isLoopback(name)
}

/** Whether a page at `origin` may act here: it must be a page of this very host. */
export function ownOrigin(config: Config, origin: string | undefined, host: string | undefined): boolean {
  if (!origin || !URL.canParse(origin)) return false
  const url = new URL(origin)
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') && ownHost(config, url.host) && url.host === host
  )
}

/** Names the request, finds the reader's language and sets the headers of every answer. */
export const dress =
  (hub: Hub): MiddlewareHandler<HubEnv> =>
  async (c, next) => {
    const nonce = randomBytes(16).toString('base64')
    c.set('requestId', newId())
    c.set('nonce', nonce)
    c.set('lang', langOf(c.req.query('lang'), getCookie(c, 'lang'), c.req.header('Accept-Language')))
    await next()
    setHeaders(c, hub, nonce)
  }

/** Answers only under the hub's own names. Comes behind {@link dress}, so that the refusal is dressed too. */
export const ownHostOnly =
  (hub: Hub): MiddlewareHandler<HubEnv> =>
  (c, next) => {
    if (!ownHost(hub.config, c.req.header('Host'))) throw new Refused('foreign-host')
    return next()
  }

/** The security headers (reliability.md §3.1). Mantine sets style attributes, hence `style-src` allows them. */
export function setHeaders(c: Context<HubEnv>, hub: Hub, nonce: string) {
  const headers: Record<string, string> = {
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Request-Id': c.var.requestId,
  }
  if (hub.config.url.startsWith('https:'))
    headers['Strict-Transport-Security'] = 'max-age=31536000; includeSubDomains'
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Mutations come from our own pages only, as JSON that is not absurdly deep (ASVS 3.5). */
export const sameSite =
  (hub: Hub): MiddlewareHandler<HubEnv> =>
  async (c: Context<HubEnv>, next: Next) => {
    if (SAFE.has(c.req.method)) return next()
    const site = c.req.header('Sec-Fetch-Site')
    const sameSite = site === undefined || site === 'same-origin' || site === 'none'
    if (!sameSite || !ownOrigin(hub.config, c.req.header('Origin'), c.req.header('Host')))
      throw new Refused('foreign-origin')
    const kind = c.req.header('Content-Type')
    const text = await c.req.text()
    if (kind === undefined ? text !== '' : !/^application\/json(;|$)/.test(kind))
      throw new Refused('unsupported-media-type')
    if (text !== '') checkJson(text)
    return next()
  }

function checkJson(text: string) {
  if (depthOf(text) > MAX_JSON_DEPTH) throw new Refused('too-large')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refused('malformed-json')
  }
  // NUL ends strings in too many places to let it into the log; lone surrogates cannot be stored as UTF-8.
  if (hasUnstorable(value)) throw new Refused('invalid-input')
}

/** How deep brackets nest, without parsing: a parser's own recursion is what we guard. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const at = text.charCodeAt(i)
    if (quoted) {
      if (at === 92) i++
      else if (at === 34) quoted = false
    } else if (at === 34) quoted = true
    else if (at === 123 || at === 91) deepest = Math.max(deepest, ++depth)
    else if (at === 125 || at === 93) depth--
  }
  return deepest
}

function hasUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed()
  if (Array.isArray(value)) return value.some(hasUnstorable)
  if (value !== null && typeof value === 'object')
    return Object.entries(value).some(
      ([key, one]) => key === '__proto__' || hasUnstorable(key) || hasUnstorable(one),
    )
  return false
}

/** Waits until the reader's own last write is in the read models (architecture.md §6). */
export const readYourWrites =
  (hub: Hub): MiddlewareHandler<HubEnv> =>
  async (c, next) => {
    const token = c.req.header('Hub-Position') ?? getCookie(c, 'hub-position')
    const [logId, at] = (token ?? '').split(':')
    const position = Number(at)
    if (logId === hub.log.logId && Number.isSafeInteger(position)) {
      // A position the log has not reached was never ours to hand out.
      await hub.projector.reached(Math.min(position, Math.max(hub.projector.position, await hub.log.head())))
    } else if (hub.projector.denied) await hub.projector.reached(0)
    return next()
  }
