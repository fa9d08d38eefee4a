/**
 * Errors as RFC 9457 problem documents. A refusal says its code and a sentence
 * in the reader's language; anything else is logged once, here, and becomes a
 * plain 500 with the request's id.
 */

import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { REFUSALS, type RefusalCode, Refused } from '#src/command/refused.ts'
import { TooLarge } from '#src/log/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import type { Logger } from '#src/platform/logger.ts'
import type { HubEnv } from './env.ts'
import { sentence } from './sentences.ts'

export type Problem = {
  type: string
  title: string
  status: ContentfulStatusCode
  code: RefusalCode | 'fault'
  instance: string
  errors?: { pointer: string; detail: string }[]
}

/** How long a client waits before it asks again, seconds, for the codes that pass by themselves. */
const RETRY_AFTER: Partial<Record<RefusalCode, number>> = { 'behind-log': 1, 'not-ready': 5, busy: 1 }

/** The same for a log that cannot be reached. */
const LOG_AWAY_S = 5

/** The app's `onError`. */
export const problemOf =
  (logger: Logger) =>
  (error: Error, c: Context<HubEnv>): Response => {
    const refused = asRefused(error)
    if (refused) return problem(c, refused)
    const requestId = c.var.requestId
    const hint = error instanceof Fault ? error.hint : undefined
    logger.error({ requestId, err: error, hint, path: c.req.routePath }, 'a request failed')
    // A log that is away comes back; what else broke does so again when asked again.
    const status = error instanceof Fault && error.op.startsWith('log.') ? 503 : 500
    if (status === 503) c.header('Retry-After', String(LOG_AWAY_S))
    return c.body(
      JSON.stringify({
        type: 'about:blank',
        title: sentence('fault', c.var.lang ?? 'zh-CN'),
        status,
        code: 'fault',
        instance: requestId,
      } satisfies Problem),
      status,
      { 'content-type': 'application/problem+json' },
    )
  }

function asRefused(error: Error): Refused | undefined {
  if (error instanceof Refused) return error
  if (error instanceof TooLarge) return new Refused('too-large')
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Refused('malformed-json')
    if (error.status === 413) return new Refused('too-large')
    if (error.status === 404) return new Refused('not-found')
  }
  return undefined
}

/** The problem document of a refusal. */
export function problem(c: Context<HubEnv>, { code, detail }: Refused, errors?: Problem['errors']): Response {
  const { retryAfter: seconds, ...members } = detail
  const retryAfter = seconds ?? RETRY_AFTER[code]
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  const body = {
    type: `/problems#${code}`,
    title: sentence(code, c.var.lang ?? 'zh-CN', members),
    status: REFUSALS[code],
    code,
    instance: c.var.requestId,
    ...members,
    ...(errors && { errors }),
  }
  return c.body(JSON.stringify(body), REFUSALS[code], { 'content-type': 'application/problem+json' })
}

/** Zod's issues as JSON Pointers into what was sent. */
export const issuesOf = (error: z.core.$ZodError): NonNullable<Problem['errors']> =>
  error.issues.map(({ path, message }) => ({
    pointer: `/${path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
    detail: message,
  }))
