import { describe, expect, test } from 'vitest'
import { Refused } from '#src/command/refused.ts'
import { assertStrong, hashPassword, verifyPassword } from './password.ts'

describe('a password', () => {
  test('verifies against its own hash only', async () => {
    const phc = await hashPassword('不锈钢丝网-2026')
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await verifyPassword('不锈钢丝网-2026', phc)).toBe(true)
    expect(await verifyPassword('不锈钢丝网-2025', phc)).toBe(false)
  })

  test('is salted: the same one hashes differently each time', async () => {
    expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'))
  })

  test('is the same however a keyboard composes it', async () => {
    expect(await verifyPassword('passe\u0301-partout', await hashPassword('pass\u00e9-partout'))).toBe(true)
  })

  test('of nobody is never right, and takes as much work', async () => {
    expect(await verifyPassword('anything at all', undefined)).toBe(false)
  })

  test('hashed at another cost still verifies', async () => {
    // The reference implementation's own test vector: m=256 KiB, t=2, p=1, "password" with the salt "somesalt".
    const phc = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
    expect(await verifyPassword('password', phc)).toBe(true)
    expect(await verifyPassword('passwort', phc)).toBe(false)
  })

  test('is refused as a fault when what is stored is no hash', async () => {
    await expect(verifyPassword('x', 'plain')).rejects.toMatchObject({ op: 'password.parse' })
  })
})

describe('a strong password', () => {
  const strong = (password: string, email = 'li.na@example.cn') => {
    try {
      assertStrong(password, email)
      return true
    } catch (error) {
      if (error instanceof Refused) return error.code
      throw error
    }
  }

  test('has eight characters and no other composition', () => {
    expect(strong('丝网印刷工艺改进')).toBe(true)
    expect(strong('quiet river')).toBe(true)
    expect(strong('q'.repeat(3) + 'river'.repeat(50))).toBe(true)
    expect(strong('7 chars')).toBe('weak-password')
    expect(strong('ab1'.repeat(86))).toBe('weak-password')
  })

  test('is not one that everybody tries, in any case', () => {
    for (const common of [
      'password1',
      'PassW0rd',
      'woaini1314',
      'A123456789',
      '５２０１３１４５２０',
      'aaaaaaaaab',
    ])
      expect(strong(common), common).toBe('weak-password')
  })

  test('does not hold the address', () => {
    expect(strong('my LI.NA 2026!')).toBe('weak-password')
    expect(strong('liverpool harbour', 'li@example.cn')).toBe(true)
  })
})

describe('hashing under load', () => {
  test('takes fifty-four at once and refuses the next', async () => {
    const wave = Array.from({ length: 55 }, () => hashPassword('steady hands'))
    const settled = await Promise.allSettled(wave)
    const refused = settled.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded', status: 503 } })
    // The places are free again.
    await expect(hashPassword('steady hands')).resolves.toContain('argon2id')
  })
})
