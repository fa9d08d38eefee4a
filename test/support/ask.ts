import { expect } from 'vitest'
import { REFUSALS } from '#src/command/refused.ts'
import type { OpenHub } from '#src/hub.ts'

/** The host that test hubs are published under. */
export const HOST = '127.0.0.1:3000'

export type Ask = {
  method: string
  path: string
  cookie?: string
  body?: string | Uint8Array<ArrayBuffer>
  /** Headers beside the host; `undefined` leaves out what a browser would say by itself. */
  headers?: Record<string, string | undefined>
}

/** Headers of every answer, whatever it is (reliability.md §3.1). */
export const ARMOUR: Record<string, RegExp> = {
  'content-security-policy': /default-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /./,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'request-id': /^[0-9a-f-]{36}$/,
}

/** Sends a request as a browser would on a page of the hub, except where `headers` says otherwise. */
export async function ask(
  { app }: OpenHub,
  { method, path, cookie, body, headers = {} }: Ask,
): Promise<Response> {
  const safe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
  const said: Record<string, string | undefined> = {
    host: HOST,
    ...(cookie && { cookie }),
    ...(!safe && {
      origin: `http://${HOST}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    }),
    ...headers,
  }
  const kept = Object.entries(said).filter((pair): pair is [string, string] => pair[1] !== undefined)
  // Bytes: a string would bring a content type of its own.
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return app.request(`http://${HOST}${path}`, {
    method,
    headers: kept,
    ...(bytes !== undefined && { body: bytes }),
  })
}

/** @throws when a security header is missing or weak */
export function expectArmour(response: Response, what: string): void {
  for (const [name, pattern] of Object.entries(ARMOUR))
    expect(response.headers.get(name) ?? `no ${name}`, `${name} of ${what}`).toMatch(pattern)
}

const CHINESE = /[\u4e00-\u9fff]/

/** A refusal as it must be: 4xx, RFC 9457, a known code, a sentence in the reader's language and nothing of our insides. */
export async function expectProblem(response: Response, lang: 'zh-CN' | 'en', what: string): Promise<string> {
  const text = await response.text()
  expect(response.status, `${what}: ${text}`).toBeGreaterThanOrEqual(400)
  expect(response.status, `${what}: ${text}`).toBeLessThan(500)
  expect(response.headers.get('content-type'), what).toMatch(/^application\/problem\+json/)
  const { code, title, status, instance } = JSON.parse(text) as Record<string, string | number>
  expect(REFUSALS, what).toHaveProperty([String(code)])
  expect(status, what).toBe(response.status)
  expect(instance, what).toBe(response.headers.get('request-id'))
  expect(String(title).length, what).toBeGreaterThanOrEqual(4)
  if (lang === 'en') expect(title, what).not.toMatch(CHINESE)
  else expect(title, what).toMatch(CHINESE)
  expect(text, what).not.toMatch(/\.ts:\d|node_modules|Error:/)
  expectArmour(response, what)
  return String(code)
}
