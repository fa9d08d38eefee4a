/** A reader of `/api/changes`, as a browser's EventSource is one, with the request's own cookie. */
export class ChangesReader implements AsyncDisposable {
  /** Topics of each `changed`, as they came, with the log's position. */
  readonly changed: { position: number; topics: string[] }[] = []
  greeted = false
  ended = false
  headers = new Headers()
  readonly #stop = new AbortController()
  #reading: Promise<void> = Promise.resolve()

  /** Resolves once the hub has greeted: from then on nothing is missed. */
  static async open(base: string, topics: readonly string[], cookie = ''): Promise<ChangesReader> {
    const reader = new ChangesReader()
    const url = `${base}/api/changes?topics=${encodeURIComponent(topics.join(','))}`
    const response = await fetch(url, { headers: cookie ? { cookie } : {}, signal: reader.#stop.signal })
    if (response.status !== 200 || !response.body) throw new Error(`${url}: ${response.status}`)
    reader.headers = response.headers
    const greeting = Promise.withResolvers<void>()
    reader.#reading = reader.#read(response.body, greeting.resolve).finally(greeting.resolve)
    await greeting.promise
    return reader
  }

  /** Every topic heard so far. */
  get topics(): string[] {
    return this.changed.flatMap(({ topics }) => topics)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#reading
  }

  async #read(body: ReadableStream<Uint8Array>, onGreeting: () => void): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for await (const bytes of body) {
        const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) this.#take(part, onGreeting)
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error
    }
    this.ended = true
  }

  #take(part: string, onGreeting: () => void) {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1]
    if (field('event') === 'hello') {
      this.greeted = true
      onGreeting()
    }
    if (field('event') !== 'changed') return
    const { topics } = JSON.parse(field('data') ?? '{}') as { topics: string[] }
    this.changed.push({ position: Number(field('id')), topics })
  }
}
