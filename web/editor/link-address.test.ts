import { describe, expect, test } from 'vitest'
import { linkAddress } from './link-address.ts'

describe('the address of a link', () => {
  test.each([
    ['https://example.com/技术需求', 'https://example.com/技术需求'],
    ['example.com/a', 'https://example.com/a'],
    [' lin@example.edu.cn ', 'mailto:lin@example.edu.cn'],
    ['localhost:3000/a', 'https://localhost:3000/a'],
  ])('reads %j as %j', (typed, address) => {
    expect(linkAddress(typed)).toBe(address)
  })

  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '丝网',
    '',
  ])('refuses %j', (typed) => {
    expect(linkAddress(typed)).toBeUndefined()
  })
})
