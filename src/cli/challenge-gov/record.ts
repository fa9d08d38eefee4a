import { excerpt, htmlToText } from '#src/platform/plain-text.ts'
import { sanitiseHtml } from '#src/platform/sanitise.ts'
import { agencyKey } from './agency.ts'
import { lineOf, type Note, textOf } from './field.ts'
import { type Money, readPrize } from './money.ts'
import { readFiscalYear, readWhen } from './when.ts'

/** A challenge of the feed in our words. Limits are those of `ChallengeImported` and `OrganisationImported`. */
export type ImportedChallenge = {
  /** The feed's own id; with the permalink's last part behind it when two records share an id. */
  externalId: string
  title: string
  summary: string
  /** Sanitised HTML: description, prizes, rules, judging, how to enter. */
  descriptionHtml: string
  /** `key` is the same for every spelling of one agency; `name` the spelling most often used. */
  seeker: { name: string; key: string }
  partners: string[]
  prize?: Money
  type?: string
  url?: string
  opensAt?: string
  closesAt?: string
  /** When it was posted: its opening, or the best date the record has. */
  occurredAt: string
  status: string
}

const MAX = {
  id: 150,
  title: 500,
  summary: 2_000,
  html: 400_000,
  name: 120,
  partner: 300,
  partners: 50,
  type: 200,
  url: 2_000,
}
/** Enough of a description to stand in for a missing summary. */
const SUMMARY_FROM_DESCRIPTION = 280

/**
 * One record of the feed.
 * @param importedAt - when it was posted, if the record itself holds no readable date
 * @returns undefined when nothing in it says which challenge it is; the reason has been noted
 */
export function readRecord(record: object, note: Note, importedAt: string): ImportedChallenge | undefined {
  const url = readUrl(record, note)
  const slug = slugOf(url)
  const title = lineOf(record, 'challenge-title', note, MAX.title)
  const ownId = lineOf(record, 'challenge-id', note, MAX.id)
  const externalId = ownId || slug
  if (externalId === '') return undefined
  if (ownId === '') note('challenge-id', '', `missing; “${externalId}” from the address stands in`)
  const descriptionHtml = describe(record, note)
  const tagline = lineOf(record, 'tagline', note, MAX.summary)
  const type = lineOf(record, 'type-of-challenge', note, MAX.type)
  const prize = prizeOf(record, note)
  return {
    externalId,
    title: title || standIn(tagline || slug.replaceAll('-', ' ') || `Challenge ${externalId}`, note),
    summary: tagline || excerpt(htmlToText(descriptionHtml).replaceAll('\n', ' '), SUMMARY_FROM_DESCRIPTION),
    descriptionHtml,
    seeker: readSeeker(record, note),
    partners: readPartners(record, note),
    ...(prize && { prize }),
    ...(type && { type }),
    ...(url && { url }),
    ...readDates(record, note, importedAt),
    status: lineOf(record, 'challenge_status', note, 40).toLowerCase() || 'closed',
  }
}

function standIn(title: string, note: Note): string {
  note('challenge-title', '', `missing; “${title.slice(0, 60)}” stands in`)
  return excerpt(title, 160)
}

function readSeeker(record: object, note: Note) {
  // The key is made of the whole name; what is wrong with the field is told once, by the second reading.
  const full = lineOf(record, 'agency', () => {}, 2 * MAX.partner)
  const name = lineOf(record, 'agency', note, MAX.name)
  if (name !== '') return { name, key: agencyKey(full).slice(0, MAX.partner) }
  note('agency', '', 'missing; “Challenge.gov” stands in')
  return { name: 'Challenge.gov', key: 'challenge gov' }
}

/** Partners come as a list with semicolons, or with commas; commas also occur inside names, hence the order. */
function readPartners(record: object, note: Note): string[] {
  const names = ['partner-agencies-federal', 'partners-non-federal'].flatMap((field) => {
    const line = lineOf(record, field, note, 5_000)
    return line.split(line.includes(';') ? /;/ : /,(?![^()]*\))/).map((name) =>
      name
        .trim()
        .replace(/^and\s+/i, '')
        .slice(0, MAX.partner)
        .toWellFormed()
        .trim(),
    )
  })
  const distinct = [...new Set(names)].filter((name) => /[\p{L}\p{N}]/u.test(name))
  if (distinct.length > MAX.partners) {
    note('partners-non-federal', `${distinct.length} partners`, `only the first ${MAX.partners} were taken`)
  }
  return distinct.slice(0, MAX.partners)
}

function prizeOf(record: object, note: Note): Money | undefined {
  const said = lineOf(record, 'total-prize-offered-cash', note, 200)
  const { prize, problem } = readPrize(said)
  if (problem) note('total-prize-offered-cash', said, problem)
  return prize
}

function readDates(record: object, note: Note, importedAt: string) {
  const opensAt = readDate(record, 'submission-start', 'start', note)
  const closesAt = readDate(record, 'submission-end', 'end', note)
  const best = opensAt ?? closesAt ?? readFiscalYear(lineOf(record, 'fiscal-year', () => {}, 100))
  if (opensAt && closesAt && closesAt < opensAt) {
    note('submission-end', `${opensAt} to ${closesAt}`, 'it closes before it opens; both were kept')
  }
  if (!best)
    note('submission-start', '', 'no date in the record can be read; the time of the import stands in')
  return { ...(opensAt && { opensAt }), ...(closesAt && { closesAt }), occurredAt: best ?? importedAt }
}

function readDate(record: object, field: string, bare: 'start' | 'end', note: Note): string | undefined {
  const said = lineOf(record, field, note, 200)
  const at = readWhen(said, bare)
  if (!at) note(field, said, said === '' ? 'missing' : 'not a date that exists')
  return at
}

/** The challenge's own page; its address identifies the record when its id is missing. */
function readUrl(record: object, note: Note): string | undefined {
  for (const field of ['permalink', 'external-url']) {
    const said = textOf(record, field, note, MAX.url).trim()
    const mended = said.replace(/^(https:\/\/www\.challenge\.gov)(?=[a-z])/, '$1/')
    const url = URL.parse(mended)
    const usable = url && /^https?:$/.test(url.protocol) && url.href.length <= MAX.url
    if (said !== '' && !usable) note(field, said, 'not a web address; left out')
    if (usable && mended !== said) note(field, said, 'the slash after the host was missing; mended')
    if (usable) return url.href
  }
  return undefined
}

export const slugOf = (url = ''): string =>
  (
    URL.parse(url)
      ?.pathname.split('/')
      .findLast((part) => part !== '') ?? ''
  ).slice(0, 120)

const SECTIONS = [
  ['description', ''],
  ['prizes', 'Prizes'],
  ['rules', 'Rules'],
  ['judging', 'Judging criteria'],
  ['how-to-enter', 'How to enter'],
] as const

function describe(record: object, note: Note): string {
  let html = ''
  for (const [field, heading] of SECTIONS) {
    const body = sanitiseHtml(textOf(record, field, note))
    // A tick box of the feed's editor, not words.
    if (htmlToText(body) === '' || body === '<p>true</p>') continue
    const section = heading ? `<h2>${heading}</h2>\n${body}` : body
    if (html.length + section.length < MAX.html) html += `${html ? '\n' : ''}${section}`
    else note(field, body, 'the description would grow too long; this part was left out')
  }
  return html
}
