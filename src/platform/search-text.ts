/**
 * Text as SQLite's FTS5 should see it, for columns and for queries alike.
 *
 * `unicode61` takes a whole run of Han characters for one word and `trigram`
 * cannot find words of two characters, so runs are cut here into overlapping
 * pairs: 丝网印刷 is indexed as `丝网 网印 印刷 刷`. The last character stands
 * alone, so that every character begins some token and a single one can be
 * found as a prefix. Made for `tokenize = 'unicode61 remove_diacritics 2'`
 * (with or without `porter`); anything that changes a token here needs a
 * rebuild of every index.
 */
import { Converter } from 'opencc-js/t2cn'

/** More words than anybody types; keeps a hostile query from becoming a long join. */
const MAX_TERMS = 32
/** Longest query looked at, in UTF-16 units. */
const MAX_QUERY = 1_000

const toSimplified: (text: string) => string = Converter({ from: 't', to: 'cn' })

/**
 * Characters that the converter leaves alone, or changes only inside certain
 * phrases. For finding, one form is enough, as long as it is always the same.
 */
const VARIANTS = new Map(
  Object.entries({ 著: '着', 瞭: '了', 覆: '复', 藉: '借', 羣: '群', 衞: '卫', 妳: '你' }),
)

/** Han letters and numerals. Radicals are symbols to FTS5, which drops them. */
const HAN_RUN = /[\p{Script=Han}&&[\p{L}\p{N}]]+/gv
const HAN_OR_WORD = /[\p{Script=Han}&&[\p{L}\p{N}]]+|[^\s\p{Script=Han}]+/gv
const SEARCHABLE = /[\p{L}\p{N}]/u

/**
 * NFKC, lower case, simplified characters, nothing invisible.
 *
 * Characters are converted one by one, since a phrase-aware conversion would
 * turn 乾 in 乾隆 and in 乾 into different characters and hide one from the other.
 */
function normalise(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, (han) => VARIANTS.get(han) ?? toSimplified(han))
}

const pairs = (run: string): string[] => {
  const characters = [...run]
  return characters.slice(0, -1).map((character, at) => character + characters[at + 1])
}

/** What to store in an FTS5 column for `text`. Never shown to people. */
export function toIndexText(text: string): string {
  return normalise(text)
    .replace(HAN_RUN, (run) => ` ${pairs(run).join(' ')} ${[...run].at(-1)} `)
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * What to give to MATCH for words that a person typed; all of them must occur.
 * Each is a quoted phrase, so FTS5's own syntax in it means nothing.
 *
 * @returns undefined when there is nothing to search for
 */
export function toMatchQuery(query: string): string | undefined {
  const words = normalise(query.slice(0, MAX_QUERY)).match(HAN_OR_WORD) ?? []
  const terms = new Set(words.filter((word) => SEARCHABLE.test(word)).map(phrase))
  // A space means AND too, but unlike the word it forgives a phrase in which FTS5 finds no token.
  return terms.size === 0 ? undefined : [...terms].slice(0, MAX_TERMS).join(' ')
}

function phrase(word: string): string {
  if (!/^\p{Script=Han}/u.test(word)) return `"${word.replaceAll('"', ' ')}"`
  const tokens = pairs(word)
  return tokens.length === 0 ? `"${word}"*` : `"${tokens.join(' ')}"`
}
