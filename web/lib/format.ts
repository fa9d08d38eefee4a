import { useMemo } from 'react'
import type { Bilingual } from '../../events/define.ts'
import { type Lang, useLang } from '../i18n/index.ts'

/** Deadlines and dates are read on the clock of the clusters the hub serves. */
export const ZONE = 'Asia/Shanghai'

type Money = { currency: string; amount: number } | { currency: string; min: number; max: number }
const SIGN: Record<string, string> = { CNY: '¥', USD: 'US$', EUR: '€' }

/** The text in the reader's language, or in the other one; with the language it is really in, for `lang=`. */
export function pick(text: Bilingual | undefined, lang: Lang): { text: string; lang: Lang } {
  const { zh = '', en = '' } = text ?? {}
  if (lang === 'en') return en ? { text: en, lang: 'en' } : { text: zh, lang: zh ? 'zh-CN' : 'en' }
  return zh ? { text: zh, lang: 'zh-CN' } : { text: en, lang: en ? 'en' : 'zh-CN' }
}

/** `2026-03-05` or `5 Mar 2026`; with the minute when asked. */
export function date(at: string | Date, lang: Lang, withTime = false): string {
  const when = new Date(at)
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  if (lang === 'en') {
    const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
    const text = new Intl.DateTimeFormat('en-GB', { ...day, timeZone: ZONE }).format(when)
    if (!withTime) return text
    return `${text}, ${new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: ZONE }).format(when)}`
  }
  // Sweden writes dates as ISO 8601 does, which is how we write them in Chinese.
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return new Intl.DateTimeFormat('sv-SE', { ...day, ...(withTime && clock), timeZone: ZONE }).format(when)
}

/** Unit, its seconds, and from how many on it is used: "next month" says too little about a deadline 36 days away. */
const UNITS = [
  ['year', 31_536_000, 1],
  ['month', 2_592_000, 3],
  ['day', 86_400, 1],
  ['hour', 3_600, 1],
  ['minute', 60, 1],
] as const

/** `3 天后`, `2 hours ago`; `now` in milliseconds. */
export function relative(at: string | Date, lang: Lang, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1000
  const words = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' })
  for (const [unit, size, from] of UNITS) {
    if (Math.abs(seconds) >= size * from) return words.format(Math.trunc(seconds / size), unit)
  }
  return words.format(0, 'second')
}

/** Minor units as people say them: `￥8,000`, `150–300 万元`, `1.2 亿元`; `¥1,500,000` in English. */
export function money(value: Money | undefined, lang: Lang): string {
  if (!value) return ''
  const [min, max] = 'amount' in value ? [value.amount, value.amount] : [value.min, value.max]
  const low = min / 100
  const high = max / 100
  if (lang !== 'en' && value.currency === 'CNY') {
    const [size, unit] = high >= 1e8 ? [1e8, ' 亿元'] : high >= 1e4 ? [1e4, ' 万元'] : [1, '']
    const sign = unit ? '' : '￥'
    return `${sign}${range(low / size, high / size, 'zh-CN')}${unit}`
  }
  return `${SIGN[value.currency] ?? `${value.currency} `}${range(low, high, lang)}`
}

function range(low: number, high: number, lang: Lang): string {
  const { format } = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 })
  return low === high ? format(high) : `${format(low)}–${format(high)}`
}

/** The formatters bound to the reader's language. */
export function useFormat() {
  const lang = useLang()
  return useMemo(
    () => ({
      lang,
      pick: (text: Bilingual | undefined) => pick(text, lang).text,
      date: (at: string | Date) => date(at, lang),
      dateTime: (at: string | Date) => date(at, lang, true),
      relative: (at: string | Date) => relative(at, lang),
      money: (value: Money | undefined) => money(value, lang),
      number: (value: number) => new Intl.NumberFormat(lang).format(value),
      list: (items: readonly string[]) => new Intl.ListFormat(lang, { type: 'conjunction' }).format(items),
    }),
    [lang],
  )
}
