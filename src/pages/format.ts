/** Money, dates and deadlines as people say them. The signed-in application says them the same way. */
import type { Deadline } from '#events/challenge.ts'
import type { Bilingual } from '#events/define.ts'
import type { Lang } from '#src/http/lang.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { wordsIn } from './words.ts'

/** Deadlines and dates are read on the clock of the clusters the hub serves. */
const ZONE = 'Asia/Shanghai'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Below this many days the hours are worth saying, and the deadline is worth a colour. */
const URGENT_DAYS = 2
const NEAR_DAYS = 14

const SIGN: Record<string, string> = { CNY: '¥', USD: 'US$', EUR: '€' }

export type Money = { currency: string; amount: number } | { currency: string; min: number; max: number }

/** A text and the language it is really in, for `lang=`. */
export function pick(text: Bilingual | undefined, lang: Lang): { text: string; lang: Lang } {
  const { zh = '', en = '' } = text ?? {}
  if (lang === 'en') return en || !zh ? { text: en, lang } : { text: zh, lang: 'zh-CN' }
  return zh || !en ? { text: zh, lang } : { text: en, lang: 'en' }
}

/** The text in the language that is not the reader's, when both are there. */
export function otherOf(text: Bilingual | undefined, lang: Lang): string {
  const { zh = '', en = '' } = text ?? {}
  if (!zh || !en) return ''
  return lang === 'en' ? zh : en
}

const dayEn = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: ZONE,
})
// Sweden writes dates as ISO 8601 does, which is how we write them in Chinese.
const dayZh = new Intl.DateTimeFormat('sv-SE', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  timeZone: ZONE,
})
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: ZONE,
})

/** `2026-03-05` or `5 Mar 2026`, in Beijing time. */
export const day = (at: string, lang: Lang): string => (lang === 'en' ? dayEn : dayZh).format(new Date(at))

/** The day and the minute, in Beijing time. */
export const minute = (at: string, lang: Lang): string =>
  `${day(at, lang)}${lang === 'en' ? ', ' : ' '}${clock.format(new Date(at))}`

/** Minor units as people say them: `￥8,000`, `150–300 万元`, `1.2 亿元`; `¥1,500,000` in English. */
export function money(value: Money | undefined, lang: Lang): string {
  if (!value) return ''
  const [min, max] = 'amount' in value ? [value.amount, value.amount] : [value.min, value.max]
  const [low, high] = [min / 100, max / 100]
  if (lang !== 'en' && value.currency === 'CNY') {
    const [size, unit] = high >= 1e8 ? [1e8, ' 亿元'] : high >= 1e4 ? [1e4, ' 万元'] : [1, '']
    return `${unit ? '' : '￥'}${range(low / size, high / size, lang)}${unit}`
  }
  return `${SIGN[value.currency] ?? `${value.currency} `}${range(low, high, lang)}`
}

const numbers = {
  'zh-CN': new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 2 }),
}
export const number = (value: number, lang: Lang): string => numbers[lang].format(value)

function range(low: number, high: number, lang: Lang): string {
  const { format } = numbers[lang]
  return low === high ? format(high) : `${format(low)}–${format(high)}`
}

export type Due = { text: string; left: string; urgency: 'none' | 'near' | 'urgent'; at?: string }

/**
 * When submissions end, and how long that is from `now`.
 * @param now - ISO time; an open challenge past its deadline says so until the hub closes it
 */
export function due(
  challenge: { status: ChallengeStatus; deadline?: Deadline; closesAt?: string },
  lang: Lang,
  now: string,
): Due {
  const words = wordsIn(lang).deadline
  const { status, deadline } = challenge
  const at = challenge.closesAt ?? (deadline?.kind === 'open' ? undefined : deadline?.at)
  const waits = status === 'open' || status === 'draft' || status === 'in_moderation'
  if (!waits)
    return { text: at ? words.closed(day(at, lang)) : '', left: '', urgency: 'none', ...(at && { at }) }
  if (!at)
    return { text: deadline?.kind === 'rolling' ? words.rolling : words.none, left: '', urgency: 'none' }
  const ms = Date.parse(at) - Date.parse(now)
  const days = Math.floor(ms / DAY_MS)
  const urgency = days < URGENT_DAYS ? 'urgent' : days < NEAR_DAYS ? 'near' : 'none'
  const hours = Math.floor(ms / HOUR_MS)
  const left =
    ms <= 0
      ? words.over
      : days >= URGENT_DAYS
        ? words.days(days)
        : hours > 0
          ? words.hours(hours)
          : words.soon
  return { text: day(at, lang), left, urgency, at }
}
