import { htmlToText, withoutControls } from '#src/platform/plain-text.ts'

/** Something in the file that could not be used as it stands. */
export type Problem = {
  /** The record's place in the file, from 1. */
  record: number
  externalId?: string
  /** The field's name in the feed. */
  field: string
  /** What it said, shortened. */
  value: string
  reason: string
  /** True when the whole record was left out because of this. */
  dropped: boolean
}

/** Tells of a problem with one field of the record at hand. */
export type Note = (field: string, value: unknown, reason: string) => void

/** No field of a real feed comes near this; what is longer is cut before any work is done on it. */
const MAX_FIELD = 150_000

/**
 * A field of a record as text, whatever it is: absent and null are empty, numbers are written out,
 * lists are joined. Anything else is noted and left out.
 * @param record - parsed JSON; only its own properties are read
 */
export function textOf(record: object, field: string, note: Note, max = MAX_FIELD): string {
  const value: unknown = Object.hasOwn(record, field) ? Reflect.get(record, field) : undefined
  const text = asText(value)
  if (text === undefined) {
    note(field, value, 'neither text nor a list of texts; left out')
    return ''
  }
  if (text.length <= max) return text
  note(field, text, `longer than ${max.toLocaleString('en')} characters; the rest was cut off`)
  return text.slice(0, max).toWellFormed()
}

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (!Array.isArray(value)) return undefined
  const items = value.map((item: unknown) => (Array.isArray(item) ? undefined : asText(item)))
  if (items.includes(undefined)) return undefined
  return items.filter((item) => item?.trim()).join('; ')
}

/** One clean line of a field that should be plain text, even when markup strayed into it. */
export function lineOf(record: object, field: string, note: Note, max: number): string {
  const raw = textOf(record, field, note)
  const words = /<\/?[a-z!]|&(?:[a-z]+|#\w+);/i.test(raw) ? htmlToText(raw) : withoutControls(raw)
  const line = words.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  note(field, line, `longer than ${max} characters; the rest was cut off`)
  return `${line
    .slice(0, max - 2)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}

const MAX_SHOWN = 80

/** A value as a list of problems can show it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value.slice(0, 4 * MAX_SHOWN) : summary(value)
  const line = withoutControls(text).replace(/\s+/g, ' ').trim()
  return line.length <= MAX_SHOWN ? line : `${line.slice(0, MAX_SHOWN - 1).toWellFormed()}…`
}

function summary(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
