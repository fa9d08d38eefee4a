import * as encoding from 'lib0/encoding'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { CollabClient } from '#test/support/collab-client.ts'
import { CollabServer } from '#test/support/collab-server.ts'

const uints = (...values: number[]): Uint8Array =>
  encoding.encode((to) => {
    for (const value of values) encoding.writeVarUint(to, value)
  })

/** The update a document of this client id makes, in one transaction. */
function updateOf(clientId: number, write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.transact(() => write(doc))
  return Y.encodeStateAsUpdate(doc)
}

const OWN = 777_001

/** What an editor with this client id would write next. */
function forged(victim: Y.Doc): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(victim))
  doc.clientID = victim.clientID
  const before = Y.encodeStateVector(doc)
  doc.getXmlFragment('default').push([new Y.XmlText('冒名')])
  return Y.encodeStateAsUpdate(doc, before)
}

const clockOf = (doc: Y.Doc): number => Y.getState(doc.store, doc.clientID)

/** One struct of `OWN`, from its info byte on. */
const struct = (info: number, ...rest: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([uints(1, 1, OWN, 0), Uint8Array.of(info), ...rest, Uint8Array.of(0)])

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])

/** Each a frame's body for an update, by what it does (reliability.md §2.1), and the close code it earns. */
const HOSTILE: Record<string, [number, (victim: Y.Doc) => Uint8Array]> = {
  'a 12-byte collected struct that mutes a victim': [
    1009,
    (victim) => uints(1, 1, victim.clientID, clockOf(victim), 0, 2 ** 40, 0),
  ],
  'a short collected struct under a victim’s client id': [
    1008,
    (victim) => uints(1, 1, victim.clientID, clockOf(victim), 0, 1_000, 0),
  ],
  'text under a victim’s client id at its next clock': [1008, forged],
  'a 7-byte claim of 30,000,000 structs': [1007, () => uints(1, 30_000_000, OWN, 0)],
  'a truncated delete set': [
    1007,
    () => updateOf(OWN, (doc) => doc.getXmlFragment('default').push([new Y.XmlText('x')])).slice(0, -1),
  ],
  'a missing predecessor': [
    1008,
    () => {
      const doc = new Y.Doc()
      doc.clientID = OWN
      doc.getXmlFragment('default').push([new Y.XmlText('one')])
      const before = Y.encodeStateVector(doc)
      doc.getXmlFragment('default').push([new Y.XmlText('two')])
      return Y.encodeStateAsUpdate(doc, before)
    },
  ],
  'a neighbour nobody has': [1008, () => struct(128 + 4, uints(4_242, 7, 1, 65))],
  'a struct that is its own neighbour': [1008, () => struct(128 + 4, uints(OWN, 0, 1, 65))],
  'a deletion beyond what is known': [1008, (victim) => uints(0, 1, victim.clientID, 1, 0, 1_000_000)],
  'a hole': [1008, () => uints(1, 1, OWN, 0, 10, 5, 0)],
  'an empty struct': [1007, () => uints(1, 1, OWN, 0, 0, 0, 0)],
  'a __proto__ key': [
    1008,
    () =>
      updateOf(OWN, (doc) => {
        const element = new Y.XmlElement('p')
        element.setAttribute('__proto__', 'x')
        doc.getXmlFragment('default').push([element])
      }),
  ],
  'a __proto__ inside a value': [
    1008,
    () =>
      updateOf(OWN, (doc) => {
        const element = new Y.XmlElement('p')
        element.setAttribute('data', JSON.parse('{"a":{"__proto__":{"b":1}}}') as string)
        doc.getXmlFragment('default').push([element])
      }),
  ],
  'a value nested 5,000 deep': [
    1008,
    () =>
      updateOf(OWN, (doc) => {
        const element = new Y.XmlElement('p')
        element.setAttribute('data', nested(5_000) as string)
        doc.getXmlFragment('default').push([element])
      }),
  ],
  'elements nested 9,000 deep': [
    1007,
    () =>
      updateOf(OWN, (doc) => {
        let parent: Y.XmlFragment = doc.getXmlFragment('default')
        for (let i = 0; i < 9_000; i++) {
          const element = new Y.XmlElement('p')
          parent.insert(0, [element])
          parent = element
        }
      }),
  ],
  'an unknown root': [1008, () => updateOf(OWN, (doc) => doc.getMap('evil').set('a', 1))],
  'a document inside the document': [
    1008,
    () => updateOf(OWN, (doc) => doc.getMap('default').set('a', new Y.Doc())),
  ],
  'a number that reads as NaN': [1007, () => Uint8Array.of(1, 1, ...new Array<number>(400).fill(128), 0)],
  'bytes behind the end': [1007, () => uints(0, 0, 0)],
}

const FRAMES: Record<string, [number, (client: CollabClient) => void]> = {
  'a text frame': [1003, (client) => client.sendRaw('hello')],
  'an empty frame': [1007, (client) => client.sendRaw(new Uint8Array())],
  'an unknown message': [1002, (client) => client.sendRaw(uints(99))],
  'an unknown kind of sync': [1002, (client) => client.sendRaw(uints(0, 7, 0))],
  'a broken state vector': [1007, (client) => client.sendRaw(Uint8Array.of(0, 0, 2, 200, 1))],
  'a live frame over 1 MiB': [1009, (client) => client.sendUpdate(new Uint8Array(1024 * 1024 + 1))],
  'a message over 4 MiB': [1009, (client) => client.sendRaw(new Uint8Array(4 * 1024 * 1024 + 1))],
  'a hundred fragments': [
    1008,
    (client) => {
      for (let i = 0; i < 100; i++) client.ws.send(Uint8Array.of(0), { fin: false })
    },
  ],
}

describe('[CO4] a frame that is not what it should be', () => {
  async function attack(code: number, send: (mallory: CollabClient, victim: Y.Doc) => void) {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    lin.paragraph('老实人的话')
    await vi.waitUntil(() => lin.saved && ada.text === lin.text)
    const before = await server.events(id)
    const mallory = await server.join('wei', id, { live: false })
    mallory.sendStepTwo(Uint8Array.of(0, 0))
    send(mallory, lin.doc)
    await vi.waitUntil(() => mallory.closeCode)
    expect(mallory.closeCode).toBe(code)
    expect(await server.events(id)).toEqual(before)
    lin.paragraph('还能继续')
    await vi.waitUntil(() => lin.saved && ada.text === lin.text)
    expect(ada.closeCode).toBeUndefined()
    expect(server.faults).toEqual([])
  }

  test.each(Object.entries(HOSTILE))('is refused, and others go on: %s', async (_name, [code, update]) => {
    await attack(code, (mallory, victim) => mallory.sendUpdate(update(victim)))
  })

  test.each(Object.entries(FRAMES))('is refused, and others go on: %s', async (_name, [code, send]) => {
    await attack(code, send)
  })

  test('does not take down what the same turn brings from others', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const mallory = await server.join('wei', id)
    mallory.sendRaw(uints(0, 2, 4, 1, 30_000_000, OWN))
    lin.paragraph('同一轮')
    await vi.waitUntil(() => lin.saved && mallory.closeCode)
    expect(mallory.closeCode).toBe(1007)
  })
})

describe('[CO7] a client id belongs to who used it first', () => {
  test('also after everybody left and the server forgot the document', async () => {
    await using server = await CollabServer.start({ limits: { idleMs: 1 } })
    const id = await server.document()
    const lin = await server.join('lin', id)
    lin.paragraph('甲')
    await vi.waitUntil(() => lin.saved)
    await lin.close()
    await vi.waitUntil(() => server.collab.stats().documents === 0)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(lin.doc))
    doc.clientID = lin.doc.clientID
    doc.getXmlFragment('default').push([new Y.XmlText('冒名')])
    const ada = server.connect('ada', id, { doc })
    await vi.waitUntil(() => ada.closeCode)
    expect(ada.closeCode).toBe(1008)
  })

  test('an id the server gave out is kept for its person', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    lin.askIdentity()
    await vi.waitUntil(() => lin.clientId)
    const given = lin.clientId as number
    const wei = await server.join('wei', id, { live: false })
    wei.sendUpdate(updateOf(given, (doc) => doc.getXmlFragment('default').push([new Y.XmlText('抢')])))
    await vi.waitUntil(() => wei.closeCode)
    expect(wei.closeCode).toBe(1008)
    lin.doc.clientID = given
    lin.paragraph('我的号')
    await vi.waitUntil(() => lin.saved)
  })
})

describe('[CO8] a viewer', () => {
  test('reads and answers step 1, and may not write in any way', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    lin.paragraph('可读').delete(0, 1)
    await vi.waitUntil(() => lin.saved)
    const before = await server.events(id)
    const guest = await server.join('guest', id)
    await vi.waitUntil(() => guest.saved)
    await guest.close()
    // Comes back with all it has read: nothing new in it, so nothing to refuse.
    const again = await server.join('guest', id, { doc: guest.doc })
    await vi.waitUntil(() => again.saved)
    again.paragraph('不可写')
    await vi.waitUntil(() => again.closeCode)
    const third = server.connect('guest', id, { doc: again.doc })
    await vi.waitUntil(() => third.closeCode)
    expect([again.closeCode, third.closeCode]).toEqual([4403, 4403])
    expect(await server.events(id)).toEqual(before)
    expect(lin.text).not.toContain('不可写')
  })
})
