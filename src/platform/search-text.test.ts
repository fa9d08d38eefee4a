import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#src/platform/sqlite.ts'
import { toIndexText, toMatchQuery } from './search-text.ts'

const db = openDatabase(':memory:', { durable: false })
db.exec(`CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')`)
const clear = db.prepare('DELETE FROM found')
const insert = db.prepare('INSERT INTO found (words) VALUES (?)')
const count = db.prepare('SELECT count(*) FROM found WHERE found MATCH ?').pluck()
afterAll(() => {
  db.close()
})

/** Whether a real FTS5 table that holds `text` finds it by `query`. */
function finds(text: string, query: string): boolean {
  clear.run()
  insert.run(toIndexText(text))
  const match = toMatchQuery(query)
  return match !== undefined && count.get(match) === 1
}

/** Runs of characters that NFKC leaves Han, common, rare and beyond the first plane. */
const han = fc
  .oneof(
    fc.integer({ min: 0x4e00, max: 0x9fff }),
    fc.integer({ min: 0x3400, max: 0x4dbf }),
    fc.integer({ min: 0x20000, max: 0x2a6df }),
    fc.constantFrom(...[...'丝網絲网电電池乾著后後臺台〇々'].map((c) => c.codePointAt(0) ?? 0)),
  )
  .map((code) => String.fromCodePoint(code))

describe('searching Chinese', () => {
  test.each([
    ['安平縣絲網產業集群', '丝网'],
    ['安平县丝网产业集群', '絲網'],
    ['动力电池回收技术', '电池'],
    ['动力电池回收技术', '电池回收'],
    ['看著辦', '看着办'],
    ['乾隆年間', '乾'],
    ['羣衆', '群众'],
    ['480目不锈钢丝网', '480目 丝网'],
    ['ＡＩ电池（ＢＭＳ）', 'bms ai电池'],
    ['葛\u{e0100}城', '葛城'],
  ])('finds %s by %s', (text, query) => {
    expect(finds(text, query)).toBe(true)
  })

  test('finds a single character wherever it stands', () => {
    for (const character of '丝网印刷') expect(finds('丝网印刷', character)).toBe(true)
    expect(finds('丝网印刷', '池')).toBe(false)
  })

  test('does not find characters that stand apart', () => {
    expect(finds('电动车的水池', '电池')).toBe(false)
    expect(finds('丝，网', '丝网')).toBe(false)
  })

  test('finds every piece of two characters or more', () => {
    fc.assert(
      fc.property(fc.array(han, { minLength: 2, maxLength: 30 }), fc.nat(), fc.nat(), (run, a, b) => {
        const from = a % (run.length - 1)
        const length = 2 + (b % (run.length - from - 1))
        const piece = run.slice(from, from + length).join('')
        expect(finds(`Call 挑战 ${run.join('')}, 2026`, piece)).toBe(true)
      }),
    )
  })
})

describe('searching other words', () => {
  test('ignores case, width and accents', () => {
    expect(finds('Café RÉSUMÉ ｗａｆｅｒ', 'cafe resume WAFER')).toBe(true)
  })

  test('wants all words', () => {
    expect(finds('recycling of batteries', 'recycling copper')).toBe(false)
    expect(finds('recycling of batteries', 'recycling 🎉 batteries')).toBe(true)
  })
})

describe('a query is only ever words', () => {
  test.each([
    '"',
    '*',
    'AND',
    '-',
    'words:',
    'NEAR(a b)',
    'a OR b',
    '^a',
    'a"*',
    '"a',
    "'; DROP",
    '\0',
    'a\0b',
  ])('FTS5 syntax means nothing: %j', (query) => {
    expect(finds('zebra', query)).toBe(false)
  })

  test('operators are looked for as words', () => {
    expect(finds('this OR that', 'or that')).toBe(true)
    expect(toMatchQuery('a NOT b')).toBe('"a" "not" "b"')
  })

  test('nothing to search for is no query', () => {
    for (const query of ['', '   ', '"*"', '，。', '🎉', '\u200b', '\0'])
      expect(toMatchQuery(query)).toBeUndefined()
  })

  test('no text at all is a syntax error', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom('"', '*', '(', ')', '+', '^', '-', ':', ' ', 'a', '丝', '\0', '\ud83d', 'OR'),
      }),
    )
    fc.assert(
      fc.property(anything, (query) => {
        expect(() => finds(query, query)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  test('a hundred thousand words are cut to a few', () => {
    const query = Array.from({ length: 100_000 }, (_, n) => `w${n}`).join(' ')
    expect(toMatchQuery(query)?.split(' ')).toHaveLength(32)
  })
})
