import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { challenge } from '#events/challenge.ts'
import { readFeed } from './feed.ts'

const FILE = new URL('../../../../shared/data/challenge-gov-closed.json', import.meta.url)
const present = existsSync(FILE)
if (!present) console.log('skipped the real feed: ../shared/data/challenge-gov-closed.json is not here')

const SEEKER_ID = '01980000-0000-7000-8000-000000000001'

test.skipIf(!present)('all 289 challenges of the real feed come out, fit to be stored', () => {
  const { records, problems } = readFeed(readFileSync(FILE, 'utf8'), '2026-01-01T00:00:00.000Z')
  const perField = Object.entries(Object.groupBy(problems, ({ field }) => field))
  const withPrize = records.filter(({ prize }) => prize)
  const seekers = Map.groupBy(records, ({ seeker }) => seeker.key)
  console.log(
    [
      `${records.length} challenges, ${withPrize.length} with a prize, ${records.length - withPrize.length} without`,
      `${seekers.size} seekers`,
      `${problems.length} problems: ${perField.map(([field, list]) => `${field} ${list?.length}`).join(', ')}`,
    ].join('\n'),
  )

  expect(records).toHaveLength(289)
  expect(new Set(records.map(({ externalId }) => externalId)).size).toBe(289)
  expect(problems.filter(({ dropped }) => dropped)).toEqual([])
  expect(withPrize).toHaveLength(212)
  expect(withPrize.reduce((sum, { prize }) => sum + (prize?.amount ?? 0), 0)).toBe(15_384_750_000)
  expect(seekers.size).toBeGreaterThan(40)
  expect(seekers.get('national aeronautics and space administration')).toHaveLength(29)
  expect(problems).toContainEqual({
    record: 77,
    externalId: '1101',
    field: 'submission-start',
    value: '03/02/20202 05:00 PM',
    reason: 'not a date that exists',
    dropped: false,
  })

  for (const { seeker, title, summary, status, occurredAt, ...rest } of records) {
    const data = {
      type: '',
      url: '',
      ...rest,
      source: 'challenge.gov',
      seekerId: SEEKER_ID,
      title: { en: title },
      summary: { en: summary },
    }
    expect(challenge.shapes.ChallengeImported.safeParse(data).error, rest.externalId).toBeUndefined()
    expect(title).toMatch(/\S/)
    expect(seeker.name.length).toBeLessThanOrEqual(120)
    expect(occurredAt).toMatch(/^20(?:1[5-9]|2[01])-.*Z$/)
    expect(status).toBe('closed')
    expect(rest.descriptionHtml).not.toMatch(/<\/?(?:img|script|style|span|div)|\{\{|\u00a0/)
  }
})
