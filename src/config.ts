/**
 * Every setting of the hub, with its default and meaning. The only reader of
 * process.env. A bad value stops the start with the variable, the value and
 * the mend.
 */
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Fault } from '#src/platform/fault.ts'

export type Config = {
  /** Where people reach the hub; links and the Origin check follow from it. */
  url: string
  port: number
  host: string
  /** The folder of the log, the keys and the read models. */
  data: string
  /** `sqlite:<file>`, `memory:` or `kurrentdb://…`. */
  log: string
  /** Whether a demo is laid out in an empty hub, and demo people can be signed in as. */
  demo: { seed: boolean; signIn: boolean }
  logLevel: string
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1'])

/** True for an address that only this machine can reach. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host)

/**
 * Reads the settings.
 * @throws Fault naming the variable, its value and what to write instead
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = <T>(name: string, fallback: string, shape: z.ZodType<T>, mend: string): T => {
    const value = env[name] === undefined || env[name] === '' ? fallback : env[name]
    const parsed = shape.safeParse(value)
    if (!parsed.success) throw new Fault('config.read', `${name}=${value} cannot be used: ${mend}`)
    return parsed.data
  }
  const host = read(
    'HUB_HOST',
    '127.0.0.1',
    z.string().regex(/^[\w.:-]+$/),
    'give an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  )
  const at = read('PORT', '3000', port, 'give a port from 0 (any free one) to 65535')
  const data = resolve(read('HUB_DATA', 'data', z.string().min(1), 'give a folder that the hub may write to'))
  const demoFlag = env.HUB_DEMO
    ? read('HUB_DEMO', '', flag, 'write 1 for a demo or 0 for an empty hub')
    : undefined
  return {
    port: at,
    host,
    data,
    url: read(
      'HUB_URL',
      `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${at}`,
      httpUrl,
      'give the address people type, such as https://hub.example.org',
    ).replace(/\/$/, ''),
    log: read(
      'HUB_LOG',
      `sqlite:${join(data, 'log.db')}`,
      logUrl,
      'write sqlite:FILE, memory: or kurrentdb://HOST:2113',
    ),
    demo: {
      seed: demoFlag === undefined ? isLoopback(host) : demoFlag === '1',
      signIn: demoFlag === '1' || (demoFlag === undefined && isLoopback(host)),
    },
    logLevel: read(
      'LOG_LEVEL',
      'info',
      z.enum(['silent', 'error', 'warn', 'info', 'debug']),
      'write silent, error, warn, info or debug',
    ),
  }
}

const httpUrl = z.url({ protocol: /^https?$/ })
const logUrl = z.string().regex(/^(sqlite:.+|memory:|(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/.+)$/)
