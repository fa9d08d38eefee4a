import { describe, expect, test } from 'vitest'
import { CHALLENGE_MODES, IP_TERMS } from '../../events/challenge.ts'
import { ORGANISATION_KINDS } from '../../events/organisation.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Words = { [key: string]: string | Words }

/** `area.key` → sentence. */
function flat(words: Words, path = ''): Map<string, string> {
  const lines = Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
  )
  return new Map(lines)
}

const chinese = flat(zh)
const english = flat(en)
const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('the words of the interface', () => {
  test('exist under the same keys in both languages, and none is empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('')
  })

  test('leave the same gaps to fill in both languages', () => {
    for (const [key, text] of chinese) expect(gaps(english.get(key) ?? ''), key).toEqual(gaps(text))
  })

  test('use full-width punctuation beside Han characters', () => {
    const wrong = [...chinese].filter(([, text]) => /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(text))
    expect(wrong).toEqual([])
  })

  test('name every kind, mode and term that the events know', () => {
    expect(Object.keys(zh.words.organisationKind)).toEqual([...ORGANISATION_KINDS])
    expect(Object.keys(zh.words.mode)).toEqual([...CHALLENGE_MODES])
    expect(Object.keys(zh.words.ipTerms).sort()).toEqual([...IP_TERMS].sort())
  })
})
