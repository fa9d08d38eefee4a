/** Text from outside, made fit to store and show: no markup, no control characters, no halves of characters. */
import sanitizeHtml from 'sanitize-html'

/** Controls but tab and newline, byte-order marks, zero-width spaces, and marks that reverse the reading direction. */
const UNSEEN = /[\p{Cc}--[\t\n]]|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gv

/** Removes control and invisible characters; line ends become `\n`; lone surrogates become U+FFFD. */
export function withoutControls(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSEEN, '')
}

/** One clean line in NFC: for titles, names and other short fields. */
export function cleanText(text: string): string {
  return withoutControls(text).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Tags that begin a new line when HTML is read as text. */
const BLOCKS = [
  ...['p', 'div', 'section', 'article', 'header', 'footer', 'blockquote', 'pre', 'hr', 'br'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'tr'],
]
const CELLS = ['td', 'th']

const ENTITIES = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&amp;', '&'],
])

/** The words of an HTML text: entities decoded, a newline between blocks, scripts and styles left out. */
export function htmlToText(html: string): string {
  // The sanitiser parses, decodes every entity and escapes only these four again.
  const blocks = sanitizeHtml(html, { allowedTags: [...BLOCKS, ...CELLS], allowedAttributes: {} })
  const text = blocks
    .replace(/<\/?t[dh]>/g, ' ')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES.get(entity) ?? entity)
  return withoutControls(text)
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** How much of the end may be given up so that a cut falls between words. */
const WORD_SLACK = 0.2

/**
 * The beginning of a text, with an ellipsis when something was left out.
 * @param max - the most code points the result may have, the ellipsis included; at least 1
 */
export function excerpt(text: string, max: number): string {
  // `max` code points are at most `2 * max` units: the rest of a long text is never copied.
  const characters = [...text.slice(0, 2 * (max + 1))]
  if (characters.length <= max) return text
  const kept = characters.slice(0, max - 1).join('')
  const space = kept.search(/\s\S*$/)
  const cut = space >= kept.length * (1 - WORD_SLACK) ? kept.slice(0, space) : kept
  return `${cut.trimEnd()}…`
}
