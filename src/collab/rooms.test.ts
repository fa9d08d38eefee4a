import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import type { EventLog } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { CollabServer, PEOPLE } from '#test/support/collab-server.ts'
import { memorySnapshots } from './snapshots.ts'
import { stateHash } from './state-hash.ts'
import { readDocument } from './store.ts'

/** A log that can be told to fail; everything else is the memory engine. */
function failing(inner: EventLog) {
  const fail = { append: false, read: false }
  const log = new Proxy(inner, {
    get(target, key) {
      if (key === 'append' && fail.append) return () => Promise.reject(new Error('disk full'))
      if (key === 'readLast' && fail.read) return () => Promise.reject(new Error('unreachable'))
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { log, fail }
}

/** A log whose appends wait for a gate while `slow.append` is set. */
function gated(inner: EventLog, gate: Promise<void>) {
  const slow = { append: false, waiting: 0 }
  const log = new Proxy(inner, {
    get(target, key) {
      const value = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key !== 'append' || !slow.append) return value.bind(target)
      return async (...args: Parameters<EventLog['append']>) => {
        slow.waiting += 1
        await gate
        return await target.append(...args)
      }
    },
  })
  return { log, slow }
}

/** The second of two further edits. */
function gapOf(doc: Y.Doc): Uint8Array {
  doc.getXmlFragment('default').push([new Y.XmlText('缺')])
  const before = Y.encodeStateVector(doc)
  doc.getXmlFragment('default').push([new Y.XmlText('口')])
  return Y.encodeStateAsUpdate(doc, before)
}

describe('two people in one document', () => {
  test('[CO1] an edit is in the log before anybody else sees it', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    const seen: Promise<number>[] = []
    ada.onUpdate = () => seen.push(server.events(id).then((events) => events.length))
    lin.paragraph('含氟废水的处理方案')
    await vi.waitUntil(() => ada.text.includes('含氟废水'))
    expect(await seen[0]).toBe(2)
    const [bound, updated] = await server.events(id)
    expect(bound).toMatchObject({
      type: 'ClientBound',
      data: { clientId: lin.doc.clientID, personId: PEOPLE.lin },
    })
    expect(updated).toMatchObject({ type: 'DocumentUpdated', v: 1, meta: { by: PEOPLE.lin } })
    expect(ada.positions).toEqual([updated?.position])
  })

  test('[CO2] an ack carries the position and counts what is saved', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    lin.paragraph('一')
    await vi.waitUntil(() => lin.saved)
    lin.paragraph('二')
    await vi.waitUntil(() => lin.saved)
    const events = await server.events(id)
    expect(lin.acks.at(-1)).toEqual({ position: events.at(-1)?.position, count: lin.sent })
  })

  test('[CO3] both type at once, and one turn is one event a person', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    for (let i = 0; i < 40; i++) {
      lin.paragraph(`林 ${i}`)
      ada.paragraph(`Ada ${i}`)
    }
    await vi.waitUntil(() => lin.saved && ada.saved && lin.text === ada.text)
    expect(lin.root.length).toBe(80)
    const updates = (await server.events(id)).filter(({ type }) => type === 'DocumentUpdated')
    expect(updates.length).toBeLessThan(80)
    const { doc } = await readDocument(server.log, server.snapshots, id)
    expect(doc.getXmlFragment('default').toString()).toBe(lin.text)
  })

  test('a stopped and started server has the same words', async () => {
    const log = new MemoryEventLog()
    let id: string
    {
      await using server = await CollabServer.start({ log })
      id = await server.document()
      const lin = await server.join('lin', id)
      lin.paragraph('重启之后仍在')
      await vi.waitUntil(() => lin.saved)
    }
    await using server = await CollabServer.start({ log })
    const ada = await server.join('ada', id)
    expect(ada.text).toContain('重启之后仍在')
  })

  test('[CO13] disposal waits for the append in flight and acks it, then closes with 1012', async () => {
    const gate = Promise.withResolvers<void>()
    const { log, slow } = gated(new MemoryEventLog(), gate.promise)
    const server = await CollabServer.start({ log })
    const id = await server.document()
    const lin = await server.join('lin', id)
    await vi.waitUntil(() => lin.saved)
    slow.append = true
    lin.paragraph('最后一句')
    await vi.waitUntil(() => slow.waiting > 0)
    const gone = server[Symbol.asyncDispose]()
    expect(lin.saved).toBe(false)
    gate.resolve()
    await gone
    expect(lin.closeCode).toBe(1012)
    expect(lin.acks.length).toBeGreaterThan(1)
    const { doc } = await readDocument(log, server.snapshots, id)
    expect(doc.getXmlFragment('default').toString()).toContain('最后一句')
  })

  test('the last words of somebody who leaves at once are kept', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    lin.paragraph('再见')
    await lin.close()
    const ada = await server.join('ada', id)
    await vi.waitUntil(() => ada.text.includes('再见'))
  })

  test('a person who comes back with offline edits from two tabs merges both', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const first = await server.join('lin', id)
    first.paragraph('起点')
    await vi.waitUntil(() => first.saved)
    await first.close()
    const [one, two] = [new Y.Doc(), new Y.Doc()]
    for (const doc of [one, two]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(first.doc))
    for (const [doc, word] of [
      [one, '甲'],
      [two, '乙'],
    ] as const)
      doc.getXmlFragment('default').insert(1, [new Y.XmlText(word)])
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    const back = await server.join('lin', id, { doc: one })
    await vi.waitUntil(() => back.saved)
    const { doc } = await readDocument(server.log, server.snapshots, id)
    expect(doc.getXmlFragment('default').toString()).toBe(back.text)
  })

  test('[CO6] what is typed while connecting may have a gap, and is acked with the step 2 that closes it', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const doc = new Y.Doc()
    const root = doc.getXmlFragment('default')
    root.push([new Y.XmlText('离线')])
    const before = Y.encodeStateVector(doc)
    root.push([new Y.XmlText('连接中')])
    const lin = await server.join('lin', id, { doc, live: false })
    lin.sendUpdate(Y.encodeStateAsUpdate(doc, before))
    lin.askIdentity()
    await vi.waitUntil(() => lin.clientId)
    expect([lin.acks, lin.closeCode, await server.events(id)]).toEqual([[], undefined, []])
    lin.sendStepTwo(Y.encodeStateAsUpdate(doc))
    await vi.waitUntil(() => lin.saved)
    lin.sendUpdate(gapOf(doc))
    await vi.waitUntil(() => lin.closeCode)
    expect(lin.closeCode).toBe(1008)
    const stored = await readDocument(server.log, server.snapshots, id)
    expect(stored.doc.getXmlFragment('default').length).toBe(2)
  })

  test('a large offline edit is cut into events the log takes', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const doc = new Y.Doc()
    const random = (i: number) => createHash('sha512').update(String(i)).digest('hex').repeat(80)
    for (let i = 0; i < 120; i++) {
      const element = new Y.XmlElement('paragraph')
      element.insert(0, [new Y.XmlText(random(i))])
      doc.getXmlFragment('default').push([element])
    }
    const lin = await server.join('lin', id, { doc })
    await vi.waitUntil(() => lin.saved, 5_000)
    const updates = (await server.events(id)).filter(({ type }) => type === 'DocumentUpdated')
    expect(updates.length).toBeGreaterThan(2)
    const stored = await readDocument(server.log, server.snapshots, id)
    expect(stateHash(stored.doc)).toBe(stateHash(doc))
  })

  test('an id that the hub handed out is bound by its first use, so its owner goes on with it after a restart', async () => {
    const log = new MemoryEventLog()
    const doc = new Y.Doc()
    let id: string
    {
      await using server = await CollabServer.start({ log })
      id = await server.document()
      const lin = await server.join('lin', id, { doc })
      lin.askIdentity()
      doc.clientID = await vi.waitUntil(() => lin.clientId)
      lin.sendPresence(doc.clientID, 1, { cursor: null })
      lin.paragraph('重启之前')
      await vi.waitUntil(() => lin.saved)
      const bound = (await server.events(id)).filter(({ type }) => type === 'ClientBound')
      expect(bound.map(({ data }) => data)).toEqual([{ clientId: doc.clientID, personId: PEOPLE.lin }])
    }
    await using server = await CollabServer.start({ log })
    const lin = await server.join('lin', id, { doc })
    lin.paragraph('重启之后')
    await vi.waitUntil(() => lin.saved || lin.closeCode)
    expect(lin.closeCode).toBeUndefined()
    const stored = await readDocument(log, server.snapshots, id)
    expect(stored.doc.getXmlFragment('default').toString()).toContain('重启之后')
  })

  test('coming back with nothing new appends nothing', async () => {
    await using server = await CollabServer.start()
    const id = await server.document()
    const lin = await server.join('lin', id)
    const node = lin.paragraph('写了又删')
    node.delete(0, 2)
    await vi.waitUntil(() => lin.saved)
    await lin.close()
    const before = (await server.events(id)).length
    const back = await server.join('lin', id, { doc: lin.doc })
    await vi.waitUntil(() => back.saved)
    expect((await server.events(id)).length).toBe(before)
  })
})

describe('when the log fails', () => {
  test('[CO2] a failed append closes with 1013, shows nobody the edit, and it is saved on the way back', async () => {
    const { log, fail } = failing(new MemoryEventLog())
    await using server = await CollabServer.start({ log })
    const id = await server.document()
    const lin = await server.join('lin', id)
    const ada = await server.join('ada', id)
    fail.append = true
    lin.paragraph('没有落盘')
    await vi.waitUntil(() => lin.closeCode && ada.closeCode)
    expect([lin.closeCode, ada.closeCode]).toEqual([1013, 1013])
    expect(ada.updates).toEqual([])
    expect(lin.saved).toBe(false)
    expect(server.faults).toHaveLength(1)
    fail.append = false
    const back = await server.join('lin', id, { doc: lin.doc })
    const again = await server.join('ada', id, { doc: ada.doc })
    await vi.waitUntil(() => back.saved && again.text.includes('没有落盘'))
  })

  test('[CO11] a failed load closes with 1013 and leaves the document intact', async () => {
    const { log, fail } = failing(new MemoryEventLog())
    await using server = await CollabServer.start({ log })
    const id = await server.document()
    fail.read = true
    const lin = server.connect('lin', id)
    await vi.waitUntil(() => lin.closeCode)
    expect(lin.closeCode).toBe(1013)
    expect(lin.synced).toBe(false)
    fail.read = false
    await server.join('lin', id)
    expect(server.collab.stats()).toEqual({ documents: 1, sockets: 1 })
  })
})

describe('opening and leaving', () => {
  test('[CO11] fifty first opens share one load', async () => {
    const inner = new MemoryEventLog()
    let loads = 0
    const log = new Proxy(inner, {
      get(target, key) {
        if (key === 'readLast') loads += 1
        const value = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    await using server = await CollabServer.start({ log, limits: { socketsPerPerson: 100 } })
    const id = await server.document()
    await Promise.all(Array.from({ length: 50 }, () => server.join('lin', id)))
    expect(loads).toBe(1)
    expect(server.collab.stats()).toEqual({ documents: 1, sockets: 50 })
  })

  test('[CO11] an idle document leaves memory and comes back once, from its snapshot', async () => {
    const snapshots = memorySnapshots()
    await using server = await CollabServer.start({ snapshots, limits: { idleMs: 10 } })
    const id = await server.document()
    for (let i = 0; i < 5; i++) {
      const lin = await server.join('lin', id)
      lin.paragraph(`第 ${i} 次`)
      await vi.waitUntil(() => lin.saved)
      await lin.close()
      if (i % 2) await vi.waitUntil(() => server.collab.stats().documents === 0)
    }
    expect(snapshots.load(id)?.revision).toBeGreaterThan(0)
    const ada = await server.join('ada', id)
    expect(ada.root.length).toBe(5)
  })

  test('[CO10] a snapshot and the tail equal a full replay', async () => {
    const snapshots = memorySnapshots()
    await using server = await CollabServer.start({ snapshots, limits: { snapshotUpdates: 3 } })
    const id = await server.document()
    const lin = await server.join('lin', id)
    for (let i = 0; i < 8; i++) {
      lin.paragraph(`段落 ${i}`)
      await vi.waitUntil(() => lin.saved)
    }
    expect(snapshots.load(id)).toBeDefined()
    const fast = await readDocument(server.log, snapshots, id)
    const full = await readDocument(server.log, memorySnapshots(), id)
    expect(fast.revision).toBe(full.revision)
    expect(fast.update).toEqual(full.update)
    expect(stateHash(fast.doc)).toBe(stateHash(lin.doc))
  })

  test('an unknown document is closed with 4404 and nothing is made', async () => {
    await using server = await CollabServer.start()
    const id = newId()
    const lin = server.connect('lin', id)
    await vi.waitUntil(() => lin.closeCode)
    expect(lin.closeCode).toBe(4404)
    expect(await server.log.readLast(document.stream(id))).toBeUndefined()
    expect(server.collab.stats().documents).toBe(0)
  })
})
