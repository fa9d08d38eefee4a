import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { newId } from '#src/platform/ids.ts'
import { CollabServer, PEOPLE } from '#test/support/collab-server.ts'

/** The status of an upgrade request, 101 when the protocol was switched. */
function upgrade(port: number, path: string, headers: Record<string, string>): Promise<number> {
  const asked = request({ port, host: '127.0.0.1', path, headers: { ...UPGRADE, ...headers } })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  asked.on('response', (response) => {
    response.resume()
    resolve(response.statusCode ?? 0)
  })
  asked.on('upgrade', (_response, socket) => {
    socket.destroy()
    resolve(101)
  })
  asked.on('error', reject)
  asked.end()
  return promise
}

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

describe('[CO8] before the protocol is switched', () => {
  const good = 'http://hub.test'
  test.each([
    ['a member from our origin', 101, { 'x-person': 'lin', origin: good }],
    ['nobody', 401, { origin: good }],
    ['somebody without the right', 403, { 'x-person': 'stranger', origin: good }],
    ['somebody who may not know of it', 404, { 'x-person': 'elsewhere', origin: good }],
    ['a member from a foreign origin', 403, { 'x-person': 'lin', origin: 'http://evil.test' }],
    ['a member from an origin that begins like ours', 403, { 'x-person': 'lin', origin: `${good}.evil` }],
    ['a member from a null origin', 403, { 'x-person': 'lin', origin: 'null' }],
  ] as const)('%s gets %d', async (_who, status, headers) => {
    await using server = await CollabServer.start()
    const id = await server.document()
    expect(await upgrade(server.port, `/collab/${id}`, headers)).toBe(status)
    await vi.waitUntil(() => server.collab.stats().sockets === 0)
  })

  test.each([
    '/collab/',
    '/collab/__proto__',
    '/collab/../collab/x',
    `/collab/%2e%2e/${newId()}`,
    `/collab/${newId().toUpperCase()}X`,
    `/collab/${newId()}/`,
    `/collab/${'a'.repeat(10_000)}`,
    '/other',
  ])('a path that names no document gets 404: %s', async (path) => {
    await using server = await CollabServer.start()
    expect(await upgrade(server.port, path, { 'x-person': 'lin', origin: good })).toBe(404)
    expect(server.collab.stats()).toEqual({ documents: 0, sockets: 0 })
  })

  test('one socket too many of a person gets 429', async () => {
    await using server = await CollabServer.start({ limits: { socketsPerPerson: 1 } })
    const id = await server.document()
    await server.join('lin', id)
    expect(await upgrade(server.port, `/collab/${id}`, { 'x-person': 'lin' })).toBe(429)
    await server.join('ada', id)
  })
})

describe('[CO8] a right that ends', () => {
  test.each([
    ['none', 4403],
    ['signed-out', 4401],
  ] as const)('closes the live socket: %s with %d', async (standing, code) => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    server.standing.set(PEOPLE.lin, standing)
    await server.collab.recheck([newId()])
    expect(lin.closeCode).toBeUndefined()
    await server.collab.recheck([id])
    await vi.waitUntil(() => lin.closeCode)
    expect(lin.closeCode).toBe(code)
    expect(ada.closeCode).toBeUndefined()
  })

  test('makes a writer a reader, who is told and whose next edit is refused', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    server.standing.set(PEOPLE.lin, 'read')
    await server.collab.recheck()
    await vi.waitUntil(() => lin.canWrite === false)
    lin.paragraph('太迟了')
    await vi.waitUntil(() => lin.closeCode)
    expect(lin.closeCode).toBe(4403)
    expect(await server.events(id)).toEqual([])
  })
})

describe('[CO9] presence', () => {
  test('carries the name the server knows, reaches a late joiner, and ends with the socket', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    lin.sendPresence(lin.doc.clientID, 1, { cursor: 3, user: { name: '冒充者', id: PEOPLE.ada } })
    const ada = await server.join('ada', id)
    await vi.waitUntil(() => ada.peers.get(lin.doc.clientID)?.state)
    expect(ada.peers.get(lin.doc.clientID)?.state).toMatchObject({
      cursor: 3,
      user: { name: '林晓', id: PEOPLE.lin, colour: '#1c7ed6' },
    })
    await lin.close()
    await vi.waitUntil(() => ada.peers.get(lin.doc.clientID)?.state === null)
  })

  test('nobody speaks for another, and no clock freezes one', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    lin.sendPresence(lin.doc.clientID, 1, { cursor: 1 })
    await vi.waitUntil(() => ada.peers.has(lin.doc.clientID))
    const wei = await server.join('wei', id)
    wei.sendPresence(lin.doc.clientID, Number.MAX_SAFE_INTEGER - 1, { cursor: 'evil' })
    wei.sendPresence(wei.doc.clientID, 1, { cursor: 9 })
    lin.sendPresence(lin.doc.clientID, 2, { cursor: 2 })
    await vi.waitUntil(() => ada.peers.has(wei.doc.clientID))
    await vi.waitUntil(() => ada.peers.get(lin.doc.clientID)?.state?.cursor === 2)
  })

  test('a state over 4 kB closes the socket', async () => {
    await using server = await CollabServer.start()
    const lin = await server.join('lin', await server.document())
    lin.sendPresence(lin.doc.clientID, 1, { cursor: '光'.repeat(2_000) })
    await vi.waitUntil(() => lin.closeCode)
    expect(lin.closeCode).toBe(1009)
  })

  test('a thousand moves are relayed as a few', async () => {
    await using server = await CollabServer.start({ limits: { frameBurst: 5_000 } })
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    let frames = 0
    ada.ws.on('message', () => {
      frames += 1
    })
    for (let i = 1; i <= 1_000; i++) lin.sendPresence(lin.doc.clientID, i, { cursor: i })
    await vi.waitUntil(() => ada.peers.get(lin.doc.clientID)?.state?.cursor === 1_000)
    expect(frames).toBeLessThan(50)
  })
})

describe('[CO12] too fast, too slow', () => {
  test('over the rate a socket is read later, and not closed', async () => {
    await using server = await CollabServer.start({ limits: { frameBurst: 5, framesPerSecond: 200 } })
    const lin = await server.join('lin', await server.document())
    for (let i = 0; i < 60; i++) lin.paragraph(`快 ${i}`)
    await vi.waitUntil(() => lin.saved, 5_000)
    expect(lin.closeCode).toBeUndefined()
  })

  test('a reader that stops reading is closed with 1013; one that catches up has everything', async () => {
    const limits = {
      behindBytes: 64 * 1024,
      behindMs: 150,
      openingMs: 150,
      frameBurst: 5_000,
      byteBurst: 1e9,
    }
    await using server = await CollabServer.start({ limits })
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    ada.ws.pause()
    for (let i = 0; i < 80 && server.collab.stats().sockets === 2; i++) {
      lin.paragraph('慢'.repeat(60_000))
      await vi.waitUntil(() => lin.saved)
    }
    await vi.waitUntil(() => server.collab.stats().sockets === 1, 10_000)
    ada.ws.resume()
    const back = await server.join('ada', id, { doc: ada.doc })
    expect(back.text === lin.text).toBe(true)
  }, 30_000)
})

describe('a stock y-websocket client', () => {
  test('converges with ours, sees carets, and is not sent what it does not know', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const complaints = vi.spyOn(console, 'error')
    const lin = await server.join('lin', id)
    const doc = new Y.Doc()
    const url = `ws://127.0.0.1:${server.port}/collab`
    const WebSocketPolyfill = WebSocket as unknown as typeof globalThis.WebSocket
    const provider = new WebsocketProvider(url, id, doc, {
      disableBc: true,
      WebSocketPolyfill,
      params: { person: 'ada' },
    })
    try {
      await firstSync(provider)
      provider.awareness.setLocalStateField('cursor', { anchor: 1 })
      doc.getXmlFragment('default').push([new Y.XmlText('来自标准客户端')])
      lin.paragraph('来自我们')
      await vi.waitUntil(() => lin.saved && doc.getXmlFragment('default').toString() === lin.text)
      expect(lin.root.length).toBe(2)
      await vi.waitUntil(() => lin.peers.get(doc.clientID)?.state?.cursor)
      expect(lin.peers.get(doc.clientID)?.state).toMatchObject({ user: { name: 'Ada' } })
      expect(complaints).not.toHaveBeenCalled()
    } finally {
      provider.destroy()
    }
  })
})

const firstSync = (provider: WebsocketProvider) =>
  new Promise<void>((resolve) => {
    provider.once('sync', () => resolve())
  })

test('a socket that is cut right after the handshake leaves nothing behind', async () => {
  await using server = await CollabServer.start({ limits: { idleMs: 1 } })
  const id = await server.document()
  const lin = server.connect('lin', id)
  await once(lin.ws, 'open')
  lin.ws.terminate()
  await vi.waitUntil(() => server.collab.stats().sockets === 0 && server.collab.stats().documents === 0)
})
