import type { WebsocketProvider } from 'y-websocket'

/** Somebody who has the document open; `color` is a CSS colour. */
export type Present = { id: string; name: string; color: string }

/** Dark enough for white text at 4.5:1, apart enough to tell eight people. */
const COLOURS = ['#1971c2', '#a61e4d', '#2b6e3f', '#5f3dc4', '#9a4a00', '#0b7285', '#862e9c', '#495057']

/** The same person gets the same colour; the hub's stamp replaces it for everybody else. */
export function colourOf(name: string): string {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return COLOURS[hash % COLOURS.length] ?? '#495057'
}

/** Everyone present but the reader, one entry for each person however many tabs they have. */
export function othersPresent({ awareness }: WebsocketProvider, me: string): Present[] {
  const people = new Map<string, Present>()
  for (const [clientId, state] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue
    const user: unknown = state.user
    if (typeof user !== 'object' || user === null) continue
    const { id, name, color } = user as { id?: unknown; name?: unknown; color?: unknown }
    if (typeof name !== 'string' || name === '') continue
    const key = typeof id === 'string' ? id : name
    if (key === me) continue
    people.set(key, { id: key, name, color: typeof color === 'string' ? color : colourOf(name) })
  }
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name))
}
