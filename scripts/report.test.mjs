import { describe, expect, test } from 'vitest'
import { summary } from './report.mjs'

const green = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 2, numTodoTests: 0, testResults: [] }

describe('what a test run came to', () => {
  test('is good when tests ran and none failed', () => {
    expect(summary(green, 0)).toEqual({ passed: 3, failed: 0, skipped: 2, ok: true })
  })

  test('is bad when nothing ran', () => {
    expect(summary({ ...green, numPassedTests: 0 }, 0)).toMatchObject({ passed: 0, ok: false })
    expect(summary(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0, ok: false })
  })

  test('counts a file that could not be loaded as a failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ]
    expect(summary({ ...green, numFailedTests: 1, testResults }, 1)).toMatchObject({ failed: 2, ok: false })
  })

  test('counts a bad ending with every test green as a failure', () => {
    expect(summary(green, 1)).toMatchObject({ passed: 3, failed: 1, ok: false })
  })
})
