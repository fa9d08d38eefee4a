import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

const origin = 'https://hub.example.cn'

test('a path of this site is kept whole', () => {
  expect(ownPath('/challenges/1?form=1#top', origin)).toBe('/challenges/1?form=1#top')
})

test.each(['https://evil.cn/', '//evil.cn/', '/\\evil.cn', '/\t/evil.cn', 'javascript:alert(1)', 'evil', ''])(
  'a link to elsewhere (%j) leads nowhere',
  (next) => {
    expect(ownPath(next, origin)).toBeUndefined()
  },
)
