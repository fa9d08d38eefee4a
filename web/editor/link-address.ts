const ALLOWED = new Set(['http:', 'https:', 'mailto:'])

/**
 * What a person typed as a link, as an address we dare to follow.
 * @returns the address, or undefined when it is none or of a kind we do not allow (scripts, files)
 */
export function linkAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const guess = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)
    ? `mailto:${text}`
    : /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)
      ? text
      : `https://${text}`
  if (!URL.canParse(guess)) return undefined
  const url = new URL(guess)
  if (!ALLOWED.has(url.protocol)) return undefined
  if (url.protocol !== 'mailto:' && !url.hostname.includes('.') && url.hostname !== 'localhost')
    return undefined
  return guess
}
