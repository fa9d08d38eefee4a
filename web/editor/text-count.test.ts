import { expect, test } from 'vitest'
import { textCount } from './text-count.ts'

test('counts each Han character and each Latin word as one word', () => {
  expect(textCount('480目 丝网 mesh, state-of-the-art')).toEqual({ characters: 27, words: 6 })
})

test('counts a character beyond the first plane once', () => {
  expect(textCount('𠮷野')).toEqual({ characters: 2, words: 2 })
})

test('finds nothing in an empty text', () => {
  expect(textCount(' \n ')).toEqual({ characters: 0, words: 0 })
})
