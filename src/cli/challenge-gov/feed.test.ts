import { describe, expect, test } from 'vitest'
import { Fault } from '#src/platform/fault.ts'
import { readFeed } from './feed.ts'

const NOW = '2026-01-02T03:04:05.000Z'

const good = {
  'challenge-id': '480',
  'challenge-title': '480目不锈钢丝网均匀性挑战',
  permalink: 'https://www.challenge.gov/challenge/480-mesh/',
  tagline: 'Even mesh at 480',
  'type-of-challenge': ['Ideas', 'Scientific'],
  'total-prize-offered-cash': '$425,000',
  challenge_status: 'closed',
  agency: 'NASA',
  'partner-agencies-federal': 'FirstNet (built with AT&T); MSA, The Safety Company',
  'partners-non-federal': 'IMPAX, HeroX, and Ensemble',
  'submission-start': '03/18/2019 12:00 AM',
  'submission-end': '04/22/2019',
  description: '<p>丝网<script>alert(1)</script></p>',
  prizes: '\n',
  rules: '<p onclick="x">先读规则</p>',
}

/** Reads a feed of these records. `json` is for what an object literal cannot say. */
const read = (...rows: unknown[]) => readFeed(JSON.stringify({ _challenge: rows }), NOW)
const only = (row: unknown) => {
  const { records, problems } = read(row)
  return { record: records[0], problems }
}

describe('a good record', () => {
  test('comes out whole and without problems', () => {
    expect(only(good)).toEqual({
      problems: [],
      record: {
        externalId: '480',
        title: '480目不锈钢丝网均匀性挑战',
        summary: 'Even mesh at 480',
        descriptionHtml: '<p>丝网</p>\n<h2>Rules</h2>\n<p>先读规则</p>',
        seeker: { name: 'NASA', key: 'national aeronautics and space administration' },
        partners: ['FirstNet (built with AT&T)', 'MSA, The Safety Company', 'IMPAX', 'HeroX', 'Ensemble'],
        prize: { amount: 42_500_000, currency: 'USD' },
        type: 'Ideas; Scientific',
        url: 'https://www.challenge.gov/challenge/480-mesh/',
        opensAt: '2019-03-18T04:00:00.000Z',
        closesAt: '2019-04-23T03:59:59.000Z',
        occurredAt: '2019-03-18T04:00:00.000Z',
        status: 'closed',
      },
    })
  })

  test('with no tagline is summed up by its description', () => {
    expect(only({ ...good, tagline: ' ' }).record?.summary).toBe('丝网 Rules 先读规则')
  })

  test('shares the most common spelling of its agency', () => {
    const full = 'National Aeronautics and Space Administration'
    const { records } = read(
      good,
      { ...good, 'challenge-id': '2', agency: full },
      { ...good, 'challenge-id': '3', agency: full },
    )
    expect(records.map(({ seeker }) => seeker.name)).toEqual([full, full, full])
  })
})

describe('a field that cannot be read', () => {
  test.each([
    ['submission-start', '03/02/20202 05:00 PM', 'not a date that exists'],
    ['submission-end', null, 'missing'],
    ['total-prize-offered-cash', 'a trip', 'no sum could be read'],
    ['challenge-title', null, 'missing; “Even mesh at 480” stands in'],
    ['challenge-title', { toString: 1 }, 'neither text nor a list of texts; left out'],
    ['challenge-title', [['x']], 'neither text nor a list of texts; left out'],
    ['tagline', true, 'neither text nor a list of texts; left out'],
    ['agency', '', 'missing; “Challenge.gov” stands in'],
    ['agency', 'x'.repeat(200), 'longer than 120 characters; the rest was cut off'],
    ['permalink', 'javascript:alert(1)', 'not a web address; left out'],
    ['challenge-id', undefined, 'missing; “480-mesh” from the address stands in'],
    [
      'description',
      `<p>${'丝'.repeat(10_000_000)}</p>`,
      'longer than 150,000 characters; the rest was cut off',
    ],
  ])('%s is listed and the record comes all the same', (field, value, reason) => {
    const { record, problems } = only({ ...good, [field]: value })
    expect(record?.title).toMatch(/./)
    expect(problems).toContainEqual(expect.objectContaining({ record: 1, field, reason, dropped: false }))
    expect(problems[0]?.value.length).toBeLessThanOrEqual(80)
    expect(problems[0]?.externalId).toBe(record?.externalId)
  })

  test('a number is taken as its digits', () => {
    const { record, problems } = only({
      ...good,
      'challenge-id': 480,
      'challenge-title': 2020,
      'total-prize-offered-cash': 500,
    })
    expect(record).toMatchObject({ externalId: '480', title: '2020', prize: { amount: 50_000 } })
    expect(problems).toEqual([])
  })

  test('the best date left says when it was posted', () => {
    const bad = { ...good, 'submission-start': '04/23/ 10:00 AM' }
    expect(only(bad).record?.occurredAt).toBe('2019-04-23T03:59:59.000Z')
    const worse = { ...bad, 'submission-end': 'soon', 'fiscal-year': 'FY20' }
    expect(only(worse).record?.occurredAt).toBe('2019-10-01T04:00:00.000Z')
    expect(only({ ...worse, 'fiscal-year': 'FY' }).record?.occurredAt).toBe(NOW)
  })

  test('markup and control characters in a title are cleaned away', () => {
    const title = ' R&amp;D\u0000 <b>丝网</b>\n<script>alert(1)</script>challenge '
    expect(only({ ...good, 'challenge-title': title }).record?.title).toBe('R&D 丝网 challenge')
    expect(only({ ...good, 'challenge-title': 'a < b & c' }).record?.title).toBe('a < b & c')
  })

  test('an address whose slash was lost is mended, and listed', () => {
    const { record, problems } = only({ ...good, permalink: 'https://www.challenge.govchallenge/a/' })
    expect(record?.url).toBe('https://www.challenge.gov/challenge/a/')
    expect(problems).toHaveLength(1)
  })
})

test('lists within lists without end are left out like any other odd value', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const { records, problems } = readFeed(`{"_challenge":[{"challenge-id":"1","rules":${deep}}]}`, NOW)
  expect(records).toHaveLength(1)
  expect(problems).toContainEqual(expect.objectContaining({ field: 'rules', value: 'a list of 1' }))
})

describe('ids', () => {
  test('the same record again is dropped, and listed', () => {
    const { records, problems } = read(good, good)
    expect(records).toHaveLength(1)
    expect(problems).toEqual([
      {
        record: 2,
        externalId: '480',
        field: 'challenge-id',
        value: '480',
        reason: 'the same record again',
        dropped: true,
      },
    ])
  })

  test('another record with a taken id gets one of its own', () => {
    const other = { ...good, permalink: 'https://www.challenge.gov/challenge/other/' }
    const third = { ...other, tagline: 'x' }
    expect(read(good, other, third, other).records.map((r) => r.externalId)).toEqual([
      '480',
      '480:other',
      '480:other:2',
    ])
  })

  test('names of JavaScript itself are only names', () => {
    const json = `{"_challenge":[{"__proto__":{"agency":"x"},"challenge-id":"__proto__","agency":"constructor"}]}`
    const { records } = readFeed(json, NOW)
    expect(records[0]).toMatchObject({ externalId: '__proto__', seeker: { name: 'constructor' } })
    expect(({} as { agency?: string }).agency).toBeUndefined()
  })
})

test('what is no record is dropped, and listed', () => {
  const { records, problems } = read(null, 7, 'x', [good], {}, good)
  expect(records).toHaveLength(1)
  expect(problems.every(({ dropped }) => dropped)).toBe(true)
  expect(new Set(problems.map(({ record }) => record))).toEqual(new Set([1, 2, 3, 4, 5]))
})

describe('a file that is not the feed', () => {
  test.each([
    ['empty', ' '],
    ['cut short', '{"_challenge":[{"challenge-id":"1"'],
    ['of another kind', 'permalink,name\r#waywire'],
    ['some other JSON', '{"items":[]}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a feed of nothing', '{"_challenge":[]}'],
    ['a feed of no list', '{"_challenge":{"0":{}}}'],
  ])('%s is refused with a sentence', (_what, text) => {
    expect(() => readFeed(text, NOW)).toThrow(Fault)
    expect(() => readFeed(text, NOW)).toThrow(/^import\.read: (?:the file|this)/)
  })

  test('a byte-order mark is no reason to refuse', () => {
    expect(readFeed(`\ufeff${JSON.stringify({ _challenge: [good] })}`, NOW).records).toHaveLength(1)
  })
})
