import { describe, expect, test } from 'vitest'
import { readFiscalYear, readWhen } from './when.ts'

describe('a time without a zone', () => {
  test.each([
    ['03/18/2019 12:00 AM', '2019-03-18T04:00:00.000Z'],
    ['01/18/2019 12:00 AM', '2019-01-18T05:00:00.000Z'],
    ['2020/03/19 12 p.m.', '2020-03-19T16:00:00.000Z'],
    ['2020/02/28 8 a.m.', '2020-02-28T13:00:00.000Z'],
    ['09/10/2020 09:00AM', '2020-09-10T13:00:00.000Z'],
    ['11/1/2019 12:00 pm', '2019-11-01T16:00:00.000Z'],
    ['10/08/2019  11:00 AM ', '2019-10-08T15:00:00.000Z'],
    ['04/30/2020 06:00 p.m.', '2020-04-30T22:00:00.000Z'],
    ['10/08/2020 5:59:59 PM', '2020-10-08T21:59:59.000Z'],
    ['06/02/2021 00:00 AM', '2021-06-02T04:00:00.000Z'],
    ['06/02/2021 14:30', '2021-06-02T18:30:00.000Z'],
    ['01/27/2020 8 AM', '2020-01-27T13:00:00.000Z'],
  ])('%s is US Eastern', (text, at) => {
    expect(readWhen(text)).toBe(at)
  })

  test('that the clocks skip is an hour later, and that they repeat is the first', () => {
    expect(readWhen('03/10/2019 02:30 AM')).toBe('2019-03-10T07:30:00.000Z')
    expect(readWhen('11/03/2019 01:30 AM')).toBe('2019-11-03T05:30:00.000Z')
  })
})

describe('a time with a zone', () => {
  test.each([
    ['06/24/2021 12:00 AM ET', '2021-06-24T04:00:00.000Z'],
    ['06/24/2021 12:00 PM PT', '2021-06-24T19:00:00.000Z'],
    ['2021-06-24T12:00:00Z', '2021-06-24T12:00:00.000Z'],
    ['2021-06-24T12:00:00.123+08:00', '2021-06-24T04:00:00.000Z'],
  ])('%s is in that zone', (text, at) => {
    expect(readWhen(text)).toBe(at)
  })
})

describe('a date alone', () => {
  test('is the start of that day, or its end for a deadline', () => {
    expect(readWhen('06/09/2021 ')).toBe('2021-06-09T04:00:00.000Z')
    expect(readWhen('06/09/2021', 'end')).toBe('2021-06-10T03:59:59.000Z')
  })
})

describe('what is not a date', () => {
  test.each([
    ...[
      '',
      '03/02/20202 05:00 PM',
      '04/23/ 10:00 AM',
      '02/30/2020',
      '13/01/2020',
      '01/01/2020 25:00',
      'soon',
    ],
    ...[
      '01/01/2020 00:30 PM',
      '01/01/2020 14:00 AM',
      '01/01/2020 9:60 AM',
      '01/01/0020',
      '01/01/2020 9 AM XYZ',
    ],
    ...['2020-01-01T00:00:00+99:00', '二〇二〇年一月', '1'.repeat(100_000)],
  ])('%.40s is not guessed at', (text) => {
    expect(readWhen(text)).toBeUndefined()
  })
})

test('a fiscal year begins in October of the year before', () => {
  expect(readFiscalYear('FY20, FY21')).toBe('2019-10-01T04:00:00.000Z')
  expect(readFiscalYear('2016')).toBe('2015-10-01T04:00:00.000Z')
  expect(readFiscalYear('FY18-FY19')).toBe('2017-10-01T04:00:00.000Z')
  expect(readFiscalYear('FY')).toBeUndefined()
})
