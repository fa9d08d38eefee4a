/** A browser as a hub on a real port sees it: cookies, an origin, and requests that may be cut off. */
export class BrowserSession {
  /** Where the hub is now; it may come back on another port. */
  base: string
  id = ''
  readonly #jar = new Map<string, string>()

  constructor(base: string) {
    this.base = base
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Headers of a WebSocket handshake from this browser. */
  get handshake(): Record<string, string> {
    return { cookie: this.cookie, origin: this.base }
  }

  /** @throws TypeError when the connection breaks before the whole answer is in */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<SessionAnswer> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(this.#jar.size > 0 && { cookie: this.cookie }),
        ...(method !== 'GET' && { origin: this.base, 'content-type': 'application/json' }),
        ...headers,
      },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    })
    const text = await response.text()
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const json = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
    }
  }

  /** What a request that must succeed answers. */
  async ok<T = { id: string; revision: number }>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body)
    if (answer.status !== 200)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }

  #keep(line: string) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    if (/max-age=0/i.test(line)) this.#jar.delete(pair.slice(0, at))
    else this.#jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

export type SessionAnswer = { status: number; headers: Headers; body: unknown }
