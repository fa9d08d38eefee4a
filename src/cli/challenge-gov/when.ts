/** Where a time without a zone was written: Challenge.gov is run from Washington. */
const HOME = 'America/New_York'

const ZONES: Record<string, string> = {
  ...{ ET: HOME, EST: HOME, EDT: HOME },
  ...{ CT: 'America/Chicago', CST: 'America/Chicago', CDT: 'America/Chicago' },
  ...{ MT: 'America/Denver', MST: 'America/Denver', MDT: 'America/Denver' },
  ...{ PT: 'America/Los_Angeles', PST: 'America/Los_Angeles', PDT: 'America/Los_Angeles' },
  ...{ UTC: 'UTC', GMT: 'UTC', Z: 'UTC' },
}

/** Years in which a challenge can have been posted; others are slips of the keyboard. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2199

const WHEN = new RegExp(
  [
    /^(?:(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})|(?<y2>\d{4})[-/](?<m2>\d{1,2})[-/](?<d2>\d{1,2}))/,
    /(?:(?:,?\s+|T)(?<h>\d{1,2})(?::(?<min>\d{2})(?::(?<s>\d{2})(?:\.\d{1,9})?)?)?\s*(?<half>[ap]\.?m\.?)?)?/,
    /(?:\s*(?<zone>[A-Z]{1,3}|[+-]\d{2}:?\d{2}))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
)

/**
 * Reads a date, or a date and time, as people typed them: `03/18/2019 12:00 AM`, `2020/03/19 12 p.m.`,
 * `10/08/2020 5:59:59 PM`, `06/24/2021 12:00 AM ET`, `06/09/2021`, or ISO 8601. Without a zone it is US
 * Eastern time; an hour that the clocks skip or repeat is taken as RFC 5545 does ('compatible').
 *
 * @param bare - what a date without a time means: the `start` of that day, or its `end` (23:59:59)
 * @returns the instant, ISO 8601 in UTC, or undefined when it is no date that exists
 */
export function readWhen(text: string, bare: 'start' | 'end' = 'start'): string | undefined {
  const found = text.length > 60 ? undefined : WHEN.exec(text.trim())?.groups
  if (!found) return undefined
  const year = Number(found.y ?? found.y2)
  const zone = readZone(found.zone)
  const time = found.h === undefined ? (bare === 'end' ? END_OF_DAY : {}) : readTime(found)
  if (!zone || !time || year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const date = { year, month: Number(found.m ?? found.m2), day: Number(found.d ?? found.d2) }
  try {
    const local = Temporal.PlainDateTime.from({ ...date, ...time }, { overflow: 'reject' })
    return new Date(local.toZonedDateTime(zone).epochMilliseconds).toISOString()
  } catch (error) {
    if (error instanceof RangeError) return undefined // 30 February, 25:00, or a zone 99 hours off
    throw error
  }
}

const END_OF_DAY = { hour: 23, minute: 59, second: 59 }

function readZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return HOME
  return /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, '$1:$2') : ZONES[zone.toUpperCase()]
}

/** Twelve-hour and twenty-four-hour clocks, and the mixtures that can mean only one thing: 00:00 AM, 14:00 PM. */
function readTime({ h, min = '0', s = '0', half }: Record<string, string | undefined>) {
  const hour = Number(h)
  const afternoon = half?.toLowerCase().startsWith('p')
  if (half && ((afternoon && hour === 0) || (!afternoon && hour > 12))) return undefined
  const shifted = !half || hour > 12 ? hour : (hour % 12) + (afternoon ? 12 : 0)
  return { hour: shifted, minute: Number(min), second: Number(s) }
}

/**
 * The start of a US federal fiscal year, 1 October of the year before, from `FY20, FY21` or `2019`
 * (the first one named). A last resort for a record whose own dates cannot be read.
 */
export function readFiscalYear(text: string): string | undefined {
  const found = /^(?:FY\s?)?(?:20)?(\d{2})\b/i.exec(text.trim())?.[1]
  return found ? readWhen(`${1999 + Number(found)}/10/01`) : undefined
}
