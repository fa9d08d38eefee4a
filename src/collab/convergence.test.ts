import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { CollabClient } from '#test/support/collab-client.ts'
import { CollabServer, type Name } from '#test/support/collab-server.ts'
import { memorySnapshots } from './snapshots.ts'
import { stateHash } from './state-hash.ts'
import { readDocument } from './store.ts'

const WRITERS: readonly Name[] = ['lin', 'ada', 'wei']

type Edit = {
  who: number
  at: number
  kind: 'add' | 'type' | 'cut' | 'mark' | 'drop' | 'leave'
  text: string
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    who: fc.nat(2),
    at: fc.nat(50),
    kind: fc.constantFrom('add', 'type', 'type', 'cut', 'mark', 'drop', 'leave'),
    text: fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
  }),
  { minLength: 5, maxLength: 60 },
)

/**
 * Offsets between whole characters. In the middle of a surrogate pair Yjs puts
 * U+FFFD on the replica that splits it, and no editor ever edits there.
 */
function edges(words: Y.XmlText): (at: number) => number {
  const plain = (words.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')
  const offsets = [0]
  for (const char of plain) offsets.push((offsets.at(-1) ?? 0) + char.length)
  return (at) => offsets[at % offsets.length] ?? 0
}

function edit({ doc, root }: CollabClient, { at, kind, text }: Edit): void {
  const paragraph = root.length === 0 ? undefined : (root.get(at % root.length) as Y.XmlElement)
  const words = paragraph?.get(0) as Y.XmlText | undefined
  doc.transact(() => {
    if (kind === 'add' || words === undefined) {
      const element = new Y.XmlElement('paragraph')
      element.insert(0, [new Y.XmlText(text)])
      root.insert(at % (root.length + 1), [element])
    } else if (kind === 'type') words.insert(edges(words)(at), text)
    else if (kind === 'cut' && words.length > 0) words.delete(edges(words)(0), edges(words)(1))
    else if (kind === 'mark') words.format(0, edges(words)(at), { bold: at % 2 === 0 })
    else if (kind === 'drop') root.delete(at % root.length, 1)
  })
}

test('[CO1] whatever three people type, and however often they leave, all replicas equal a fold of the log', async () => {
  await using server = await CollabServer.start({
    limits: { frameBurst: 1e6, snapshotUpdates: 20, socketsPerPerson: 1_000 },
  })
  await fc.assert(
    fc.asyncProperty(edits, async (script) => {
      const id = await server.document()
      const clients = await Promise.all(WRITERS.map((name) => server.join(name, id)))
      for (const step of script) {
        const client = clients[step.who] as CollabClient
        if (step.kind !== 'leave') edit(client, step)
        else {
          // Cut without a goodbye; edits not yet acked come back with the next step 2.
          client.ws.terminate()
          clients[step.who] = await server.join(WRITERS[step.who] as Name, id, { doc: client.doc })
        }
        if (step.at % 3 === 0) await new Promise(setImmediate)
      }
      const states = () => new Set(clients.map(({ doc }) => stateHash(doc)))
      await vi.waitUntil(() => clients.every(({ saved }) => saved) && states().size === 1, 5_000)
      for (const snapshots of [server.snapshots, memorySnapshots()]) {
        const { doc } = await readDocument(server.log, snapshots, id)
        expect(states()).toEqual(new Set([stateHash(doc)]))
        expect(doc.store.pendingStructs).toBeNull()
      }
      expect(server.faults).toEqual([])
      await Promise.all(clients.map((client) => client.close()))
    }),
    { numRuns: 15, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  )
}, 60_000)
