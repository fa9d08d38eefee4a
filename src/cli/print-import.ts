import type { ImportReport } from './import-challenges.ts'

/** How many lines of each list a person is shown; `--json` has all of them. */
const SHOWN = 50

/** The report of an import as lines for a person. */
export function printImport({
  dryRun,
  records,
  created,
  unchanged,
  differs,
  organisations,
  problems,
}: ImportReport): string[] {
  return [
    `${dryRun ? 'Dry run: nothing was written. ' : ''}${records} challenges in the file`,
    `${dryRun ? 'would create' : 'created'}: ${created}`,
    `unchanged: ${unchanged}`,
    `differs: ${differs.length}`,
    `organisations: ${organisations.total} (${dryRun ? 'would create' : 'created'}: ${organisations.created})`,
    `problems: ${problems.length}`,
    ...listed(
      differs.map(
        ({ record, externalId, fields, reason }) =>
          `${place(record, externalId)}: ${fields.join(', ')}: ${reason}`,
      ),
    ),
    ...listed(
      problems.map(({ record, externalId, field, value, reason, dropped }) => {
        const said = value === '' ? '' : ` “${value}”`
        return `${place(record, externalId)}: ${field}${said}: ${reason}${dropped ? ' (record left out)' : ''}`
      }),
    ),
  ]
}

const place = (record: number, externalId: string | undefined) =>
  `  record ${record}${externalId === undefined ? '' : ` (id ${externalId})`}`

function listed(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN
  return [...lines.slice(0, SHOWN), ...(more > 0 ? [`  … and ${more} more; --json lists all`] : [])]
}
