import { html } from 'hono/html'
import type { ChallengePage } from '#projections/challenge-page.ts'
import { type ChallengeFacts, can } from '#src/policy/can.ts'
import { due, minute, money, pick } from './format.ts'
import type { Html } from './layout.ts'
import { bi, deadline, readiness } from './pieces.ts'
import { type Reader, signInTo } from './reader.ts'

/** What there is to do, and what there is to know at a glance. */
export function challengeAside(reader: Reader, challenge: ChallengePage, facts: ChallengeFacts): Html {
  const { t } = reader
  return html`<aside class="facts" aria-label="${t.challenge.facts}">
    ${action(reader, challenge.id, facts)}
    <dl>${rows(reader, challenge).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${ip(reader, challenge)}
    ${source(reader, challenge)}
  </aside>`
}

/** The one thing this reader would do next; nothing when there is nothing. */
function action({ t, actor }: Reader, id: string, facts: ChallengeFacts): Html {
  const link = (href: string, words: string) =>
    html`<p><a class="button block" href="${href}">${words}</a></p>`
  const { act, ownNote } = t.challenge
  const published = facts.status !== 'draft' && facts.status !== 'in_moderation'
  const team = actor.kind === 'person' ? actor.teams.find(({ challengeId }) => challengeId === id) : undefined
  if (team) return link(`/app/teams/${team.id}`, act.team)
  if (can(actor, 'challenge.manage', facts))
    return html`${link(`/app/challenges/${id}`, act.manage)}${published && html`<p class="quietly">${ownNote}</p>`}`
  if (facts.status === 'in_moderation' && can(actor, 'challenge.moderate', facts))
    return link('/app/operator', act.moderate)
  if (facts.status !== 'open') return html``
  const form = `/app/challenges/${id}?form=1`
  if (actor.kind === 'visitor') return link(signInTo(form), act.visitor)
  return can(actor, 'team.form', facts) ? link(form, act.form) : html``
}

function rows(reader: Reader, challenge: ChallengePage): (readonly [string, Html | string])[] {
  const { t, lang, now } = reader
  const { budget, prize, mode, cluster, domain, trl, incubator, publishedAt } = challenge
  const { deadline: words } = t
  const { urgency, at, left } = due(challenge, lang, now)
  const kind = challenge.status === 'open' ? challenge.deadline?.kind : undefined
  const hint = { fixed: words.fixedHint, rolling: words.rollingHint, open: words.noneHint }
  const c = t.challenge
  const all: (readonly [string, Html | string | undefined | false])[] = [
    [c.budget, budget && html`<strong class="num big">${money(budget, lang)}</strong>`],
    [c.prize, prize && html`<strong class="num big">${money(prize, lang)}</strong>`],
    [
      c.deadline,
      // The minute matters while there is something to hand in.
      at && kind
        ? html`<time datetime="${at}" class="num">${minute(at, lang)}</time> <span class="quietly">${words.zone}</span>
          ${left && html`<br /><span class="left ${urgency}">${left}</span>`}`
        : (kind || at) && deadline(reader, challenge),
    ],
    ['', kind && html`<span class="quietly">${hint[kind]}</span>`],
    [c.mode, mode && t.mode[mode]],
    [c.domain, pick(domain, lang).text && bi(reader, domain)],
    [c.cluster, cluster && html`<a href="/challenges?cluster=${encodeURIComponent(cluster)}">${cluster}</a>`],
    [c.trl, trl && html`<span title="${c.trlHint}">${readiness(trl)}</span>`],
    [
      c.incubator,
      incubator &&
        html`<a href="/organisations/${incubator.id}">${bi(reader, incubator.name)}</a><br /><span class="quietly">${c.incubatorHint}</span>`,
    ],
    [
      c.published,
      publishedAt && html`<time datetime="${publishedAt}" class="num">${minute(publishedAt, lang)}</time>`,
    ],
  ]
  return all.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}

function ip({ t }: Reader, { ipTerms, ipNote }: ChallengePage): Html {
  if (!ipTerms) return html``
  const { title, text } = t.ipTerms[ipTerms]
  return html`<section><h2>${t.challenge.ip}</h2><p><strong>${title}</strong></p><p>${text}</p>
    ${ipNote && html`<p class="plain-text quietly">${ipNote}</p>`}</section>`
}

function source({ t }: Reader, { source: from }: ChallengePage): Html {
  if (!from) return html``
  const { name, url, externalId, type, partners } = from
  const linked = /^https?:\/\//.test(url)
  return html`<section><h2>${t.challenge.source}</h2>
    <p>${linked ? html`<a href="${url}" rel="noopener nofollow external">${t.challenge.sourceLink(name)}</a>` : name}
      <br /><span class="quietly num">${externalId}</span></p>
    <dl>
      ${type && html`<div><dt>${t.challenge.type}</dt><dd>${type}</dd></div>`}
      ${partners.length > 0 && html`<div><dt>${t.challenge.partners}</dt><dd>${partners.join(t.separator)}</dd></div>`}
    </dl></section>`
}
