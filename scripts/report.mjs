/**
 * What a test run came to, from vitest's JSON report.
 */

/**
 * A file that could not even be loaded has no tests in the report: it counts as one failure, and so does a run
 * that ended badly with every test green (an unhandled rejection, say).
 * @param {object | undefined} report vitest's JSON, or nothing if it never got to write it
 * @param {number} code vitest's exit code
 */
export function summary(report, code) {
  const passed = report?.numPassedTests ?? 0
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  const unloaded = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const counted = (report?.numFailedTests ?? 0) + unloaded.length
  const failed = counted === 0 && code !== 0 ? 1 : counted
  return { passed, failed, skipped, ok: code === 0 && failed === 0 && passed > 0 }
}
