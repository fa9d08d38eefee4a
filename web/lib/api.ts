/**
 * The hub's API, as `fetch` with its manners: JSON both ways, problems thrown as {@link ApiProblem}, one
 * Idempotency-Key per thing meant, and the position of our own last write sent back, so that we read it.
 */
import i18next from 'i18next'

/** What the hub (or the network) said no with. `title` is a sentence in the reader's language, fit to show. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  /** A code of `src/command/refused.ts`, `fault`, or `offline` when no answer came. */
  readonly code: string
  readonly title: string
  readonly errors: readonly { pointer: string; detail: string }[]
  /** The problem document as it came, with its further members. */
  readonly detail: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const title =
      typeof body.title === 'string' ? body.title : i18next.t('shell.problem.unreadable', { status })
    super(title)
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : 'fault'
    this.title = title
    this.errors = Array.isArray(body.errors) ? body.errors : []
    this.detail = body
  }
}

/** What a finished command answers. */
export type Done = { id: string; revision: number }

type Options = {
  /** The revision that the writer looked at; a newer one is refused as `stale`. */
  ifRevision?: number | undefined
  /** Makes a retry by the caller the same deed. Made up when left out. */
  key?: string
  signal?: AbortSignal | undefined
}

export const get = <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, { signal })
export const post = <T = Done>(path: string, body: unknown = {}, options?: Options) =>
  request<T>('POST', path, body, { key: newKey(), ...options })
export const put = <T = Done>(path: string, body: unknown, options?: Options) =>
  request<T>('PUT', path, body, options)
export const del = <T = Done>(path: string, options?: Options) => request<T>('DELETE', path, {}, options)

/** Names one deed. `randomUUID` is missing on plain http, hence by hand. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

let position: string | undefined
let signInFirst = () => {}

/** What to do when the hub says that the session is over. */
export function onSignInFirst(then: () => void) {
  signInFirst = then
}

/** A dropped connection is tried once more: long enough for a restart's socket to open, short enough to wait for. */
const RETRY_MS = 600

async function request<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  const { key, ifRevision, signal } = options
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (key) headers['Idempotency-Key'] = key
  if (ifRevision !== undefined) headers['If-Match'] = `"${ifRevision}"`
  if (position) headers['Hub-Position'] = position
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) init.body = JSON.stringify(body)
  if (signal) init.signal = signal

  const response = await answer(path, init, method === 'GET' || key !== undefined)
  position = response.headers.get('Hub-Position') ?? position
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  const problem = new ApiProblem(response.status, await jsonOr(response, {}))
  if (problem.code === 'sign-in-first') signInFirst()
  throw problem
}

/** The answer; a lost connection is retried only when asking twice does no harm. */
async function answer(path: string, init: RequestInit, repeatable: boolean): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    if (!repeatable) throw offline()
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return fetch(path, init).catch(() => {
      throw offline()
    })
  }
}

const offline = () => new ApiProblem(0, { code: 'offline', title: i18next.t('shell.problem.offline') })

/** A proxy's error page is not JSON; the status alone then makes the sentence. */
const jsonOr = (response: Response, otherwise: Record<string, unknown>): Promise<Record<string, unknown>> =>
  response.json().catch(() => otherwise)
