/** Small pieces that several pages are made of. */
import { html } from 'hono/html'
import type { Bilingual } from '#events/define.ts'
import type { ChallengeCard } from '#projections/challenge-board.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { due, type Money, money, pick } from './format.ts'
import type { Html } from './layout.ts'
import type { Reader } from './reader.ts'

const TONES: Record<ChallengeStatus, 'neutral' | 'active' | 'waiting' | 'good'> = {
  draft: 'neutral',
  in_moderation: 'waiting',
  open: 'active',
  closed: 'waiting',
  awarded: 'good',
  no_award: 'neutral',
  withdrawn: 'neutral',
  archived: 'neutral',
}

/** A state in words with a dot in its colour. */
export const statusBadge = ({ t }: Reader, status: ChallengeStatus): Html =>
  html`<span class="badge ${TONES[status]}">${t.status[status]}</span>`

/** Says where a thing comes from, when not from a person here. */
export const originTags = ({ t }: Reader, { imported, demo }: { imported: boolean; demo: boolean }): Html =>
  html`${imported && html`<span class="tag">${t.badge.imported}</span>`}${demo && html`<span class="tag demo">${t.badge.demo}</span>`}`

/** A bilingual text in the reader's language, or in the other one and marked so for speech and fonts. */
export function bi({ lang }: Reader, text: Bilingual | undefined, words: readonly string[] = []): Html {
  const picked = pick(text, lang)
  const shown = marked(picked.text, words)
  return picked.lang === lang ? html`${shown}` : html`<span lang="${picked.lang}">${shown}</span>`
}

/** The words of a query, for marking them where they occur. */
export const wordsOf = (q = ''): string[] => [...new Set(q.split(/\s+/).filter(Boolean))].slice(0, 10)

function marked(text: string, words: readonly string[]): (string | Html)[] {
  if (words.length === 0) return [text]
  const pattern = words.map((word) => RegExp.escape(word)).join('|')
  return text
    .split(new RegExp(`(${pattern})`, 'iu'))
    .map((part, at) => (at % 2 === 1 ? html`<mark>${part}</mark>` : part))
}

/** The budget, or the prize of a contest. */
export const sum = ({ lang }: Reader, { budget, prize }: { budget?: Money; prize?: Money }): string =>
  money(budget ?? prize, lang)

/** The deadline with the time that is left. */
export function deadline(
  { lang, now }: Reader,
  card: Pick<ChallengeCard, 'status' | 'deadline' | 'closesAt'>,
): Html {
  const { text, left, urgency, at } = due(card, lang, now)
  if (!text) return html``
  const date = at ? html`<time datetime="${at}">${text}</time>` : html`${text}`
  return html`<span class="due">${date}${left && html` <span class="left ${urgency}">${left}</span>`}</span>`
}

/** `TRL 4→7`. */
export const readiness = (trl: { from: number; to: number } | undefined): Html =>
  html`${trl && html`<span class="num">TRL ${trl.from}→${trl.to}</span>`}`

/** A challenge as a card. */
export function challengeCard(reader: Reader, card: ChallengeCard, words: readonly string[] = []): Html {
  const { t, lang } = reader
  const money = sum(reader, card)
  const domain = pick(card.domain, lang).text
  const facts = [
    card.mode && t.mode[card.mode],
    domain && bi(reader, card.domain),
    card.cluster,
    card.trl && readiness(card.trl),
    card.teams > 0 && html`${t.board.columns.teams} <span class="num">${card.teams}</span>`,
  ].filter(Boolean)
  return html`<article class="card" data-key="${card.id}">
    <div class="line">${statusBadge(reader, card.status)}${originTags(reader, card)}<span class="end">${deadline(reader, card)}</span></div>
    <h3><a href="/challenges/${card.id}">${bi(reader, card.title, words)}</a></h3>
    <p class="seeker"><a href="/organisations/${card.seeker.id}">${bi(reader, card.seeker.name)}</a></p>
    <p class="summary">${bi(reader, card.summary, words)}</p>
    <div class="line facts">${money && html`<strong class="num">${money}</strong>`}${facts.map((fact) => html`<span>${fact}</span>`)}</div>
  </article>`
}
