/**
 * The address in `HUB_LOG`, checked before the driver sees it. The driver's own complaint quotes the
 * piece it could not read, which may be the password; ours never repeat more than the hosts.
 */
import { Fault } from '#src/platform/fault.ts'

export type KurrentAddress = {
  /** What the driver is given. It holds the password and is never printed. */
  connectionString: string
  /** Scheme and hosts, for sentences. */
  shown: string
  /** Handed to the driver as a provider, which keeps appends on the unary call (kurrentdb.md §1.6, 2 and 4). */
  credentials: { username: string; password: string }
}

const FORM = /^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/(?:([^:@/]+):([^@/]+)@)?([^?/@]+)\/?(?:\?(.*))?$/

const SHAPE = 'kurrentdb://user:password@host:2113?key=value, or kurrentdb+discover://… for a cluster'

/** One `discoveryInterval` passes before the reading half's first answer; its own default is 500 ms. */
const DEFAULTS = { discoveryinterval: 'discoveryInterval=50', connectionname: 'connectionName=trihelix' }

/**
 * Read `kurrentdb://`, `kurrent://`, `kdb://` or the legacy `esdb://`, each also with `+discover`.
 * @throws `Fault('log.open')` with the mend, never with the password
 */
export function parseAddress(url: string): KurrentAddress {
  const parts = FORM.exec(url.trim())
  if (!parts) throw new Fault('log.open', `the KurrentDB address cannot be read; write ${SHAPE}`)
  const [, , discover = '', username, password, hosts = '', query = ''] = parts
  const shown = `kurrentdb${discover}://${hosts}`
  const options = readOptions(shown, query)

  const secure = options.get('tls') !== 'false'
  if (secure && (username === undefined || password === undefined)) {
    const mend = 'put user:password@ before the host, or tls=false behind it for a server without security'
    throw new Fault('log.open', `${shown}: TLS is on but there are no credentials; ${mend}`)
  }
  const login = username !== undefined && password !== undefined ? `${username}:${password}@` : ''
  const added = Object.entries(DEFAULTS).flatMap(([key, text]) => (options.has(key) ? [] : [text]))
  const all = [...(query === '' ? [] : [query]), ...added].join('&')
  return {
    // Always today's scheme: for `esdb` the driver prints a warning, with the address.
    connectionString: `kurrentdb${discover}://${login}${hosts}?${all}`,
    shown,
    credentials: { username: decoded(shown, username), password: decoded(shown, password) },
  }
}

/** Keys as the driver compares them: without case, `_` and `-`. */
function readOptions(shown: string, query: string): Map<string, string> {
  const options = new Map<string, string>()
  for (const pair of query === '' ? [] : query.split('&')) {
    const [key = '', value = ''] = pair.split('=', 2)
    if (key === '' || value === '') {
      throw new Fault('log.open', `${shown}: an option is not of the form key=value; write ${SHAPE}`)
    }
    options.set(key.toLowerCase().replaceAll(/[_-]/g, ''), value)
  }
  const refuse = (why: string) => new Fault('log.open', `${shown}: ${why}`)
  // With `false` the driver answers a conflict with a made-up revision (kurrentdb.md §1.6, 5).
  if (options.get('throwonappendfailure') === 'false') throw refuse('leave throwOnAppendFailure out')
  // The reading half gives up before its first try (kurrentdb.md §1.3).
  if (Number(options.get('maxdiscoverattempts') ?? 2) < 2)
    throw refuse('maxDiscoverAttempts must be 2 or more')
  // A follower lags: a command would decide on yesterday's state.
  const preference = options.get('nodepreference')?.toLowerCase() ?? 'leader'
  if (preference !== 'leader') throw refuse('nodePreference must be leader')
  return options
}

function decoded(shown: string, text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // The cause would quote the password.
    throw new Fault('log.open', `${shown}: user and password must be percent-encoded (a % is written %25)`)
  }
}
