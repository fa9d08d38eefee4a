import { html } from 'hono/html'
import { board } from '#projections/challenge-board.ts'
import { challenges } from '#projections/challenge-page.ts'
import type { Hub } from '#src/http/env.ts'
import { day, number } from './format.ts'
import type { Html, Page } from './layout.ts'
import { bi, challengeCard, originTags, statusBadge } from './pieces.ts'
import { type Reader, signInTo } from './reader.ts'

const OPEN_SHOWN = 6
const RECENT_SHOWN = 8

/** The first page a visitor sees: what this is, how it works, what is asked for now. */
export function homePage({ views }: Hub, reader: Reader): Page {
  const { t, lang, actor, base } = reader
  const open = board(views).page(actor, { status: 'open', sort: 'deadline', limit: OPEN_SHOWN })
  const recent = board(views).page(actor, { sort: 'newest', limit: RECENT_SHOWN })
  const visitor = actor.kind !== 'person'
  return {
    title: t.home.title,
    description: t.tagline,
    canonical: '/',
    topics: ['board'],
    data: {
      '@type': 'WebSite',
      name: 'Trihelix 三螺旋',
      url: `${base}/`,
      potentialAction: {
        '@type': 'SearchAction',
        target: `${base}/challenges?q={search_term_string}`,
        'query-input': 'required name=search_term_string',
      },
    },
    main: html`<div class="wide home">
      <section class="intro">
        <h1>${t.home.lead}</h1>
        <p>${t.tagline}</p>
        <p class="actions">
          <a class="button" href="/challenges">${t.nav.board}</a>
          <a class="button plain" href="/app/challenges/new">${t.nav.post}</a>
          ${visitor && html`<a href="/app/sign-up">${t.nav.signUp}</a> <a href="${signInTo('/app/')}">${t.nav.signIn}</a>`}
        </p>
      </section>
      ${steps(reader)}
      ${recent.total > 0 && figures(reader, challenges(views).counts())}
      <section aria-labelledby="open">
        <div class="head"><h2 id="open">${t.home.open}</h2>
          ${open.total > 0 && html`<a class="end" href="/challenges?status=open">${t.home.all(number(open.total, lang))}</a>`}</div>
        ${
          open.items.length > 0
            ? html`<div class="cards">${open.items.map((card) => challengeCard(reader, card))}</div>`
            : html`<div class="empty"><p>${t.home.openEmpty}</p><a class="button" href="/app/challenges/new">${t.home.openEmptyAct}</a></div>`
        }
      </section>
      <section aria-labelledby="recent">
        <div class="head"><h2 id="recent">${t.home.recent}</h2>
          ${recent.total > 0 && html`<a class="end" href="/challenges">${t.home.all(number(recent.total, lang))}</a>`}</div>
        ${
          recent.items.length > 0
            ? html`<ol class="recent">${recent.items.map(
                (card) => html`<li data-key="r${card.id}">
              ${card.publishedAt && html`<time class="num" datetime="${card.publishedAt}">${day(card.publishedAt, lang)}</time>`}
              <span class="what"><a href="/challenges/${card.id}">${bi(reader, card.title)}</a>${originTags(reader, card)}</span>
              <span class="who">${bi(reader, card.seeker.name)}</span>
              ${statusBadge(reader, card.status)}</li>`,
              )}</ol>`
            : html`<p class="quietly">${t.home.recentEmpty}</p>`
        }
      </section>
    </div>`,
  }
}

function steps({ t }: Reader): Html {
  return html`<section aria-labelledby="how">
    <h2 id="how">${t.home.how}</h2>
    <ol class="steps">${t.home.steps.map(
      ({ title, who, text }) => html`<li><h3>${title}</h3><p class="who">${who}</p><p>${text}</p></li>`,
    )}</ol>
  </section>`
}

type Counts = { open: number; challenges: number; awarded: number; teams: number; organisations: number }

/** Public numbers; those with a list behind them lead to it. */
function figures({ t, lang }: Reader, counts: Counts): Html {
  const behind: Partial<Record<keyof Counts, string>> = {
    open: '/challenges?status=open',
    challenges: '/challenges',
    awarded: '/challenges?status=awarded',
  }
  const keys: (keyof Counts)[] = ['open', 'challenges', 'awarded', 'teams', 'organisations']
  return html`<dl class="figures" aria-label="${t.home.numbers}">${keys.map((key) => {
    const value = html`<span class="num">${number(counts[key], lang)}</span>`
    const href = behind[key]
    return html`<div><dt>${t.home.figures[key]}</dt><dd>${href ? html`<a href="${href}">${value}</a>` : value}</dd></div>`
  })}</dl>`
}
