/** Those who work while the hub is killed: they remember what it answered for, and try again what it did not. */
import * as Y from 'yjs'
import { briefOf } from './brief.ts'
import type { BrowserSession } from './browser-session.ts'
import { CollabClient } from './collab-client.ts'

/** A new challenge after so many revisions of the last one. */
const REVISIONS = 12
/** Edits sent before the first of them must be acknowledged. */
const UNACKED = 4

type Write = { marker: string; key: string; method: string; path: string; body: object }

/** Drafts challenges and revises them, one request at a time, each with a key of its own. */
export class Writer {
  readonly acked: Write[] = []
  /** Sent and not answered for. */
  pending: Write | undefined
  readonly #session: BrowserSession
  readonly #name: string
  readonly #seekerId: string
  #challengeId: string | undefined
  #count = 0

  constructor(session: BrowserSession, name: string, seekerId: string) {
    this.#session = session
    this.#name = name
    this.#seekerId = seekerId
  }

  /** Writes until the hub is gone; what was pending goes first, under its old key. */
  async work(base: string, onAck: () => void): Promise<void> {
    this.#session.base = base
    for (;;) {
      const acked = await this.writeOnce()
      if (!acked) return
      onAck()
    }
  }

  /** @returns false when the connection broke before the answer */
  async writeOnce(): Promise<boolean> {
    const write = this.pending ?? this.#next()
    this.pending = write
    const { method, path, body, key } = write
    const answer = await this.#session
      .send(method, path, body, { 'idempotency-key': key })
      .catch((error: unknown) => {
        if (error instanceof TypeError) return undefined
        throw error
      })
    if (!answer) return false
    if (answer.status !== 200)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    if (method === 'POST') this.#challengeId = (answer.body as { id: string }).id
    this.acked.push(write)
    this.pending = undefined
    return true
  }

  /** The title of the challenge in work, as the hub shows it now. */
  async title(base: string): Promise<string | undefined> {
    this.#session.base = base
    if (!this.#challengeId) return undefined
    const page = await this.#session.ok<{ title: { zh: string } }>(
      'GET',
      `/api/challenges/${this.#challengeId}`,
    )
    return page.title.zh
  }

  #next(): Write {
    const n = this.#count++
    const marker = `${this.#name}第${n}次`
    const write = { marker, key: marker.replace(/\P{ASCII}/gu, '-') + this.#name.length }
    const brief = briefOf(marker)
    if (n % REVISIONS === 0)
      return { ...write, method: 'POST', path: '/api/challenges', body: { seekerId: this.#seekerId, brief } }
    return { ...write, method: 'PUT', path: `/api/challenges/${this.#challengeId}/brief`, body: { brief } }
  }
}

/** Types paragraphs into one document; keeps its words through every crash, as a browser does. */
export class Editor {
  readonly session: BrowserSession
  readonly acked: string[] = []
  readonly typed: string[] = []
  readonly doc = new Y.Doc()
  /** Edits of others that the hub has shown to this editor. */
  heard: string[] = []
  readonly #name: string
  readonly #documentId: string
  #unacked: string[] = []

  constructor(session: BrowserSession, name: string, documentId: string) {
    this.session = session
    this.#name = name
    this.#documentId = documentId
  }

  /** Types until the hub is gone. @param enough - stops by itself after so many edits, once all are acknowledged */
  async work(base: string, enough = Number.POSITIVE_INFINITY): Promise<void> {
    this.session.base = base
    const client = this.#connect(base, this.doc)
    const gone = next(client, 'close')
    const heard = () => Promise.race([next(client, 'message'), gone])
    while (client.closeCode === undefined && !(client.synced && client.sent > 0)) await heard()
    // What the last crash left unanswered was in the first frame, the answer to the hub's step 1.
    const frames = this.#unacked.map((marker) => ({ marker, frame: 1 }))
    const open = () => client.closeCode === undefined
    for (let n = 0; open() && n < enough; n++) {
      const marker = `${this.#name}${this.typed.length}号`
      this.typed.push(marker)
      client.paragraph(`【${marker}】`)
      frames.push({ marker, frame: client.sent })
      while (open() && client.sent - client.acked > UNACKED) await heard()
    }
    while (open() && !client.saved) await heard()
    const { acked } = client
    for (const { marker, frame } of frames) if (frame <= acked) this.acked.push(marker)
    this.heard = markersIn(client.text).filter((marker) => !this.typed.includes(marker))
    this.#unacked = frames.filter(({ frame }) => frame > acked).map(({ marker }) => marker)
    await client.close()
  }

  /** The document's text as somebody reads it who has nothing yet. */
  async read(base: string): Promise<string> {
    this.session.base = base
    const client = this.#connect(base, new Y.Doc())
    const gone = next(client, 'close').then(() =>
      Promise.reject(new Error(`the document closed with ${client.closeCode}`)),
    )
    while (!client.synced) await Promise.race([next(client, 'message'), gone])
    gone.catch(() => {}) // from here on we close it ourselves
    const { text } = client
    await client.close()
    return text
  }

  #connect(base: string, doc: Y.Doc): CollabClient {
    const url = `${base.replace('http', 'ws')}/collab/${this.#documentId}`
    return new CollabClient(url, { doc, headers: this.session.handshake })
  }
}

/** Not `once` of `node:events`, which also rejects on `error`: a reset connection is what a kill looks like. */
const next = ({ ws }: CollabClient, event: 'message' | 'close') =>
  new Promise<void>((resolve) => ws.once(event, () => resolve()))

/** Every edit that a document's text holds, as often as it holds it. */
export const markersIn = (text: string): string[] =>
  [...text.matchAll(/【(.+?)】/g)].map(([, marker = '']) => marker)
