import { html } from 'hono/html'
import type { ChallengeCard } from '#projections/challenge-board.ts'
import { pick } from './format.ts'
import type { Html } from './layout.ts'
import { bi, deadline, originTags, statusBadge, sum } from './pieces.ts'
import type { Reader } from './reader.ts'

/**
 * Challenges as a table; on a phone its rows become blocks (the roles keep it a table for screen readers).
 * @param own - the list is of one seeker, who need not be named in each row
 */
export function challengeTable(
  reader: Reader,
  cards: readonly ChallengeCard[],
  words: readonly string[] = [],
  own = false,
): Html {
  const { title, seeker, status, money, deadline: closes, trl, teams } = reader.t.board.columns
  const shown = {
    seeker: !own,
    // Imported challenges have neither: their list would be all dashes.
    trl: cards.some((card) => card.trl),
    teams: cards.some((card) => card.teams > 0),
  }
  return html`<div class="scroll"><table class="list" role="table">
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">${title}</th>
      ${shown.seeker && html`<th role="columnheader" scope="col">${seeker}</th>`}
      <th role="columnheader" scope="col">${status}</th>
      <th role="columnheader" scope="col" class="right">${money}</th>
      <th role="columnheader" scope="col">${closes}</th>
      ${shown.trl && html`<th role="columnheader" scope="col">${trl}</th>`}
      ${shown.teams && html`<th role="columnheader" scope="col" class="right">${teams}</th>`}
    </tr></thead>
    <tbody role="rowgroup">${cards.map((card) => row(reader, card, words, shown))}</tbody>
  </table></div>`
}

type Shown = { seeker: boolean; trl: boolean; teams: boolean }

function row(reader: Reader, card: ChallengeCard, words: readonly string[], shown: Shown): Html {
  const { t, lang } = reader
  const { trl, cluster, mode, seeker, teams } = card
  const where = [mode && t.mode[mode], pick(card.domain, lang).text, cluster].filter(Boolean)
  const { columns } = t.board
  const none = html`<span class="none">${t.dash}</span>`
  return html`<tr role="row" data-key="${card.id}">
    <td role="cell" class="what">
      <a href="/challenges/${card.id}">${bi(reader, card.title, words)}</a>
      <span class="sub">${originTags(reader, card)}${where.map((one) => html`<span>${one}</span>`)}</span>
    </td>
    ${shown.seeker && html`<td role="cell" class="who"><a href="/organisations/${seeker.id}">${bi(reader, seeker.name)}</a></td>`}
    <td role="cell">${statusBadge(reader, card.status)}</td>
    <td role="cell" class="num right">${sum(reader, card) || none}</td>
    <td role="cell">${deadline(reader, card)}</td>
    ${shown.trl && html`<td role="cell" class="num" data-label="${columns.trl}">${trl ? html`${trl.from}→${trl.to}` : none}</td>`}
    ${shown.teams && html`<td role="cell" class="num right" data-label="${columns.teams}">${teams || none}</td>`}
  </tr>`
}
