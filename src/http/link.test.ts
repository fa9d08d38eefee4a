import { describe, expect, test } from 'vitest'
import { newId } from '#src/platform/ids.ts'
import { newToken, readToken, sameHash } from './link.ts'

describe('the token of a link', () => {
  test('names what it is for and gives the hash that was kept', () => {
    const id = newId()
    const { token, tokenHash } = newToken(id)
    expect(readToken(token)).toEqual({ id, tokenHash })
    expect(token).not.toContain(tokenHash)
  })

  test('is another one each time', () => {
    const id = newId()
    expect(newToken(id).token).not.toBe(newToken(id).token)
  })

  test('that is not one of ours says nothing', () => {
    const { token } = newToken(newId())
    for (const bad of ['', '短', token.slice(1), `${token}A`, token.replace(/.$/, '!')]) {
      expect(readToken(bad)).toBeUndefined()
    }
  })

  test('with one letter changed has another hash', () => {
    const { token, tokenHash } = newToken(newId())
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    expect(sameHash(readToken(changed)?.tokenHash ?? '', tokenHash)).toBe(false)
  })
})
