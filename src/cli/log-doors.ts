/** `log verify` and `log copy`: what they open, and what a person reads of the result. */
import type { Config } from '#src/config.ts'
import { openLog } from '#src/log/open-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { fileOf, isSameLog, keysBeside, openExisting, refuseMemory, shown } from './log-address.ts'
import { type CopyReport, copyLog } from './log-copy.ts'
import { type VerifyReport, verifyLog } from './log-verify.ts'
import { everyPercent, progressBar } from './progress.ts'

type Out = Parameters<typeof progressBar>[0]

/**
 * Verifies the log at `url`; a hub that has its file open is asked to stop first.
 * @throws Fault when the log cannot be opened or read
 */
export async function verifyCommand(config: Config, url = config.log, out: Out = process.stderr) {
  await using log = await openExisting(url)
  using keys = keysBeside(url, config.data)
  const bar = progressBar(out)
  try {
    const result = await verifyLog(log, keys, everyPercent(bar.show))
    return { result, lines: printVerify(url, result), failed: result.wrong !== undefined }
  } finally {
    bar.end()
  }
}

/**
 * Copies the log at `fromUrl` into the one at `toUrl`.
 * @throws Fault when either cannot be opened, they are the same, or TO holds anything else
 */
export async function copyCommand(fromUrl: string, toUrl: string, out: Out = process.stderr) {
  refuseMemory(toUrl)
  if (isSameLog(fromUrl, toUrl))
    throw new Fault('log.copy', 'FROM and TO are the same log; name an empty one to copy into')
  await using from = await openExisting(fromUrl)
  await using to = await openLog(toUrl)
  const bars = { copy: progressBar(out), compare: progressBar(out) }
  const tell = { copy: everyPercent(bars.copy.show), compare: everyPercent(bars.compare.show) }
  let phase: keyof typeof bars | undefined
  try {
    const result = await copyLog(from, to, {
      // A server may store what was sent at once in another order; the embedded engine never does.
      inOrder: fileOf(toUrl) !== undefined,
      onProgress(at, progress) {
        if (phase !== at) {
          if (phase) bars[phase].end()
          out.write(at === 'copy' ? 'copying\n' : 'reading both again\n')
          phase = at
        }
        tell[at](progress)
      },
    })
    return { result, lines: printCopy(fromUrl, toUrl, result) }
  } finally {
    if (phase) bars[phase].end()
  }
}

function printVerify(url: string, report: VerifyReport): string[] {
  const { wrong, events, streams, personal } = report
  return [
    `${shown(url)}, log ${report.logId}`,
    `${events} events in ${streams} streams${wrong ? ' before the first wrong one' : ', all in order'}`,
    ...Object.entries(report.categories)
      .sort()
      .map(([name, count]) => `  ${name}: ${count}`),
    `personal payloads: ${personal.opened} opened, ${personal.sealed} left sealed (no key here, or erased)`,
    ...(wrong ? [`WRONG: ${placeOf(wrong)}${wrong.why}`] : []),
  ]
}

const placeOf = ({ position, stream, revision }: NonNullable<VerifyReport['wrong']>) =>
  position === undefined ? '' : `position ${position}, ${stream} at revision ${revision}: `

function printCopy(fromUrl: string, toUrl: string, report: CopyReport): string[] {
  const { events, found, copied, from, to } = report
  return [
    `${shown(fromUrl)} → ${shown(toUrl)}`,
    `copied: ${copied}, there already: ${found}; both logs were read side by side and hold the same ${events} events`,
    ...(report.grown ? ['FROM has been written to meanwhile; run the command again for the rest.'] : []),
    `The copy is a log of its own (${to.logId}, not ${from.logId}): read models rebuild by themselves on the first start.`,
    'Personal data was copied sealed: take keys.db along, or nobody can read it.',
  ]
}
