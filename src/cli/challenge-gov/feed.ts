/** The Challenge.gov feed, read: JSON text in, challenges and a list of everything that could not be read out. */
import { Fault } from '#src/platform/fault.ts'
import { commonSpellings } from './agency.ts'
import { type Note, type Problem, shown } from './field.ts'
import { type ImportedChallenge, readRecord, slugOf } from './record.ts'

export type { Problem } from './field.ts'
export type { ImportedChallenge } from './record.ts'

export type FeedReading = { records: ImportedChallenge[]; problems: Problem[] }

/**
 * Reads a whole feed. Pure: the same text gives the same result.
 *
 * A field that cannot be read never costs the record: it is left out and listed. Only a record that is
 * no object, that nothing identifies, or that repeats an earlier one word for word is dropped, and listed.
 *
 * @param importedAt - ISO time that stands in for records without any readable date
 * @throws Fault `import.read` when the text is broken or is some other file
 */
export function readFeed(text: string, importedAt: string): FeedReading {
  const rows = parse(text)
  const problems: Problem[] = []
  const seen: Seen = { ids: new Set(), rows: new Set() }
  const records = rows.flatMap((row, index) => {
    const mine: Omit<Problem, 'dropped'>[] = []
    const note: Note = (field, value, reason) =>
      mine.push({ record: index + 1, field, value: shown(value), reason })
    const { challenge, externalId } = readRow(row, note, importedAt, seen)
    const about = { ...(externalId !== undefined && { externalId }), dropped: challenge === undefined }
    problems.push(...mine.map((problem) => ({ ...problem, ...about })))
    return challenge ? [challenge] : []
  })
  const spellings = commonSpellings(records.map(({ seeker }) => seeker))
  for (const { seeker } of records) seeker.name = spellings.get(seeker.key) ?? seeker.name
  return { records, problems }
}

type Row = { challenge?: ImportedChallenge; externalId?: string }

/** The ids given out so far, and the records under the ids that they came with, as JSON. */
type Seen = { ids: Set<string>; rows: Set<string> }

/** @param seen - this record is added */
function readRow(row: unknown, note: Note, importedAt: string, seen: Seen): Row {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    note('_challenge', row, 'not a record')
    return {}
  }
  const challenge = readRecord(row, note, importedAt)
  if (!challenge) {
    note('challenge-id', '', 'neither an id nor an address says which challenge this is')
    return {}
  }
  const taken = challenge.externalId
  const whole = `${taken}\n${JSON.stringify(row)}`
  if (seen.rows.has(whole)) {
    note('challenge-id', taken, 'the same record again')
    return { externalId: taken }
  }
  if (seen.ids.has(taken)) {
    note('challenge-id', taken, 'another record has this id; the address was added to it')
    challenge.externalId = distinctId(challenge, seen.ids)
  }
  seen.ids.add(challenge.externalId)
  seen.rows.add(whole)
  return { challenge, externalId: challenge.externalId }
}

/** An id that stays the same when the feed is read again, even if records move within it. */
function distinctId({ externalId, url }: ImportedChallenge, seen: ReadonlySet<string>): string {
  const base = [externalId, slugOf(url)].filter(Boolean).join(':').slice(0, 190)
  let id = base
  for (let copy = 2; seen.has(id); copy++) id = `${base}:${copy}`
  return id
}

function parse(text: string): unknown[] {
  const feed = parseJson(text)
  const rows: unknown =
    typeof feed === 'object' && feed !== null && Object.hasOwn(feed, '_challenge')
      ? Reflect.get(feed, '_challenge')
      : undefined
  if (!Array.isArray(rows)) {
    throw new Fault('import.read', 'this JSON is not a Challenge.gov feed: it has no list named "_challenge"')
  }
  if (rows.length === 0) throw new Fault('import.read', 'this Challenge.gov feed holds no challenges')
  return rows
}

function parseJson(text: string): unknown {
  const json = text.replace(/^\ufeff/, '').trim()
  if (json === '')
    throw new Fault('import.read', 'the file is empty; expected the Challenge.gov feed as JSON')
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new Fault('import.read', 'the file is not valid JSON, or is cut short; fetch the feed again', cause)
  }
}
