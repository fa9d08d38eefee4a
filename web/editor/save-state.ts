/**
 * What becomes of a person's typing, as a pure machine: made in this tab, sent on a socket, in the log.
 *
 * `saved` counts edits the hub has acknowledged as committed; nothing else may be called saved. Acks
 * count frames of one socket, so each frame sent remembers how many edits the hub has once it is in.
 * An update sent before our sync step 2 may follow a gap and be dropped: only the step 2 covers it.
 */
import { CLOSE } from '../../src/collab/close-codes.ts'

/** Why the hub ended the connection for good. */
export type ClosedWhy = 'signed-out' | 'forbidden' | 'not-found' | 'replaced' | 'refused'

export type SaveState = {
  link: 'connecting' | 'open' | 'down' | 'closed'
  /** The whole document has arrived at least once. */
  ready: boolean
  canWrite: boolean
  /** Edits made in this tab, and how many of them are in the log. */
  edits: number
  saved: number
  savedAt?: number
  /** Of each frame sent on this socket and not yet acked: the edits in the log once it is. */
  frames: readonly number[]
  /** Frames of this socket acked so far. */
  acked: number
  /** Our sync step 2 is out on this socket: every later update follows without a gap. */
  whole: boolean
  /** The hub asked us to come back a little later. */
  busy: boolean
  why?: ClosedWhy
}

export type SaveEvent =
  | { type: 'opened' | 'synced' | 'edited' | 'ended' }
  | { type: 'sent'; frame: 'step2' | 'update' }
  | { type: 'acked'; frames: number; at: number }
  | { type: 'rights'; canWrite: boolean }
  | { type: 'down'; code: number; final: boolean }

/** What the reader is told. `changes` are edits that only this tab has. */
export type SaveStatus =
  | { kind: 'opening' }
  | { kind: 'saved'; at?: number }
  | { kind: 'saving'; changes: number }
  | { kind: 'offline'; changes: number; busy: boolean; at?: number }
  | { kind: 'read-only'; changes: number }
  | { kind: 'closed'; why: ClosedWhy; changes: number }

export const initialSaveState: SaveState = {
  link: 'connecting',
  ready: false,
  canWrite: true,
  edits: 0,
  saved: 0,
  frames: [],
  acked: 0,
  whole: false,
  busy: false,
}

/** The state after `event`; the same object when nothing changed. */
export function nextSaveState(state: SaveState, event: SaveEvent): SaveState {
  switch (event.type) {
    case 'opened':
      return { ...state, link: 'open', frames: [], acked: 0, whole: false, busy: false }
    case 'synced':
      return state.ready ? state : { ...state, ready: true }
    case 'edited':
      return { ...state, edits: state.edits + 1 }
    case 'sent': {
      const whole = state.whole || event.frame === 'step2'
      return { ...state, whole, frames: [...state.frames, whole ? state.edits : state.saved] }
    }
    case 'acked':
      return acked(state, event.frames, event.at)
    case 'rights':
      return state.canWrite === event.canWrite ? state : { ...state, canWrite: event.canWrite }
    case 'down':
      if (!event.final) return { ...state, link: 'down', frames: [], busy: event.code === CLOSE.tryLater }
      return { ...state, link: 'closed', frames: [], why: whyClosed(event.code) }
    case 'ended':
      return { ...state, link: 'down', frames: [] }
  }
}

function acked(state: SaveState, count: number, at: number): SaveState {
  const now = count - state.acked
  const covered = state.frames[now - 1]
  if (covered === undefined) return state
  const saved = Math.max(state.saved, covered)
  const rest = { ...state, frames: state.frames.slice(now), acked: count, saved }
  return saved > state.saved ? { ...rest, savedAt: at } : rest
}

/** What to tell the reader. */
export function saveStatus(state: SaveState): SaveStatus {
  const changes = state.edits - state.saved
  const at = state.savedAt === undefined ? {} : { at: state.savedAt }
  if (state.link === 'closed') return { kind: 'closed', why: state.why ?? 'refused', changes }
  if (state.link === 'down') return { kind: 'offline', changes, busy: state.busy, ...at }
  if (!state.ready) return { kind: 'opening' }
  if (!state.canWrite) return { kind: 'read-only', changes }
  if (state.link === 'connecting') return { kind: 'offline', changes, busy: state.busy, ...at }
  return changes > 0 ? { kind: 'saving', changes } : { kind: 'saved', ...at }
}

/** 4409: the document's history was replaced (a restore from a backup); this tab's copy cannot be merged. */
const REPLACED = 4409

function whyClosed(code: number): ClosedWhy {
  switch (code) {
    case CLOSE.signedOut:
      return 'signed-out'
    case CLOSE.forbidden:
      return 'forbidden'
    case CLOSE.notFound:
      return 'not-found'
    case REPLACED:
      return 'replaced'
    default:
      return 'refused'
  }
}
