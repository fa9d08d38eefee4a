import { describe, expect, test } from 'vitest'
import { readPrize } from './money.ts'

const usd = (amount: number) => ({ prize: { amount, currency: 'USD' } })

describe('a prize', () => {
  test.each([
    ['$425,000', 42_500_000],
    ['$1500', 150_000],
    ['30000', 3_000_000],
    [' $20,500,000 ', 2_050_000_000],
    ['$1,234.56', 123_456],
    ['$0.1', 10],
    ['$1.5 million', 150_000_000],
    ['$1.15M', 115_000_000],
    ['250K', 25_000_000],
    ['USD 5,000', 500_000],
    ['5,000 dollars', 500_000],
  ])('%s is exact in cents', (text, cents) => {
    expect(readPrize(text)).toEqual(usd(cents))
  })

  test.each(['', '   ', '0', '$0', '$0.00', 'N/A', 'None', 'no cash prize'])('%j is no prize', (text) => {
    expect(readPrize(text)).toEqual({})
  })

  test.each(['Up to $240,000', 'approximately $240,000', '$240,000+', '$240,000 in prizes'])(
    '%s is the sum, and says that words were left out',
    (text) => {
      expect(readPrize(text)).toEqual({ ...usd(24_000_000), problem: 'words beside the sum were left out' })
    },
  )

  test.each(['$10,000 - $50,000', '$10,000–$50,000', '$10K to $50K'])(
    '%s is its upper end, and says so',
    (text) => {
      expect(readPrize(text)).toEqual({ ...usd(5_000_000), problem: 'a range: its upper end was taken' })
    },
  )

  test.each([
    ...[
      'a trip to Houston',
      '3 prizes of $5,000',
      '$1,00',
      '€5,000',
      '$1.234',
      '-5',
      '1e9',
      '$',
      '奖金五万',
      'NaN',
    ],
    ...['$50,000 - $10,000', '$1 - $2 - $3', `$${'9'.repeat(30)}`, '9007199254740993', '$5,000 and $2,000'],
  ])('%s is not guessed at', (text) => {
    expect(readPrize(text)).toEqual({ problem: 'no sum could be read' })
  })
})
