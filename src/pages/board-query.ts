import { SORTS, type Sort } from '#projections/challenge-board.ts'
import type { Words } from './words.ts'

/** The state of the board, all of it in its address. */
export type BoardState = {
  q?: string
  status?: string
  mode?: string
  cluster?: string
  seeker?: string
  sort?: Sort
  view?: 'cards'
  cursor?: string
}

export type Filter = 'q' | 'status' | 'mode' | 'cluster' | 'seeker'

const MAX = { q: 200, cluster: 80, cursor: 500 }
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Reads the address. What is not one of ours is left out: an old link still shows a board. */
export function readBoard(params: URLSearchParams, t: Words): BoardState {
  const text = (name: string, max: number) =>
    params.get(name)?.trim().toWellFormed().slice(0, max).replaceAll('\0', '')
  const oneOf = (name: string, words: Record<string, unknown>) => {
    const value = params.get(name)
    return value !== null && Object.hasOwn(words, value) ? value : undefined
  }
  const seeker = params.get('seeker')
  const sort = SORTS.find((one) => one === params.get('sort'))
  const all = {
    q: text('q', MAX.q),
    status: oneOf('status', t.status),
    mode: oneOf('mode', t.mode),
    cluster: text('cluster', MAX.cluster),
    seeker: seeker && UUID.test(seeker) ? seeker.toLowerCase() : undefined,
    sort,
    view: params.get('view') === 'cards' ? 'cards' : undefined,
    cursor: text('cursor', MAX.cursor),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as BoardState
}

/** The address of the board in another state. A change of filter or order starts at its first page. */
export function boardHref(
  state: BoardState,
  change: { [K in keyof BoardState]?: BoardState[K] | undefined } = {},
): string {
  return `/challenges${queryOf({ ...state, cursor: undefined, ...change })}`
}

/** The filters as a query, `?…` or nothing: for the feed that follows a list. */
export function feedQuery({ q, status, mode, cluster, seeker }: BoardState): string {
  return queryOf({ q, status, mode, cluster, seeker })
}

function queryOf(state: Record<string, string | undefined>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(state)) if (value) params.set(name, value)
  const query = params.toString()
  return query && `?${query}`
}
