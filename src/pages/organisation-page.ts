import { html } from 'hono/html'
import { board } from '#projections/challenge-board.ts'
import { organisations } from '#projections/organisations.ts'
import type { Hub } from '#src/http/env.ts'
import { can } from '#src/policy/can.ts'
import { challengeTable } from './challenge-table.ts'
import { number, otherOf, pick } from './format.ts'
import type { Page } from './layout.ts'
import { bi, originTags } from './pieces.ts'
import type { Reader } from './reader.ts'

/** One organisation with its challenges, or nothing. */
export function organisationPage({ views }: Hub, reader: Reader, id: string): Page | undefined {
  const { t, lang, actor, base, url } = reader
  const one = organisations(views).one(id)
  if (!one || !can(actor, 'organisation.view', {})) return undefined
  const cursor = url.searchParams.get('cursor') ?? undefined
  const found = board(views).page(actor, { seeker: id, cursor })
  const name = pick(one.name, lang).text
  const about = pick(one.about, lang)
  const otherAbout = otherOf(one.about, lang)
  const words = t.organisation
  const website = /^https?:\/\//.test(one.website) ? one.website : undefined
  return {
    title: `${name} · ${t.product}`,
    description: about.text || `${t.kind[one.kind]} · ${name}`,
    ...(cursor === undefined && { canonical: `/organisations/${id}` }),
    topics: [`organisation:${id}`, 'board'],
    feed: `?seeker=${id}`,
    data: {
      '@type': 'Organization',
      name,
      url: `${base}/organisations/${id}`,
      ...(about.text && { description: about.text }),
      ...(website && { sameAs: website }),
      ...(one.region && { address: { '@type': 'PostalAddress', addressRegion: one.region } }),
    },
    main: html`<div class="wide organisation">
      <header class="title">
        <p class="line"><span class="quietly">${t.kind[one.kind]}</span>
          ${one.verification === 'verified' ? html`<span class="tag good">${words.verified}</span>` : html`<span class="tag">${words.unverified}</span>`}
          ${originTags(reader, one)}</p>
        <h1>${bi(reader, one.name)}</h1>
        ${otherOf(one.name, lang) && html`<p class="quietly" lang="${lang === 'en' ? 'zh-CN' : 'en'}">${otherOf(one.name, lang)}</p>`}
        ${one.imported && html`<p class="notice">${words.importedNote}</p>`}
      </header>
      <dl class="inline">
        ${one.region && html`<div><dt>${words.region}</dt><dd>${one.region}</dd></div>`}
        ${website && html`<div><dt>${words.website}</dt><dd><a href="${website}" rel="noopener nofollow external">${new URL(website).host}</a></dd></div>`}
      </dl>
      ${
        about.text &&
        html`<section class="text"><h2>${words.about}</h2><p class="plain-text" lang="${about.lang}">${about.text}</p>
        ${otherAbout && html`<details class="other" id="other"><summary lang="${lang === 'en' ? 'zh-CN' : 'en'}">${words.otherLanguage}</summary><p class="plain-text" lang="${lang === 'en' ? 'zh-CN' : 'en'}">${otherAbout}</p></details>`}</section>`
      }
      <section>
        <div class="head"><h2>${words.challenges}</h2><p class="total">${t.board.total(number(found.total, lang))}</p>
          ${found.total > 0 && html`<a class="end" href="/challenges?seeker=${id}">${t.nav.board}</a>`}</div>
        ${found.items.length > 0 ? challengeTable(reader, found.items, [], true) : html`<p class="quietly">${words.empty}</p>`}
        ${
          (found.next || cursor) &&
          html`<nav class="paging" aria-label="${t.board.pages}">
          ${cursor && html`<a class="button plain" href="/organisations/${id}">${t.board.first}</a>`}
          ${found.next && html`<a class="button plain" rel="next" href="/organisations/${id}?cursor=${found.next}">${t.board.next}</a>`}</nav>`
        }
      </section>
    </div>`,
  }
}
