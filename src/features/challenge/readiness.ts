import type { Brief } from '#events/challenge.ts'

/**
 * What a brief still lacks before anyone may be asked to answer it: enough to
 * understand the need, and at least one must-have to judge an answer by.
 * @returns names of fields, empty when it is ready
 */
export function missingIn(brief: Brief): string[] {
  const { summary, description, mustHaves } = brief
  return [
    !summary.zh && !summary.en && 'summary',
    !description.zh && !description.en && 'description',
    mustHaves.length === 0 && 'mustHaves',
  ].filter((name) => name !== false)
}
