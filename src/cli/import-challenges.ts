/**
 * Challenges of another programme, taken over as archived ones.
 *
 * INVARIANTS. All ids follow from the source and its own ids, so an import may be cut off, run again, or run
 * twice at once: each challenge and each organisation is written once. What is here already is never changed.
 */
import { isDeepStrictEqual } from 'node:util'
import { challenge } from '#events/challenge.ts'
import type { EventOf } from '#events/define.ts'
import { organisation, organisationProfile } from '#events/organisation.ts'
import { upcast } from '#events/upcast.ts'
import { handle } from '#src/command/handle.ts'
import { challengeDecider } from '#src/features/challenge/decider.ts'
import { importedOrganisationId, importOrganisation } from '#src/features/organisation/commands.ts'
import type { Hub } from '#src/http/env.ts'
import { MAX_APPEND_BYTES } from '#src/log/event-log.ts'
import { derivedId } from '#src/platform/ids.ts'
import type { FeedReading, ImportedChallenge, Problem } from './challenge-gov/feed.ts'
import type { About } from './commands.ts'
import { eachOf } from './each-of.ts'
import { fitHtml } from './fit.ts'
import { readAside } from './read-aside.ts'

/** What an import did, or with `dryRun` would do. */
export type ImportReport = {
  dryRun: boolean
  /** Challenges read from the file. */
  records: number
  created: number
  /** Here already, just as the file has them. */
  unchanged: number
  /** Here already, but changed in the file since; left as they are. */
  differs: Difference[]
  organisations: { total: number; created: number }
  problems: Problem[]
}
export type Difference = { record: number; externalId: string; fields: string[]; reason: string }
export type ImportTask = { text: string; source: string; dryRun: boolean }

type Imported = Extract<EventOf<typeof challenge>, { type: 'ChallengeImported' }>['data']
type Parts = Pick<Hub, 'log' | 'now' | 'projector'>

/** So many appends wait together that the log writes them in groups. */
const AT_ONCE = 32
const BY = 'system:import'
/** Of one append, what is not the description: the other fields at their longest, and the metadata. */
const BESIDES_DESCRIPTION = 64 * 1024
/** A few hundred challenges are shown within the second; a busy machine gets this long, in ms. */
const SHOWN_WITHIN = 60_000

/**
 * Imports a Challenge.gov feed; resolves once the board shows it.
 * @param task - `source` names the programme for ever: it is part of every id
 * @throws Fault `import.read` when the text is no such feed; nothing is written then
 */
export async function importChallenges(
  hub: Parts,
  task: ImportTask,
  { onProgress, signal }: About,
): Promise<ImportReport> {
  const { text, source, dryRun } = task
  const at = hub.now()
  const { records, problems } = await readAside({ text, importedAt: at }, signal)
  const places = placesOf({ records, problems })
  const report: ImportReport = {
    dryRun,
    records: records.length,
    created: 0,
    unchanged: 0,
    differs: [],
    organisations: { total: 0, created: 0 },
    problems,
  }
  const seekers = new Map(records.map(({ seeker }) => [seeker.key, seeker.name]))
  report.organisations.total = seekers.size
  const total = seekers.size + records.length
  let done = 0
  let shown = 0
  const step = () => onProgress({ done: ++done, total })

  await eachOf([...seekers], AT_ONCE, signal, async ([key, name]) => {
    const id = importedOrganisationId(source, key)
    if (!(await hub.log.readLast(organisation.stream(id)))) {
      if (!dryRun) shown = Math.max(shown, await addSeeker(hub, { key, name, source, at }))
      report.organisations.created++
    }
    step()
  })

  await eachOf(records, AT_ONCE, signal, async (record) => {
    const { externalId, occurredAt } = record
    const place = places.get(externalId) ?? 0
    const note = (field: string, value: string, reason: string, dropped: boolean) =>
      problems.push({ record: place, externalId, field, value, reason, dropped })
    const imported = shapeOf(record, source, note)
    if (imported) {
      const id = derivedId('import', source, externalId)
      const fields = await changedFields(hub, id, imported, occurredAt === at ? undefined : occurredAt)
      if (!fields) {
        if (!dryRun) {
          const asking = { by: BY, at, cause: derivedId('import', source, externalId, 'cause'), occurredAt }
          const command = { type: 'ImportChallenge', imported } as const
          const { position } = await handle(hub.log, challenge, challengeDecider, id, command, asking)
          shown = Math.max(shown, position)
        }
        report.created++
      } else if (fields.length === 0) report.unchanged++
      else report.differs.push({ record: place, externalId, fields, reason: KEPT })
    }
    step()
  })
  await hub.projector.reached(shown, SHOWN_WITHIN)
  const inOrder = (a: { record: number }, b: { record: number }) => a.record - b.record
  report.differs.sort(inOrder)
  problems.sort(inOrder)
  return report
}

const KEPT = 'it changed in the file after it was imported; what is here was kept'

/** The place in the file of each record that was not dropped; only dropped ones are missing in between. */
function placesOf({ records, problems }: FeedReading): Map<string, number> {
  const dropped = new Set(problems.filter((problem) => problem.dropped).map(({ record }) => record))
  let place = 0
  return new Map(
    records.map(({ externalId }) => {
      do place++
      while (dropped.has(place))
      return [externalId, place]
    }),
  )
}

/** @returns the position it was written at */
async function addSeeker(
  hub: Parts,
  seeker: { key: string; name: string; source: string; at: string },
): Promise<number> {
  const { key, name, source, at } = seeker
  // The feed is that of the United States' federal agencies, whatever they call themselves.
  const profile = organisationProfile.parse({
    name: { en: name },
    kind: 'authority',
    region: 'United States',
    about: {},
    website: '',
  })
  const cause = derivedId('import', source, 'organisation', key, 'cause')
  const { position } = await importOrganisation(
    hub,
    { profile, source, externalKey: key },
    { by: BY, at, cause },
  )
  return position
}

/** @returns the event's data, or undefined when it can hold no such challenge; the reason has been noted */
function shapeOf(
  record: ImportedChallenge,
  source: string,
  note: (field: string, value: string, reason: string, dropped: boolean) => void,
): Imported | undefined {
  const {
    externalId,
    title,
    summary,
    seeker,
    partners,
    prize,
    type = '',
    url = '',
    opensAt,
    closesAt,
  } = record
  const descriptionHtml = fitHtml(record.descriptionHtml, MAX_APPEND_BYTES - BESIDES_DESCRIPTION)
  if (descriptionHtml !== record.descriptionHtml) {
    const reason = 'the description is larger than one event may be; cut after a paragraph'
    note('description', `${record.descriptionHtml.length} characters`, reason, false)
  }
  const parsed = challenge.shapes.ChallengeImported.safeParse({
    source,
    externalId,
    seekerId: importedOrganisationId(source, seeker.key),
    title: { en: title },
    summary: { en: summary },
    descriptionHtml,
    type,
    url,
    partners,
    ...(prize && { prize }),
    ...(opensAt && { opensAt }),
    ...(closesAt && { closesAt }),
  })
  if (parsed.success) return parsed.data
  for (const { path, message } of parsed.error.issues)
    note(path.join('.'), '', `cannot be stored: ${message}`, true)
  return undefined
}

/**
 * What the file has otherwise than the hub.
 * @param occurredAt - undefined when the record does not say it
 * @returns names of fields; undefined when the hub has no such challenge
 */
async function changedFields(
  { log }: Parts,
  id: string,
  imported: Imported,
  occurredAt: string | undefined,
): Promise<string[] | undefined> {
  for await (const { type, v, data, meta } of log.readStream(challenge.stream(id))) {
    const stored = v < challenge.version(type) ? upcast(type, v, data) : data
    const before = { ...(stored as Imported), ...(occurredAt && { occurredAt: meta.occurredAt }) }
    const after = { ...imported, ...(occurredAt && { occurredAt }) }
    const fields = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...fields].filter(
      (field) => !isDeepStrictEqual(Reflect.get(before, field), Reflect.get(after, field)),
    )
  }
  return undefined
}
