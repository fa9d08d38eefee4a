import { html, raw } from 'hono/html'
import { type Board, board } from '#projections/challenge-board.ts'
import { organisations } from '#projections/organisations.ts'
import type { Hub } from '#src/http/env.ts'
import { type BoardState, boardHref, type Filter, feedQuery, readBoard } from './board-query.ts'
import { challengeTable } from './challenge-table.ts'
import { number, pick } from './format.ts'
import type { Html, Page } from './layout.ts'
import { challengeCard, wordsOf } from './pieces.ts'
import type { Reader } from './reader.ts'

/** Clusters offered as filters; the rest are found by searching. */
const MAX_CLUSTERS = 15
const FILTERS: readonly Filter[] = ['q', 'status', 'mode', 'cluster', 'seeker']

/** The public board in the state that its address says. */
export function boardPage({ views }: Hub, reader: Reader): Page {
  const { t, lang, actor, url } = reader
  const state = readBoard(url.searchParams, t)
  const found = board(views).page(actor, state)
  const { q } = state
  const chips = chipsOf(reader, state, (id) => pick(organisations(views).card(id)?.name, lang).text)
  const filtered = chips.length > 0
  return {
    title: `${q ? `${q} · ` : ''}${t.board.title} · ${t.product}`,
    description: t.board.description,
    topics: ['board'],
    feed: feedQuery(state),
    q,
    // A search or a later page is nothing to index; every challenge is in the sitemap.
    ...(!q && !state.cursor && { canonical: '/challenges' }),
    main: html`<div class="wide board">
      <div class="head">
        <h1>${t.board.title}</h1>
        <p class="total" aria-live="polite">${t.board.total(number(found.total, lang))}</p>
        <a class="button plain end" href="/app/challenges/new">${t.nav.post}</a>
      </div>
      <div class="columns">
        <aside class="only-wide" aria-label="${t.board.filters}">${facets(reader, state, found)}</aside>
        <div>
          <div class="bar">
            <details class="only-narrow" id="filters"><summary>${t.board.filters}</summary>${facets(reader, state, found)}</details>
            ${switches(reader, state)}
          </div>
          ${
            filtered &&
            html`<ul class="chips">
            ${chips.map(({ label, href }) => html`<li><a class="chip" href="${href}" aria-label="${t.board.remove(label)}">${label}<span aria-hidden="true">×</span></a></li>`)}
            <li><a href="${boardHref({ ...(state.view && { view: state.view }) })}">${t.board.clear}</a></li>
          </ul>`
          }
          ${found.items.length > 0 && html`<h2 class="unseen">${t.board.columns.title}</h2>`}
          ${list(reader, state, found, filtered)}
          ${paging(reader, state, found)}
        </div>
      </div>
    </div>`,
  }
}

function list(reader: Reader, state: BoardState, { items }: Board, filtered: boolean): Html {
  const words = wordsOf(state.q)
  if (items.length === 0) return emptyBoard(reader, filtered)
  if (state.view === 'cards')
    return html`<div class="cards">${items.map((card) => challengeCard(reader, card, words))}</div>`
  return challengeTable(reader, items, words)
}

function emptyBoard({ t }: Reader, filtered: boolean): Html {
  const { emptyTitle, emptyText, noneTitle, noneText, clear } = t.board
  return html`<div class="empty">
    <h2>${filtered ? emptyTitle : noneTitle}</h2>
    <p>${filtered ? emptyText : noneText}</p>
    ${filtered ? html`<a class="button" href="/challenges">${clear}</a>` : html`<a class="button" href="/app/challenges/new">${t.nav.post}</a>`}
  </div>`
}

type Chip = { label: string; href: string }

function chipsOf({ t }: Reader, state: BoardState, seekerName: (id: string) => string): Chip[] {
  const shown = (filter: Filter, value: string): string => {
    if (filter === 'status' || filter === 'mode') return (t[filter] as Record<string, string>)[value] ?? value
    return filter === 'seeker' ? seekerName(value) || t.dash : value
  }
  return FILTERS.flatMap((filter) => {
    const value = state[filter]
    if (value === undefined) return []
    const label = `${t.board.filterBy[filter]}${t.colon}${shown(filter, value)}`
    return [{ label, href: boardHref(state, { [filter]: undefined }) }]
  })
}

function facets(reader: Reader, state: BoardState, { facets: counts }: Board): Html {
  const { t } = reader
  const ordered = Object.keys(t.status).filter((status) => counts.status[status])
  const modes = Object.keys(counts.mode)
  const clusters = Object.keys(counts.cluster).slice(0, MAX_CLUSTERS)
  return html`${facet(reader, state, 'status', ordered, counts.status, t.status)}
    ${facet(reader, state, 'mode', modes, counts.mode, t.mode)}
    ${facet(reader, state, 'cluster', clusters, counts.cluster, {})}`
}

function facet(
  { t, lang }: Reader,
  state: BoardState,
  name: 'status' | 'mode' | 'cluster',
  values: readonly string[],
  counts: Record<string, number>,
  words: Record<string, string>,
): Html {
  if (values.length === 0) return html``
  return html`<section class="facet">
    <h2>${t.board.filterBy[name]}</h2>
    <ul>${values.map((value) => {
      const on = state[name] === value
      const href = boardHref(state, { [name]: on ? undefined : value })
      return html`<li><a href="${href}"${on && raw(' aria-current="true"')}><span>${words[value] ?? value}</span><span class="num">${on ? '×' : number(counts[value] ?? 0, lang)}</span></a></li>`
    })}</ul>
  </section>`
}

function switches({ t }: Reader, state: BoardState): Html {
  const sorts = (['newest', 'deadline', 'budget'] as const).map((sort) => ({
    sort,
    label: t.board.sorts[sort],
  }))
  const offered = state.q ? [{ sort: 'relevance' as const, label: t.board.sorts.relevance }, ...sorts] : sorts
  const sort = state.sort ?? (state.q ? 'relevance' : 'newest')
  const choice = (href: string, label: string, on: boolean) =>
    html`<li><a href="${href}"${on && raw(' aria-current="true"')}>${label}</a></li>`
  return html`<nav class="switch" aria-label="${t.board.sort}"><span>${t.board.sort}</span>
      <ul>${offered.map((one) => choice(boardHref(state, { sort: one.sort }), one.label, one.sort === sort))}</ul></nav>
    <nav class="switch views" aria-label="${t.board.view}">
      <ul>${choice(boardHref(state, { view: undefined }), t.board.views.table, state.view !== 'cards')}
      ${choice(boardHref(state, { view: 'cards' }), t.board.views.cards, state.view === 'cards')}</ul></nav>`
}

function paging({ t }: Reader, state: BoardState, { next }: Board): Html {
  if (!next && !state.cursor) return html``
  return html`<nav class="paging" aria-label="${t.board.pages}">
    ${state.cursor && html`<a class="button plain" href="${boardHref(state)}">${t.board.first}</a>`}
    ${next && html`<a class="button plain" rel="next" href="${boardHref(state, { cursor: next })}">${t.board.next}</a>`}
  </nav>`
}
