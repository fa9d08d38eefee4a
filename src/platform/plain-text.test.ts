import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText, excerpt, htmlToText, withoutControls } from './plain-text.ts'

describe('clean text', () => {
  test('is one line without control characters', () => {
    expect(cleanText('  安平\u0000丝网\r\n\tproject\u00a0 A\u202e \ufeff')).toBe('安平丝网 project A')
  })

  test('is composed', () => {
    expect(cleanText('Cafe\u0301')).toBe('Café')
  })

  test('keeps the joiners inside emoji and makes half characters whole', () => {
    expect(cleanText('👩‍🔬 \ud83d')).toBe('👩‍🔬 \ufffd')
  })

  test('several lines stay several where lines matter', () => {
    expect(withoutControls('一\r\n二\r三\u2028四\t五\u0007')).toBe('一\n二\n三\n四\t五')
  })
})

describe('HTML as text', () => {
  test('has a line for each block and no entities', () => {
    const html =
      '<h2>奖金</h2><p>R&amp;D &lt;5&nbsp;%&rsquo;s<br>second</p><ul><li>a</li><li>b<b>c</b></li></ul>'
    expect(htmlToText(html)).toBe('奖金\nR&D <5 %’s\nsecond\na\nbc')
  })

  test('decodes once only', () => {
    expect(htmlToText('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;')
  })

  test('keeps table cells apart and drops code', () => {
    const html = '<table><tr><td>1</td><td>2</td></tr></table><script>alert(1)</script><style>p{}</style>'
    expect(htmlToText(html)).toBe('1 2')
  })
})

describe('an excerpt', () => {
  test('is the text itself when it fits', () => {
    expect(excerpt('丝网', 2)).toBe('丝网')
  })

  test('counts code points and ends in an ellipsis', () => {
    expect(excerpt('𠮷𠮷𠮷𠮷', 3)).toBe('𠮷𠮷…')
  })

  test('ends between words where one is near', () => {
    expect(excerpt('Recycling of lithium batteries', 22)).toBe('Recycling of lithium…')
  })

  test('never exceeds its length nor splits a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const cut = excerpt(text, max)
        expect([...cut].length).toBeLessThanOrEqual(max)
        expect(cut.isWellFormed()).toBe(true)
      }),
    )
  })
})
