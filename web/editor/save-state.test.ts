import { describe, expect, test } from 'vitest'
import { initialSaveState, nextSaveState, type SaveEvent, saveStatus } from './save-state.ts'

const after = (...events: readonly SaveEvent[]) => events.reduce(nextSaveState, initialSaveState)

const opened: SaveEvent = { type: 'opened' }
const synced: SaveEvent = { type: 'synced' }
const edited: SaveEvent = { type: 'edited' }
const step2: SaveEvent = { type: 'sent', frame: 'step2' }
const update: SaveEvent = { type: 'sent', frame: 'update' }
const acked = (frames: number, at = 0): SaveEvent => ({ type: 'acked', frames, at })
const lost: SaveEvent = { type: 'down', code: 1006, final: false }

const joined = [opened, step2, synced, acked(1)] as const

describe('the save state of a document', () => {
  test('is opening until the whole document has arrived', () => {
    expect(saveStatus(after(opened, step2))).toEqual({ kind: 'opening' })
    expect(saveStatus(after(...joined))).toEqual({ kind: 'saved' })
  })

  test('is saving from the first key until the hub says it is in the log', () => {
    expect(saveStatus(after(...joined, edited, update))).toEqual({ kind: 'saving', changes: 1 })
    expect(saveStatus(after(...joined, edited, update, acked(2, 99)))).toEqual({ kind: 'saved', at: 99 })
  })

  test('stays saving while a later edit is not yet acked', () => {
    const state = after(...joined, edited, update, edited, update, edited, update, acked(3, 5))
    expect(saveStatus(state)).toEqual({ kind: 'saving', changes: 1 })
  })

  test('keeps counting acks over several edits of one frame', () => {
    expect(saveStatus(after(...joined, edited, update, edited, update, acked(2, 1), acked(3, 2)))).toEqual({
      kind: 'saved',
      at: 2,
    })
  })

  test('ignores an ack that was counted already', () => {
    const state = after(...joined, edited, update, acked(1))
    expect(saveStatus(state)).toEqual({ kind: 'saving', changes: 1 })
  })

  test('says how many changes only this tab has when the connection is lost', () => {
    const state = after(...joined, edited, update, acked(2, 7), edited, update, lost, edited)
    expect(saveStatus(state)).toEqual({ kind: 'offline', changes: 2, busy: false, at: 7 })
  })

  test('does not take the ack of a lost socket for the edits of the next', () => {
    const state = after(...joined, edited, update, lost, opened, acked(2))
    expect(saveStatus(state)).toEqual({ kind: 'saving', changes: 1 })
  })

  test('is saved after a reconnect once the step 2 that carries the offline edits is in the log', () => {
    const back = [...joined, edited, update, lost, edited, opened, step2] as const
    expect(saveStatus(after(...back))).toEqual({ kind: 'saving', changes: 2 })
    expect(saveStatus(after(...back, acked(1, 3)))).toEqual({ kind: 'saved', at: 3 })
  })

  test('does not trust an update that was sent before the step 2 of its socket', () => {
    const early = [...joined, lost, edited, opened, edited, update] as const
    expect(saveStatus(after(...early, acked(1)))).toEqual({ kind: 'saving', changes: 2 })
    expect(saveStatus(after(...early, step2, acked(2, 4)))).toEqual({ kind: 'saved', at: 4 })
  })

  test('tells a busy hub from a lost connection', () => {
    const state = after(...joined, { type: 'down', code: 1013, final: false })
    expect(saveStatus(state)).toEqual({ kind: 'offline', changes: 0, busy: true })
  })

  test('is read-only when the hub says so, and writable again when the right returns', () => {
    const reading = [...joined, { type: 'rights', canWrite: false }] as const
    expect(saveStatus(after(...reading))).toEqual({ kind: 'read-only', changes: 0 })
    expect(saveStatus(after(...reading, { type: 'rights', canWrite: true }))).toEqual({ kind: 'saved' })
  })

  test.each([
    [4401, 'signed-out'],
    [4403, 'forbidden'],
    [4404, 'not-found'],
    [4409, 'replaced'],
    [1008, 'refused'],
  ])('closes for good on %i as %s, with what was not saved', (code, why) => {
    const state = after(...joined, edited, update, { type: 'down', code, final: true })
    expect(saveStatus(state)).toEqual({ kind: 'closed', why, changes: 1 })
  })
})
