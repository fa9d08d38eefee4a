import type { Brief, Deadline } from '#events/challenge.ts'
import type { Bilingual } from '#events/define.ts'
import { toMatchQuery } from '#src/platform/search-text.ts'
import type { Actor } from '#src/policy/actor.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { queries } from '#src/projector/queries.ts'

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
const VISIBLE = `c.status NOT IN ('draft', 'in_moderation') AND (c.visibility = 'public' OR @members)`
const FILTERED = `(@status IS NULL OR c.status = @status) AND (@mode IS NULL OR c.mode = @mode)
  AND (@cluster IS NULL OR c.cluster = @cluster) AND (@seeker IS NULL OR c.seeker_id = @seeker)`
const PLAIN_FROM = 'FROM challenge c LEFT JOIN challenge_organisation o ON o.id = c.seeker_id'
const FOUND_FROM = `FROM challenge_fts f JOIN challenge_search_row s ON s.row = f.rowid
  JOIN challenge c ON c.id = s.id LEFT JOIN challenge_organisation o ON o.id = c.seeker_id`

/** Ascending keys, so that one comparison pages through any order. Money sorts within its currency, ours first. */
const KEYS: Record<Sort, string> = {
  newest: `-coalesce(unixepoch(c.published_at), 0)`,
  deadline: `iif(c.status = 'open' AND c.closes_at IS NOT NULL, unixepoch(c.closes_at), 1e11 - coalesce(unixepoch(c.closes_at), 0))`,
  budget: `iif(coalesce(c.brief ->> '$.budget.currency', c.prize ->> '$.currency', '') = 'CNY', 0, 1e15)
    - coalesce(c.brief ->> '$.budget.max', c.prize ->> '$.amount', 0)`,
  relevance: 'bm25(challenge_fts, 8.0, 4.0, 1.0)',
}

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
      const from = match ? FOUND_FROM : PLAIN_FROM
      const wish = query.sort ?? (match ? 'relevance' : 'newest')
      const sort = wish === 'relevance' && !match ? 'newest' : wish
      const where = `${match ? 'challenge_fts MATCH @match AND ' : ''}${VISIBLE}`
      const after = readCursor(query.cursor)
      const limit = query.limit ?? PAGE_SIZE
      const args = {
        members: seesMembers(actor) ? 1 : 0,
        status: query.status ?? null,
        mode: query.mode ?? null,
        cluster: query.cluster ?? null,
        seeker: query.seeker ?? null,
        ...(match && { match }),
      }
      const rows = prepared(
        `SELECT * FROM (SELECT ${CARD} AS card, c.id AS id, ${KEYS[sort]} AS key ${from} WHERE ${where} AND ${FILTERED})
         WHERE @key IS NULL OR (key, id) > (@key, @id) ORDER BY key, id LIMIT @limit`,
      ).all({ ...args, key: after?.key ?? null, id: after?.id ?? '', limit: limit + 1 }) as Row[]
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      const total = (
        prepared(`SELECT count(*) AS n ${from} WHERE ${where} AND ${FILTERED}`).get(args) as { n: number }
      ).n
      return {
        total,
        items: items.map(({ card }) => cardOf(card)),
        ...(rows.length > limit && last && { next: writeCursor(last) }),
        facets: {
          status: facet('c.status', from, where, args),
          mode: facet('c.mode', from, where, args),
          cluster: facet('c.cluster', from, where, args),
        },
      }
    },
  }

  function facet(
    column: string,
    from: string,
    where: string,
    args: Record<string, unknown>,
  ): Record<string, number> {
    const { members, match } = args
    const rows = prepared(
      `SELECT ${column} AS value, count(*) AS n ${from} WHERE ${where} AND coalesce(${column}, '') <> '' GROUP BY 1 ORDER BY n DESC`,
    ).all({ members, ...(match !== undefined && { match }) }) as { value: string; n: number }[]
    return Object.fromEntries(rows.map(({ value, n }) => [value, n]))
  }
})

/** SQL of a card and where it comes from, for the other queries of challenges. */
export const cardSql = (where: string) => `SELECT ${CARD} AS card ${PLAIN_FROM} WHERE ${where}`

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
