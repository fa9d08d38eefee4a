/** The stylesheet, the script and the mark: read once, served from memory, cached for ever under their hash. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import type { HubEnv } from '#src/http/env.ts'

const TYPES = {
  'style.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'helix.svg': 'image/svg+xml',
} as const

type Name = keyof typeof TYPES

const HASH_LENGTH = 12

const files = new Map(
  (Object.keys(TYPES) as Name[]).map((name) => {
    const bytes = readFileSync(new URL(`assets/${name}`, import.meta.url))
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, HASH_LENGTH)
    return [name as string, { bytes, hash, type: TYPES[name] }] as const
  }),
)

/** The address of an asset, with its hash. */
export const asset = (name: Name): string => `/assets/${name}?v=${files.get(name)?.hash}`

/** Answers `/assets/:name`; undefined when there is no such file. */
export function serveAsset(c: Context<HubEnv>, name: string): Response | undefined {
  const file = files.get(name)
  if (!file) return undefined
  // Under another hash the address may name another release's file: ask again next time.
  const fresh = c.req.query('v') === file.hash
  c.header('Cache-Control', fresh ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('Content-Type', file.type)
  return c.body(new Uint8Array(file.bytes))
}
