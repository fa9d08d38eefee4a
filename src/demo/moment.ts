/** China has had no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/**
 * A moment of a working day in China, some weeks from `now`; what falls on a weekend moves to the Friday before.
 * @param weeks - negative: before `now`
 * @param at - wall-clock time in Shanghai, `HH:MM`
 */
export function officeHours(now: string, weeks: number, at: string): string {
  const day = new Date(Date.parse(now) + SHANGHAI_MS + Math.round(weeks * 7) * DAY_MS)
  const weekday = day.getUTCDay()
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0
  const date = new Date(day.getTime() - back * DAY_MS).toISOString().slice(0, 10)
  return new Date(Date.parse(`${date}T${at}:00.000Z`) - SHANGHAI_MS).toISOString()
}
