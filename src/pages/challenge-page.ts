import { html, raw } from 'hono/html'
import { type ChallengePage, challenges } from '#projections/challenge-page.ts'
import type { Hub } from '#src/http/env.ts'
import { can } from '#src/policy/can.ts'
import { challengeAside } from './challenge-aside.ts'
import { challengeData } from './challenge-data.ts'
import { day, otherOf, pick } from './format.ts'
import type { Html, Page } from './layout.ts'
import { phases } from './phases.ts'
import { bi, originTags, statusBadge } from './pieces.ts'
import type { Reader } from './reader.ts'

/** One challenge, or nothing when there is none that this reader may see. */
export function challengePage({ views }: Hub, reader: Reader, id: string): Page | undefined {
  const { t, lang, actor } = reader
  const facts = challenges(views).facts(id)
  if (!facts || !can(actor, 'challenge.view', facts)) return undefined
  const challenge = challenges(views).page(id)
  if (!challenge) return undefined
  const { status, visibility } = challenge
  const published = visibility === 'public' && status !== 'draft' && status !== 'in_moderation'
  const title = pick(challenge.title, lang).text
  return {
    title: `${title} · ${t.product}`,
    description: pick(challenge.summary, lang).text || title,
    kind: 'article',
    topics: [`challenge:${id}`],
    ...(published && { canonical: `/challenges/${id}`, data: challengeData(reader, challenge) }),
    main: html`<article class="wide challenge">
      <header class="title">
        <p class="line"><span class="quietly">${t.challenge.kind}</span>${statusBadge(reader, status)}${originTags(reader, challenge)}</p>
        <h1>${bi(reader, challenge.title)}</h1>
        <p class="seeker"><a href="/organisations/${challenge.seeker.id}">${bi(reader, challenge.seeker.name)}</a>
          ${challenge.seeker.verified && html`<span class="tag good">${t.organisation.verified}</span>`}</p>
        ${notice(reader, challenge)}
      </header>
      ${phases(reader, challenge)}
      <div class="columns">
        <div class="text">
          ${award(reader, challenge)}
          ${brief(reader, challenge)}
          ${addenda(reader, challenge)}
          ${teams(reader, challenge)}
          ${history(reader, challenge)}
        </div>
        ${challengeAside(reader, challenge, facts)}
      </div>
    </article>`,
  }
}

/** Who else can see this page, when not everyone. */
function notice({ t }: Reader, { status, visibility, imported }: ChallengePage): Html {
  const { draftNote, moderationNote, membersNote, importedNote } = t.challenge
  const text =
    status === 'draft'
      ? draftNote
      : status === 'in_moderation'
        ? moderationNote
        : visibility === 'members'
          ? membersNote
          : imported
            ? importedNote
            : undefined
  return html`${text && html`<p class="notice">${text}</p>`}`
}

/** Plain words as paragraphs. */
const paragraphs = (text: string): Html =>
  html`${text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p class="plain-text">${part.trim()}</p>`)}`

function brief(reader: Reader, challenge: ChallengePage): Html {
  const { t, lang } = reader
  const { summary, description, descriptionHtml } = challenge
  const words = pick(description, lang)
  return html`
    ${pick(summary, lang).text && html`<section><h2>${t.challenge.summary}</h2><p class="plain-text lead">${bi(reader, summary)}</p></section>`}
    ${mustHaves(reader, challenge)}
    ${words.text && html`<section><h2>${t.challenge.description}</h2><div lang="${words.lang}">${paragraphs(words.text)}</div></section>`}
    ${
      // Sanitised when it was imported (`ChallengeImported`).
      descriptionHtml &&
      html`<section><h2>${t.challenge.description}</h2><div class="imported" lang="en">${raw(descriptionHtml)}</div></section>`
    }
    ${inOtherLanguage(reader, challenge)}`
}

function mustHaves(reader: Reader, { mustHaves: all }: ChallengePage): Html {
  const { t, lang } = reader
  if (all.length === 0) return html``
  return html`<section><h2>${t.challenge.mustHaves}</h2>
    <div class="scroll"><table class="must">
      <thead><tr><th scope="col">#</th><th scope="col">${t.challenge.requirement}</th><th scope="col">${t.challenge.test}</th></tr></thead>
      <tbody>${all.map(
        ({ text, test }, at) => html`<tr><td class="num">${at + 1}</td><td>${bi(reader, text)}</td>
        <td>${pick(test, lang).text ? bi(reader, test) : html`<span class="none">${t.challenge.noTest}</span>`}</td></tr>`,
      )}</tbody>
    </table></div></section>`
}

/** The whole brief in the other language, as far as it is written in both. */
function inOtherLanguage(
  { t, lang }: Reader,
  { title, summary, description, mustHaves: all }: ChallengePage,
): Html {
  const other = lang === 'en' ? 'zh-CN' : 'en'
  const words = {
    title: otherOf(title, lang),
    summary: otherOf(summary, lang),
    description: otherOf(description, lang),
  }
  const needs = all
    .map(({ text, test }) => [otherOf(text, lang), otherOf(test, lang)] as const)
    .filter(([text]) => text)
  if (!words.summary && !words.description && needs.length === 0 && !words.title) return html``
  return html`<details class="other" id="other"><summary lang="${other}">${t.challenge.otherLanguage}</summary>
    <div lang="${other}">
      ${words.title && html`<h3>${words.title}</h3>`}
      ${words.summary && html`<p class="plain-text">${words.summary}</p>`}
      ${needs.length > 0 && html`<ol>${needs.map(([text, test]) => html`<li>${text}${test && html`<br /><span class="quietly">${test}</span>`}</li>`)}</ol>`}
      ${paragraphs(words.description)}
    </div></details>`
}

function award({ t }: Reader, { award: result, status }: ChallengePage): Html {
  if (!result) return html``
  const { awards, reason } = result
  return html`<section class="award${awards.length > 0 && ' won'}"><h2>${status === 'no_award' ? t.challenge.noAward : t.challenge.award}</h2>
    ${awards.map(
      (one) =>
        html`<h3><span class="quietly">${t.challenge.winner}</span> ${one.teamName}</h3><p class="plain-text">${one.reason}</p>`,
    )}
    ${reason && html`<p class="plain-text">${reason}</p>`}</section>`
}

function addenda({ t, lang }: Reader, { addenda: all }: ChallengePage): Html {
  if (all.length === 0) return html``
  return html`<section><h2>${t.challenge.addenda}</h2><ol class="addenda">${all.map(
    ({
      n,
      at,
      note,
    }) => html`<li><p class="quietly">${t.challenge.addendum(n)} · <time datetime="${at}">${day(at, lang)}</time></p>
      <p class="plain-text">${note}</p></li>`,
  )}</ol></section>`
}

function teams(reader: Reader, { teamsList, status, proposals, imported }: ChallengePage): Html {
  const { t } = reader
  if (imported || status === 'draft' || status === 'in_moderation') return html``
  return html`<section><h2>${t.challenge.teams}${proposals > 0 && html` <span class="quietly">${t.challenge.proposals(proposals)}</span>`}</h2>
    ${
      teamsList.length === 0
        ? html`<p class="quietly">${status === 'open' ? t.challenge.teamsEmpty : t.challenge.teamsNone}</p>`
        : html`<ul class="teams">${teamsList.map(
            ({ name, organisation }) => html`<li><strong>${name}</strong>
          ${organisation && html`<a href="/organisations/${organisation.id}">${bi(reader, organisation.name)}</a>`}</li>`,
          )}</ul>`
    }</section>`
}

/** Notes that are shown elsewhere on the page are not told twice. */
const TOLD_ELSEWHERE = new Set(['ChallengeAmended', 'DeadlineExtended', 'NoAwardDeclared'])

function history({ t, lang }: Reader, { timeline }: ChallengePage): Html {
  const events: Partial<Record<string, string>> = t.challenge.event
  if (timeline.length < 2) return html``
  return html`<section><h2>${t.challenge.history}</h2><ol class="history">${timeline.map(
    ({ type, at, note }) => html`<li><time class="num" datetime="${at}">${day(at, lang)}</time>
      <span>${events[type]}${note && !TOLD_ELSEWHERE.has(type) && html`<br /><span class="quietly plain-text">${note}</span>`}</span></li>`,
  )}</ol></section>`
}
