import type { OpenHub } from '#src/hub.ts'

export type Answer = { status: number; headers: Headers; body: unknown; text: string }
export type DoneAnswer = { id: string; revision: number }

/** One browser: it keeps cookies and says where it comes from. */
export type Client = {
  id: string
  email: string
  cookie(): string
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** A command that must succeed. */
  ok(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<DoneAnswer>
  /** What a GET must answer. */
  read<T>(path: string): Promise<T>
}

const HOST = '127.0.0.1:3000'

/** A browser of the hub, signed in as nobody yet. */
export function client({ app }: OpenHub): Client {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  const send: Client['send'] = async (method, path, body, headers = {}) => {
    const response = await app.request(`http://${HOST}${path}`, {
      method,
      headers: {
        host: HOST,
        ...(jar.size > 0 && { cookie: cookie() }),
        ...(method !== 'GET' && { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    const text = await response.text()
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : text }
  }
  return {
    id: '',
    email: '',
    cookie,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
    async ok(method, path, body = {}, headers) {
      const answer = await send(method, path, body, headers)
      if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
      return answer.body as DoneAnswer
    },
    async read<T>(path: string) {
      const answer = await send('GET', path)
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`)
      return answer.body as T
    },
  }
}

function keep(jar: Map<string, string>, line: string) {
  const [pair = '', ...attributes] = line.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at).trim()
  const gone = attributes.some((one) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(one))
  if (gone) jar.delete(name)
  else jar.set(name, pair.slice(at + 1))
}
