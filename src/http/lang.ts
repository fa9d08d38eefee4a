export const LANGS = ['zh-CN', 'en'] as const
export type Lang = (typeof LANGS)[number]

/**
 * The reader's language: the `lang` query, then the `lang` cookie, then
 * Accept-Language; Chinese when none of them says.
 */
export function langOf(
  query: string | undefined,
  cookie: string | undefined,
  accept: string | undefined,
): Lang {
  for (const wish of [query, cookie]) if (wish === 'en' || wish === 'zh-CN') return wish
  const first = (accept ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = rest.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean)
      return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ tag, q }) => q > 0 && /^(zh|en)\b/.test(tag))
    .sort((a, b) => b.q - a.q)[0]
  return first?.tag.startsWith('en') ? 'en' : 'zh-CN'
}
