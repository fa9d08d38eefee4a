/** The hub for programs that follow it: Atom, sitemap, robots.txt. They show what a visitor may see, to everyone. */
import { html, raw } from 'hono/html'
import { board, type ChallengeCard, publicIds } from '#projections/challenge-board.ts'
import type { Hub } from '#src/http/env.ts'
import { withoutControls } from '#src/platform/plain-text.ts'
import { visitor } from '#src/policy/actor.ts'
import { feedQuery, readBoard } from './board-query.ts'
import { due, pick } from './format.ts'
import type { Html } from './layout.ts'
import { sum } from './pieces.ts'
import type { Reader } from './reader.ts'

const FEED_ENTRIES = 50
/** The protocol's limit for one sitemap file. */
const MAX_SITEMAP = 50_000

const XML = raw('<?xml version="1.0" encoding="utf-8"?>\n')
/** What XML 1.0 has no way to write is left out; the template escapes the rest. */
const text = (words: string) => withoutControls(words).replace(/[\ufffe\uffff]/g, '')

/** The newest public challenges, or those of the same filters as on the board. */
export function atom({ views, now }: Hub, reader: Reader): Html {
  const { t, base, lang, url } = reader
  const { q, status, mode, cluster, seeker } = readBoard(url.searchParams, t)
  const filter = { q, status, mode, cluster, seeker }
  const query = feedQuery(Object.fromEntries(Object.entries(filter).filter(([, value]) => value)))
  const { items } = board(views).page(visitor, { ...filter, sort: 'newest', limit: FEED_ENTRIES })
  return html`${XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${base}/challenges.atom${query}</id>
  <title>${t.feed.title}</title>
  <updated>${items[0]?.publishedAt ?? now()}</updated>
  <link rel="self" type="application/atom+xml" href="${base}/challenges.atom${query}"/>
  <link rel="alternate" type="text/html" href="${base}/challenges${query}"/>
  <icon>${base}/assets/helix.svg</icon>
  ${items.map((card) => entry(reader, card))}
</feed>
`
}

function entry(reader: Reader, card: ChallengeCard): Html {
  const { base, lang, t, now } = reader
  const { id, title, summary, seeker, publishedAt = now, cluster, mode } = card
  const { text: closes, left } = due(card, lang, now)
  const facts = [t.status[card.status], sum(reader, card), [closes, left].filter(Boolean).join(' ')].filter(
    Boolean,
  )
  const kinds = [cluster, mode && t.mode[mode]].filter((kind) => kind !== undefined && kind !== '')
  return html`<entry>
    <id>urn:uuid:${id}</id>
    <title>${text(pick(title, lang).text)}</title>
    <link rel="alternate" type="text/html" href="${base}/challenges/${id}"/>
    <published>${publishedAt}</published>
    <updated>${publishedAt}</updated>
    <author><name>${text(pick(seeker.name, lang).text) || t.dash}</name></author>
    ${kinds.map((kind) => html`<category term="${text(kind ?? '')}"/>`)}
    <summary>${text([facts.join(' · '), pick(summary, lang).text].filter(Boolean).join('\n'))}</summary>
  </entry>`
}

/** Addresses of every page that may be indexed. */
export function sitemap({ views, config }: Hub): Html {
  const paths = ['/', '/challenges', '/problems']
  const seekers = new Set<string>()
  for (const { id, seekerId } of publicIds(views)(MAX_SITEMAP)) {
    paths.push(`/challenges/${id}`)
    seekers.add(seekerId)
  }
  paths.push(...[...seekers].map((id) => `/organisations/${id}`))
  return html`${XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.slice(0, MAX_SITEMAP).map((path) => html`  <url><loc>${config.url}${path}</loc></url>\n`)}</urlset>
`
}

/** Crawlers read the public pages and leave the application alone. */
export const robots = ({ config }: Hub): string =>
  `User-agent: *\nDisallow: /app/\nDisallow: /api/\nSitemap: ${config.url}/sitemap.xml\n`
