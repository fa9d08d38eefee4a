import { describe, expect, test } from 'vitest'
import { agencyKey, commonSpellings } from './agency.ts'

describe('one agency in several spellings has one key', () => {
  test.each([
    ['NASA', 'National Aeronautics and Space Administration (NASA)'],
    ['U.S. Department of Education ', 'Department of Education'],
    ['Department of Defense - Air Force', 'Department of Defense - U.S. Air Force'],
    ['U.S. Navy', 'Department of Defense - U.S. Navy'],
    ['CDC', 'Department of Health & Human Services - Centers for Disease Control & Prevention'],
    [
      'National Institutes of Health',
      'Department of Health and Human Services - National Institute of Health',
    ],
    [
      'Department of Commerce - National Institute of Standards and Technology',
      'National Institute of Standards & Technology (NIST)',
    ],
    [
      'National Geospatial-Intelligence Agency (NGA)',
      'Department of Defense - National Geospatial Intelligence Agency',
    ],
    ['US Environmental Protection Agency', 'Environmental Protection Agency (EPA)'],
    ['Department of Health and Humans Services', 'Department of Health and Human Services (HHS)'],
  ])('%s = %s', (a, b) => {
    expect(agencyKey(a)).toBe(agencyKey(b))
  })
})

describe('different agencies keep different keys', () => {
  test.each([
    ['Department of Energy', 'Department of Education'],
    ['Department of Defense - U.S. Army', 'Department of Defense'],
    ['Department of Energy - Energy Programs', 'Department of Energy - Solar Energy Technologies Office'],
    ['Environmental Protection Agency', 'Environmental Protection Agency – Region 7'],
    ['National Institutes of Health', 'National Institutes of Health - National Institute on Drug Abuse'],
    ['河北省科技厅', '山东省科技厅'],
  ])('%s ≠ %s', (a, b) => {
    expect(agencyKey(a)).not.toBe(agencyKey(b))
  })
})

test('no name loses its key, not even a strange one', () => {
  for (const name of ['constructor', '__proto__', '(HHS)', 'the', 'U.S.', '???', '安平县科技局']) {
    expect(agencyKey(name)).toMatch(/./)
  }
})

test('the spelling shown is the most common, then the first', () => {
  const seekers = ['NASA', 'National Aeronautics and Space Administration', 'NASA', 'EPA', 'U.S. EPA'].map(
    (name) => ({
      name,
      key: agencyKey(name),
    }),
  )
  expect([...commonSpellings(seekers).values()]).toEqual(['NASA', 'EPA'])
})
