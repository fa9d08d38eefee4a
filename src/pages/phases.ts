import { html, raw } from 'hono/html'
import type { ChallengePage } from '#projections/challenge-page.ts'
import { day, due } from './format.ts'
import type { Html } from './layout.ts'
import type { Reader } from './reader.ts'

type Phase = { name: string; note?: string; state: 'done' | 'now' | 'next' }

/** How far the challenge is: published → taking proposals → review → result, the present phase marked. */
export function phases(reader: Reader, challenge: ChallengePage): Html {
  const { t } = reader
  const all = phasesOf(reader, challenge)
  return html`${
    all.length > 0 &&
    html`<ol class="phases" aria-label="${t.challenge.phases}">${all.map(
      ({ name, note, state }) => html`<li class="${state}"${state === 'now' && raw(' aria-current="step"')}>
        <b>${name}</b>${note && html`<span>${note}</span>`}</li>`,
    )}</ol>`
  }`
}

function phasesOf({ t, lang, now }: Reader, challenge: ChallengePage): Phase[] {
  const { status, timeline, publishedAt } = challenge
  // A draft has not begun; what was imported or withdrawn ran its course elsewhere or not at all.
  const at = { open: 1, closed: 2, awarded: 3, no_award: 3 }[status as string]
  if (at === undefined) return []
  const { text, left } = due(challenge, lang, now)
  const decided = timeline.findLast(({ type }) => type === 'ChallengeAwarded' || type === 'NoAwardDeclared')
  const notes = [
    publishedAt && day(publishedAt, lang),
    status === 'open' ? [text, left].filter(Boolean).join(' · ') : text,
    undefined,
    decided && `${t.status[status]} · ${day(decided.at, lang)}`,
  ]
  return (['published', 'open', 'review', 'result'] as const).map((key, index) => {
    const note = notes[index]
    const state = index < at ? 'done' : index === at ? 'now' : 'next'
    return { name: t.challenge.phase[key], ...(note && { note }), state }
  })
}
