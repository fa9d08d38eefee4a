/**
 * HTML from outside, made safe to store and to show inside our pages.
 *
 * An allow-list of tags and of three attributes; everything else goes, with
 * its content if that is code, without it if that is words. The result is
 * well-formed and is what gets stored, so pages need not sanitise again.
 */
import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html'
import { withoutControls } from './plain-text.ts'

const BLOCKS = ['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr']
const TABLES = ['table', 'thead', 'tbody', 'tr', 'th', 'td']
const MARKS = ['strong', 'em', 'u', 's', 'a', 'code', 'sup', 'sub']
const SCHEMES = ['http:', 'https:', 'mailto:']

/** Placeholders that a site generator should have filled in: `{{ site.baseurl }}`, `{% include … %}`. */
const TEMPLATE_TAG = /\{\{[^{}]{0,300}\}\}|\{%[^%]{0,300}%\}/g

const OPTIONS: sanitizeHtml.IOptions = {
  // `div` is unwrapped afterwards: dropping it here would glue its words to its neighbours'. So is `span`,
  // which dropped links become: a tag that is renamed to one not allowed leaves a stray closing tag behind.
  allowedTags: [...BLOCKS, ...TABLES, ...MARKS, 'br', 'div', 'span'],
  allowedAttributes: { a: ['href', 'rel'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
  allowedSchemes: SCHEMES.map((scheme) => scheme.slice(0, -1)),
  transformTags: {
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    b: 'strong',
    i: 'em',
    del: 's',
    strike: 's',
    a: link,
    img: imageText,
    td: cell,
    th: cell,
  },
}

/** Makes HTML safe: see the head of this file. Pure. */
export function sanitiseHtml(html: string): string {
  const bare = withoutControls(html).replace(TEMPLATE_TAG, '')
  // Again after parsing, since a control character can be written as an entity.
  return tidy(withoutControls(sanitizeHtml(bare, OPTIONS)))
}

function link(_tag: string, { href = '' }: Attributes): Tag {
  const address = linkAddress(href.trim())
  // A link that leads nowhere here keeps its words.
  if (!address) return { tagName: 'span', attribs: {} }
  return { tagName: 'a', attribs: { href: address, rel: 'noopener nofollow ugc' } }
}

function linkAddress(href: string): string | undefined {
  const url = URL.parse(/^www\./i.test(href) ? `https://${href}` : href)
  return url && SCHEMES.includes(url.protocol) ? url.href : undefined
}

/** Pictures stay behind; what their author wrote about them does not. */
function imageText(_tag: string, { alt = '' }: Attributes): Tag {
  return alt.trim() === ''
    ? { tagName: 'span', attribs: {} }
    : { tagName: 'em', attribs: {}, text: alt.trim() }
}

/** A cell may span a few others, not a hundred thousand. */
function cell(tagName: string, attributes: Attributes): Tag {
  const spans = ['colspan', 'rowspan'].flatMap((name) => {
    const span = attributes[name] ?? ''
    return /^[1-9]\d?$/.test(span) && span !== '1' ? [[name, span] as const] : []
  })
  return { tagName, attribs: Object.fromEntries(spans) }
}

const BLOCK_EDGE = '(?:p|h[234]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td|br)'
const AFTER_BLOCK = new RegExp(`(?:^|</?${BLOCK_EDGE}(?: [^<>]*)?/?>)$`)
const BEFORE_BLOCK = new RegExp(`^(?:$|</?${BLOCK_EDGE}[ />])`)
const EMPTY =
  /<(p|h[234]|ul|ol|li|strong|em|u|s|sup|sub|code|blockquote|a)(?: [^<>]*)?>(?:\s|<br \/>)*<\/\1>/g
/** Empty tags within empty tags: hostile depth stops here, harmlessly. */
const EMPTY_DEPTH = 8
/** The longest tag we emit before a `div`, with room to spare. */
const LOOK_BACK = 300

function tidy(html: string): string {
  const words = html.replace(/<\/?span>/g, '')
  let tidied = words
    .replace(/(?:<\/?div>\s*)+/g, (run, at: number) => {
      const before = words.slice(Math.max(0, at - LOOK_BACK), at).trimEnd()
      const after = words.slice(at + run.length, at + run.length + LOOK_BACK)
      return AFTER_BLOCK.test(before) || BEFORE_BLOCK.test(after) ? '\n' : '<br />'
    })
    .replace(/[\u00a0 ]+/g, (spaces) => (spaces.includes('\u00a0') ? ' ' : spaces))
  for (let depth = 0; depth < EMPTY_DEPTH; depth++) {
    const fewer = tidied.replace(EMPTY, '')
    if (fewer === tidied) break
    tidied = fewer
  }
  return tidied
    .replace(/(?:<br \/>\s*){3,}/g, '<br /><br />')
    .replace(/\n\s*\n/g, '\n')
    .trim()
}
