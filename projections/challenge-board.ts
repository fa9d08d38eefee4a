import type { Brief, Deadline } from '#events/challenge.ts'
import type { Bilingual } from '#events/define.ts'
import { toMatchQuery } from '#src/platform/search-text.ts'
import type { Actor } from '#src/policy/actor.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { queries } from '#src/projector/queries.ts'
import { ORDERS } from './challenge-order.ts'

/** A challenge as lists show it. */
export type ChallengeCard = {
  id: string
  title: Bilingual
  summary: Bilingual
  seeker: { id: string; name: Bilingual; verified: boolean }
  status: ChallengeStatus
  visibility: Brief['visibility']
  mode?: Brief['mode']
  cluster: string
  domain?: Bilingual
  trl?: { from: number; to: number }
  budget?: { min: number; max: number; currency: string }
  prize?: { amount: number; currency: string }
  deadline?: Deadline
  closesAt?: string
  publishedAt?: string
  teams: number
  proposals: number
  imported: boolean
  demo: boolean
}

export const SORTS = ['newest', 'deadline', 'budget', 'relevance'] as const
export type Sort = (typeof SORTS)[number]

export type BoardQuery = {
  q?: string | undefined
  status?: string | undefined
  mode?: string | undefined
  cluster?: string | undefined
  seeker?: string | undefined
  sort?: Sort | undefined
  cursor?: string | undefined
  limit?: number | undefined
}
export type Board = {
  total: number
  items: ChallengeCard[]
  next?: string
  facets: { status: Record<string, number>; mode: Record<string, number>; cluster: Record<string, number> }
}

/** Cards on one page of a list. */
export const PAGE_SIZE = 24

/** What a list row is made of; the JSON is put together by SQLite, parsed once. */
const CARD = `json_object(
  'id', c.id, 'title', json(c.title), 'summary', json(c.summary), 'status', c.status, 'visibility', c.visibility,
  'seeker', json_object('id', c.seeker_id, 'name', json(coalesce(o.name, '{}')), 'verified', iif(o.verified, json('true'), json('false'))),
  'mode', c.mode, 'cluster', c.cluster, 'domain', json(c.brief -> '$.domain'), 'trl', json(c.brief -> '$.trl'),
  'budget', json(c.brief -> '$.budget'), 'prize', json(c.prize), 'deadline', json(c.deadline), 'closesAt', c.closes_at,
  'publishedAt', c.published_at, 'teams', c.teams, 'proposals', c.proposals,
  'imported', iif(c.imported IS NULL OR c.imported = 'null', json('false'), json('true')), 'demo', iif(c.demo, json('true'), json('false')))`

/** Rights in SQL, before anything is ranked or counted (reliability.md §6.3). */
const VISIBLE = `c.status NOT IN ('draft', 'in_moderation') AND (c.status <> 'withdrawn' OR c.published_at IS NOT NULL)
  AND (c.visibility = 'public' OR @members)`
const FILTERED = `(@status IS NULL OR c.status = @status) AND (@mode IS NULL OR c.mode = @mode)
  AND (@cluster IS NULL OR c.cluster = @cluster) AND (@seeker IS NULL OR c.seeker_id = @seeker)`
const FOUND = `challenge_fts f JOIN challenge_search_row s ON s.row = f.rowid JOIN challenge c ON c.id = s.id`
const SEEKER = 'LEFT JOIN challenge_organisation o ON o.id = c.seeker_id'
const RELEVANCE = 'bm25(challenge_fts, 8.0, 4.0, 1.0)'

/** The public board, search included. */
export const board = queries((views) => {
  const sqlite = views.$client
  const kept = new Map<string, ReturnType<typeof sqlite.prepare>>()
  const prepared = (text: string) => {
    const known = kept.get(text) ?? sqlite.prepare(text)
    kept.set(text, known)
    return known
  }

  return {
    /** One page of what `actor` may see. `total` counts all of it, whatever the page. */
    page(actor: Actor, query: BoardQuery): Board {
      const match = query.q === undefined ? undefined : toMatchQuery(query.q)
      // Words that leave nothing to search for find nothing, rather than everything.
      if (query.q?.trim() && match === undefined)
        return { total: 0, items: [], facets: { status: {}, mode: {}, cluster: {} } }
      const wish = query.sort ?? (match ? 'relevance' : 'newest')
      const sort = wish === 'relevance' && !match ? 'newest' : wish
      const key = sort === 'relevance' ? RELEVANCE : ORDERS[sort]
      const from = match ? FOUND : 'challenge c'
      const where = `${match ? 'challenge_fts MATCH @match AND ' : ''}${VISIBLE}`
      const after = readCursor(query.cursor)
      const limit = query.limit ?? PAGE_SIZE
      const scope = {
        members: seesMembers(actor) ? 1 : 0,
        seeker: query.seeker ?? null,
        ...(match && { match }),
      }
      const { status = null, mode = null, cluster = null } = query
      // First which ones, out of an index; their cards are made for this page only.
      const rows = prepared(
        `SELECT ${CARD} AS card, p.id, p.key FROM (
           SELECT * FROM (SELECT c.id AS id, ${key} AS key FROM ${from} WHERE ${where} AND ${FILTERED})
           ${after ? 'WHERE key >= @key AND (key, id) > (@key, @id)' : ''} ORDER BY key, id LIMIT @limit) p
         JOIN challenge c ON c.id = p.id ${SEEKER} ORDER BY p.key, p.id`,
      ).all({ ...scope, status, mode, cluster, ...after, limit: limit + 1 }) as Row[]
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      const groups = prepared(
        `SELECT c.status, c.mode, c.cluster, count(*) AS n FROM ${from} WHERE ${where}
         AND (@seeker IS NULL OR c.seeker_id = @seeker) GROUP BY c.status, c.mode, c.cluster`,
      ).all(scope) as Group[]
      return {
        items: items.map(({ card }) => cardOf(card)),
        ...(rows.length > limit && last && { next: writeCursor(last) }),
        ...countsOf(groups, query),
      }
    },
  }
})

/** How many there are in each of the three ways to narrow the board. */
type Group = { status: string; mode: string | null; cluster: string; n: number }

const FACETS = ['status', 'mode', 'cluster'] as const

/** A facet counts what the other filters leave: what choosing another of its values would show. */
function countsOf(groups: readonly Group[], query: BoardQuery): Pick<Board, 'total' | 'facets'> {
  const passes = (group: Group, except?: (typeof FACETS)[number]) =>
    FACETS.every((name) => name === except || query[name] === undefined || group[name] === query[name])
  const facet = (name: (typeof FACETS)[number]) => {
    const counts = new Map<string, number>()
    for (const group of groups) {
      const value = group[name]
      if (value && passes(group, name)) counts.set(value, (counts.get(value) ?? 0) + group.n)
    }
    return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a))
  }
  const total = groups.reduce((sum, group) => sum + (passes(group) ? group.n : 0), 0)
  return { total, facets: { status: facet('status'), mode: facet('mode'), cluster: facet('cluster') } }
}

/** Addresses of all that a visitor may see, newest first, at most `limit`; for the sitemap. */
export const publicIds = queries((views) => {
  const all = views.$client.prepare(
    `SELECT c.id AS id, c.seeker_id AS seekerId FROM challenge c WHERE ${VISIBLE.replace('@members', '0')}
     ORDER BY ${ORDERS.newest}, c.id LIMIT ?`,
  )
  return (limit: number) => all.all(limit) as { id: string; seekerId: string }[]
})

/** SQL of a card and where it comes from, for the other queries of challenges. */
export const cardSql = (where: string) => `SELECT ${CARD} AS card FROM challenge c ${SEEKER} WHERE ${where}`

/** Parses a card, dropping what is not said. */
export function cardOf(json: string): ChallengeCard {
  return JSON.parse(json, (_key, value: unknown) => (value === null ? undefined : value)) as ChallengeCard
}

type Row = { card: string; id: string; key: number }

/** Members-only challenges are for people of verified organisations, and the operator. */
const seesMembers = (actor: Actor) =>
  actor.kind === 'person' && (actor.operator || actor.organisations.some(({ verified }) => verified))

const writeCursor = ({ key, id }: Row) => Buffer.from(JSON.stringify([key, id])).toString('base64url')

/** A cursor that is not ours starts at the beginning. */
function readCursor(cursor: string | undefined): { key: number; id: string } | undefined {
  if (!cursor) return undefined
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    return typeof key === 'number' && typeof id === 'string' ? { key, id } : undefined
  } catch {
    return undefined
  }
}
