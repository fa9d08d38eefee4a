import { describe, expect, test } from 'vitest'
import { date, money, pick, relative } from './format.ts'

describe('money', () => {
  const budget = { currency: 'CNY', min: 150_000_000, max: 300_000_000 }

  test('is said in 万元 and 亿元 in Chinese, whatever the size', () => {
    expect(money(budget, 'zh-CN')).toBe('150–300 万元')
    expect(money({ currency: 'CNY', amount: 12_000_000_000 }, 'zh-CN')).toBe('1.2 亿元')
    expect(money({ currency: 'CNY', amount: 800_000 }, 'zh-CN')).toBe('￥8,000')
  })

  test('is said in yuan in English, and foreign money under its own sign in both', () => {
    expect(money(budget, 'en')).toBe('¥1,500,000–3,000,000')
    expect(money({ currency: 'USD', amount: 4_000_000 }, 'zh-CN')).toBe('US$40,000')
    expect(money(undefined, 'en')).toBe('')
  })
})

describe('dates', () => {
  test('are those of the Beijing clock', () => {
    const justBeforeMidnight = '2026-03-04T16:30:00.000Z'
    expect(date(justBeforeMidnight, 'zh-CN')).toBe('2026-03-05')
    expect(date(justBeforeMidnight, 'en')).toBe('5 Mar 2026')
    expect(date(justBeforeMidnight, 'zh-CN', true)).toBe('2026-03-05 00:30')
    expect(date(justBeforeMidnight, 'en', true)).toBe('5 Mar 2026, 00:30')
  })

  test('are told from now in the largest unit that fits', () => {
    const now = Date.parse('2026-03-05T00:00:00Z')
    expect(relative('2026-03-08T01:00:00Z', 'en', now)).toBe('in 3 days')
    expect(relative('2026-03-04T22:00:00Z', 'zh-CN', now)).toBe('2小时前')
    expect(relative('2026-03-05T00:00:10Z', 'en', now)).toBe('now')
  })
})

test('a text missing in the reader’s language is given in the other one and says so', () => {
  expect(pick({ zh: '精密织造', en: 'Weaving' }, 'en')).toEqual({ text: 'Weaving', lang: 'en' })
  expect(pick({ zh: '精密织造' }, 'en')).toEqual({ text: '精密织造', lang: 'zh-CN' })
  expect(pick({}, 'zh-CN')).toEqual({ text: '', lang: 'zh-CN' })
})
