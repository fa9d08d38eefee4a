/**
 * The golden files: one event of every type and version, as it was first
 * written. Read back by every later hub; a file is never changed, a new shape
 * gets a new file beside the old one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { categories } from '#events/index.ts'
import type { EventData, NewEvent } from '#src/log/event-log.ts'
import { derivedId } from '#src/platform/ids.ts'
import { ROOT } from '../architecture.ts'

const FOLDER = join(ROOT, 'events', 'golden')
const FILE = /^([A-Za-z]+)\.v([1-9]\d*)\.json$/

export type Golden = { file: string; type: string; v: number; data: EventData; category: string }

const categoryOf = new Map(
  categories.flatMap(({ name, shapes }) => Object.keys(shapes).map((type) => [type, name] as const)),
)

/** Every golden file, by type and version. @throws when a file does not say what its name says */
export function goldenFiles(): Golden[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => {
      const [, named, version] = FILE.exec(file) ?? []
      const { type, v, data } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Omit<Golden, 'file'>
      if (type !== named || v !== Number(version)) throw new Error(`${file} holds ${type}.v${v}`)
      return { file, type, v, data: withBytes(data), category: categoryOf.get(type) ?? 'nobody' }
    })
}

/** JSON has no bytes: `{"$bytes": base64}` stands for them. */
function withBytes(data: EventData): EventData {
  const bytes = '$bytes' in data ? data.$bytes : undefined
  return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : data
}

/** Ids in golden files are of this form; a copy of the corpus has its number in the second group. */
const goldenId = (n: number) => `018f6a10-0000-7000-8000-${String(n).padStart(12, '0')}`
const EMAIL_ID = 'hmac-8d1f4c2a'
const SESSION_ID = '5f2b9c4e'.repeat(8)

/**
 * Lives of streams that a hub could have had, with every type at least once.
 * A type that no life names is lived by the first stream of its category.
 */
const LIVES: readonly (readonly [stream: string, ...types: string[]])[] = [
  [`email-${EMAIL_ID}`, 'EmailReserved'],
  [
    `person-${goldenId(11)}`,
    'PersonSignedUp',
    'ProfileChanged',
    'PasswordChanged',
    'PasswordResetIssued',
    'PasswordReset',
  ],
  [`session-${SESSION_ID}`, 'SessionStarted', 'SessionRenewed'],
  [`session-${SESSION_ID.replaceAll('5', '6')}`, 'SessionStarted', 'SessionRevoked'],
  [`operator-${goldenId(1)}`, 'OperatorGranted', 'OperatorRevoked', 'OperatorGranted'],
  [
    `organisation-${goldenId(21)}`,
    ...['OrganisationRegistered', 'VerificationRequested', 'VerificationRejected', 'VerificationRequested'],
    ...[
      'OrganisationVerified',
      'OrganisationProfileChanged',
      'MemberJoined',
      'MemberRoleChanged',
      'MemberRemoved',
    ],
  ],
  [`organisation-${goldenId(23)}`, 'OrganisationRegistered', 'VerificationRequested', 'OrganisationVerified'],
  [`organisation-${goldenId(24)}`, 'OrganisationImported'],
  [
    `challenge-${goldenId(31)}`,
    ...[
      'ChallengeDrafted',
      'ChallengeRevised',
      'ChallengeSubmittedForModeration',
      'ChallengeChangesRequested',
    ],
    ...['ChallengeRevised', 'ChallengeSubmittedForModeration', 'ChallengeApproved', 'ChallengePublished'],
    ...['ChallengeAmended', 'DeadlineExtended'],
  ],
  [`invitation-${goldenId(81)}`, 'InvitationIssued', 'InvitationAccepted'],
  [`invitation-${goldenId(82)}`, 'InvitationIssued', 'InvitationRevoked'],
  [`team-${goldenId(41)}`, 'TeamFormed', 'TeamMemberJoined', 'TeamMemberRemoved'],
  [`document-${goldenId(61)}`, 'DocumentCreated', 'ClientBound', 'DocumentUpdated'],
  [
    `proposal-${goldenId(51)}`,
    ...['ProposalStarted', 'ProposalOutlined', 'ProposalSubmitted', 'ProposalRecalled', 'ProposalSubmitted'],
  ],
  [`proposal-${goldenId(52)}`, 'ProposalStarted', 'ProposalSubmitted'],
  [`proposal-${goldenId(53)}`, 'ProposalStarted', 'ProposalWithdrawn'],
  [`challenge-${goldenId(31)}`, 'SubmissionsClosed', 'ChallengeAwarded'],
  [`proposal-${goldenId(51)}`, 'ProposalAccepted'],
  [`proposal-${goldenId(52)}`, 'ProposalRejected'],
  [
    `project-${goldenId(71)}`,
    'ProjectInitiated',
    'IncubationConsented',
    'IncubationStarted',
    'IncubationStageMoved',
  ],
  [
    `project-${goldenId(72)}`,
    'ProjectInitiated',
    'IncubationDeclined',
    'ProjectClaimed',
    'IncubationConsented',
    'IncubationStarted',
  ],
  [
    `challenge-${goldenId(32)}`,
    'ChallengeDrafted',
    'ChallengePublished',
    'SubmissionsClosed',
    'NoAwardDeclared',
  ],
  [`challenge-${goldenId(33)}`, 'ChallengeDrafted', 'ChallengeWithdrawn'],
  [`challenge-${goldenId(34)}`, 'ChallengeImported'],
]

export type Placed = { stream: string; event: NewEvent }

/**
 * The golden events as `copies` hubs' worth of streams, their events interleaved.
 * The same arguments give the same events.
 */
export function corpus(files: readonly Golden[], copies: number): Placed[] {
  const placed: Placed[] = []
  for (const [n, { stream, golden }] of lived(files).entries())
    for (let copy = 0; copy < copies; copy++) {
      const cause = derivedId('golden', n, copy)
      const at = new Date(Date.UTC(2026, 2, 2, 1, 0, n * 60 + copy)).toISOString()
      const meta = { by: ofCopy(goldenId(11), copy), at, cause }
      const event = { id: derivedId(cause, 0), type: golden.type, v: golden.v, meta }
      placed.push({ stream: ofCopy(stream, copy), event: { ...event, data: dataOfCopy(golden.data, copy) } })
    }
  return placed
}

function lived(files: readonly Golden[]): { stream: string; golden: Golden }[] {
  const told = new Set<string>()
  const of = (type: string) => files.filter((one) => one.type === type)
  const events = LIVES.flatMap(([stream, ...types]) =>
    types.flatMap((type) => of(type).map((golden) => ({ stream, golden }))),
  )
  for (const { golden } of events) told.add(golden.type)
  const firstOf = (category: string) =>
    LIVES.find(([stream]) => stream.startsWith(`${category}-`))?.[0] ?? `${category}-${goldenId(91)}`
  const untold = files.filter(({ type }) => !told.has(type))
  return [...events, ...untold.map((golden) => ({ stream: firstOf(golden.category), golden }))]
}

const ofCopy = (text: string, copy: number) =>
  text
    .replaceAll('018f6a10-0000-', `018f6a10-${copy.toString(16).padStart(4, '0')}-`)
    .replace(EMAIL_ID, `${EMAIL_ID}${copy}`)
    .replace(/(?<=^session-.{60}).{4}$/, copy.toString(16).padStart(4, '0'))

const dataOfCopy = (data: EventData, copy: number): EventData =>
  data instanceof Uint8Array ? data : (JSON.parse(ofCopy(JSON.stringify(data), copy)) as EventData)
