/** Whole cents, never fractions. */
export type Money = { amount: number; currency: 'USD' }

/** What a prize field says. `problem` says what could not be read, or what was left out in reading it. */
export type PrizeReading = { prize?: Money; problem?: string }

const NONE = /^(?:none|n\/?a|no (?:cash )?prizes?|-|\$?0(?:\.00?)?)$/i
const LEADING =
  /^(?:up to|over|more than|at least|about|approximately|approx\.?|maximum(?: of)?|total(?: of)?|~|≈)\s*/i
const TRAILING = /(?:\+|\s+(?:in (?:total|cash|prizes|cash prizes|total prizes)|total|cash|or more))$/i
const FIGURE =
  /^(?:USD?\s?)?\$?\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s?(k|thousand|m|mm|million|b|billion)?(?:\s?(?:USD|dollars))?$/i
const RANGE = /\s*(?:-|–|—|\bto\b)\s*/i

const ZEROS: Record<string, number> = { k: 3, thousand: 3, m: 6, mm: 6, million: 6, b: 9, billion: 9 }

/**
 * Reads a prize in US dollars: `$425,000`, `30000`, `$1.5 million`, `Up to $240,000`, `$10,000 - $50,000`.
 * A ceiling or a range is recorded by its upper end, and said so. An empty field is no prize and no problem.
 */
export function readPrize(text: string): PrizeReading {
  const said = text.trim()
  if (said === '' || NONE.test(said)) return {}
  const bare = said.replace(LEADING, '').replace(TRAILING, '')
  const ends = bare.split(RANGE).map(readFigure)
  const [first, second, ...more] = ends
  if (first === undefined || more.length > 0 || ends.includes(undefined))
    return { problem: 'no sum could be read' }
  if (second !== undefined) {
    if (second < first) return { problem: 'no sum could be read' }
    return { prize: usd(second), problem: 'a range: its upper end was taken' }
  }
  if (bare !== said) return { prize: usd(first), problem: 'words beside the sum were left out' }
  return { prize: usd(first) }
}

const usd = (amount: number): Money => ({ amount, currency: 'USD' })

/** Cents, exactly; undefined when it is no sum, has parts of a cent, or is past what a number holds. */
function readFigure(text: string): number | undefined {
  const found = FIGURE.exec(text)
  if (!found || text.length > 40) return undefined
  const [, whole = '', fraction = '', unit = ''] = found
  const shift = (ZEROS[unit.toLowerCase()] ?? 0) + 2
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > shift) return undefined
  const amount = Number(whole.replaceAll(',', '') + digits.padEnd(shift, '0'))
  return Number.isSafeInteger(amount) ? amount : undefined
}
