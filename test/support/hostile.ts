/** Requests that nobody would send by accident, for fuzzing; seeded by fast-check. */
import fc from 'fast-check'
import { type Route, sample } from './bad-json.ts'
import { fill, UNKNOWN, type World } from './world.ts'

/** Text that means something to some parser, behind words that the search will find. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    ...[
      '"',
      "' OR 1=1",
      'NEAR(',
      '*',
      'title:',
      '-',
      '^',
      '(((',
      '\\',
      '\u202e',
      '\ufeff',
      '%',
      '%zz',
      '../',
      '[]',
      '{}',
    ],
    ...['null', '-1', '1e9', '9'.repeat(400), '丝网', '絲 網', '<b>', 'WyIiLCIiXQ'],
  ),
)
const searched = fc.oneof(
  nasty,
  nasty.map((text) => `丝网${text}`),
  nasty.map((text) => `${text}丝网 480目`),
)

const anything = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    nasty,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(UNKNOWN),
    tie('list'),
    tie('members'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  members: fc.dictionary(
    fc.oneof(nasty, fc.constantFrom('zh', 'en', 'at', 'kind', 'role', 'constructor', 'toString')),
    tie('any'),
    { maxKeys: 4 },
  ),
})).any

/** Mostly nothing, so that most requests get past the first door. */
const seldom = <T>(some: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some })

const PARAMETERS = [
  'q',
  'status',
  'mode',
  'sort',
  'cursor',
  'limit',
  'kind',
  'topics',
  'incubator',
  'lang',
  'seeker',
  'view',
]
const HEADERS = ['if-match', 'idempotency-key', 'hub-position', 'accept-language', 'cookie', 'last-event-id']

/** What one hostile request is made of; `hostileRequest` makes it of the routes there are. */
export const hostile = fc.record({
  route: fc.nat(),
  who: fc.nat(),
  /** Which member of a good body is replaced, and by what. */
  at: fc.array(fc.nat(20), { maxLength: 3 }),
  put: anything,
  id: seldom(nasty),
  query: fc.dictionary(fc.constantFrom(...PARAMETERS), searched, { maxKeys: 3 }),
  raw: seldom(nasty),
  header: seldom(fc.tuple(fc.constantFrom(...HEADERS), fc.string({ maxLength: 40 }))),
})
export type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never

/** Turns it into a request for one of these routes. */
export function hostileRequest(the: World, routes: readonly Route[], made: Hostile) {
  const { at, put, id, query, raw, header } = made
  const route = routes[made.route % routes.length] as Route
  const clients = Object.values(the.people)
  const path =
    id === null
      ? fill(route.path, the)
      : route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id.toWellFormed()))
  const body = raw ?? JSON.stringify(replaced(route.body ? sample(route.body) : {}, at, put))
  // Nothing else gets through a client's own checks.
  const sendable = header && /^[\x20-\x7e]*$/.test(header[1]) ? { [header[0]]: header[1] } : {}
  return {
    method: route.method,
    path: `${path}?${new URLSearchParams(query)}`,
    cookie: clients[made.who % clients.length]?.cookie() ?? '',
    headers: sendable,
    ...(route.method !== 'GET' && { body }),
  }
}

/** A copy of `value` in which the member that the steps lead to is another thing. */
function replaced(value: unknown, [step, ...rest]: readonly number[], put: unknown): unknown {
  if (step === undefined || value === null || typeof value !== 'object') return put
  const entries = Object.entries(value)
  if (entries.length === 0) return put
  const changed = entries.map(([key, one], n) => [
    key,
    n === step % entries.length ? replaced(one, rest, put) : one,
  ])
  return Array.isArray(value) ? changed.map(([, one]) => one as unknown) : Object.fromEntries(changed)
}
