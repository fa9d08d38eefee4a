import type { Brief, ChallengeEvent, challenge, Deadline } from '#events/challenge.ts'
import type { EventOf } from '#events/define.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { type Decision, decided } from './decision.ts'
import { missingIn } from './readiness.ts'

/** Just enough to decide by; states of domain.md §2.2, as far as they are built. */
export type Challenge =
  | { status: 'absent' }
  | { status: 'archived'; seekerId: string; externalId: string }
  | {
      status: Exclude<ChallengeStatus, 'archived'>
      seekerId: string
      brief: Brief
      /** It was open once, so that people know of it. */
      published?: true
    }

type ImportedData = Extract<ChallengeEvent, { type: 'ChallengeImported' }>['data']

export type ChallengeCommand =
  | { type: 'DraftChallenge'; seekerId: string; brief: Brief; demo?: boolean }
  | { type: 'ReviseChallenge'; brief: Brief }
  /** `verified`: the seeker publishes directly; others wait for the operator. */
  | { type: 'SubmitChallenge'; verified: boolean; now: string }
  | { type: 'ApproveChallenge'; now: string }
  | { type: 'RequestChanges'; reason: string }
  | { type: 'AmendChallenge'; brief: Brief; note: string }
  | { type: 'ExtendDeadline'; at: string; reason: string }
  /** `drafts`: proposals still being written. */
  | { type: 'CloseSubmissions'; why: 'deadline' | 'seeker'; note: string; now: string; drafts: number }
  | Decision
  | { type: 'WithdrawChallenge'; reason: string }
  | { type: 'ImportChallenge'; imported: ImportedData }

export const challengeDecider: Decider<Challenge, ChallengeCommand, EventOf<typeof challenge>> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, state): readonly ChallengeEvent[] {
    switch (command.type) {
      case 'DraftChallenge': {
        if (state.status !== 'absent') throw new Refused('challenge-exists')
        const { seekerId, brief, demo } = command
        return [{ type: 'ChallengeDrafted', data: { seekerId, brief, ...(demo && { demo }) } }]
      }
      case 'ImportChallenge': {
        const { imported } = command
        if (state.status === 'archived' && state.externalId === imported.externalId) return []
        if (state.status !== 'absent') throw new Refused('imported-elsewhere')
        return [{ type: 'ChallengeImported', data: imported }]
      }
      case 'ReviseChallenge': {
        const { brief } = at(state, 'draft', 'challenge-not-draft')
        if (sameBrief(brief, command.brief)) return []
        return [{ type: 'ChallengeRevised', data: { brief: command.brief } }]
      }
      case 'SubmitChallenge': {
        const { brief } = at(state, 'draft', 'challenge-not-draft')
        requireReady(brief, command.now)
        return command.verified
          ? [{ type: 'ChallengePublished', data: {} }]
          : [{ type: 'ChallengeSubmittedForModeration', data: {} }]
      }
      case 'ApproveChallenge': {
        const { brief } = at(state, 'in_moderation', 'challenge-not-in-moderation')
        requireReady(brief, command.now)
        return [
          { type: 'ChallengeApproved', data: {} },
          { type: 'ChallengePublished', data: {} },
        ]
      }
      case 'RequestChanges':
        at(state, 'in_moderation', 'challenge-not-in-moderation')
        return [{ type: 'ChallengeChangesRequested', data: { reason: command.reason } }]
      case 'AmendChallenge': {
        const { brief } = at(state, 'open', 'challenge-not-open')
        if (sameBrief(brief, command.brief)) return []
        // Deadlines only ever move through ExtendDeadline, where they must move forward.
        const amended = { ...command.brief, deadline: brief.deadline }
        return [{ type: 'ChallengeAmended', data: { brief: amended, note: command.note } }]
      }
      case 'ExtendDeadline': {
        const { deadline } = at(state, 'open', 'challenge-not-open').brief
        if (deadline.kind === 'open' || !deadline.at || command.at <= deadline.at)
          throw new Refused('deadline-not-later')
        return [{ type: 'DeadlineExtended', data: { at: command.at, reason: command.reason } }]
      }
      case 'CloseSubmissions': {
        if (state.status === 'closed') return []
        const { deadline } = at(state, 'open', 'challenge-not-open').brief
        const { why, note, now, drafts } = command
        const end = deadline.kind === 'open' ? undefined : deadline.at
        const past = end !== undefined && now >= end
        if (why === 'deadline' && !past) throw new Refused('deadline-not-reached', { at: end ?? '' })
        // A fixed date is a promise to those who are still writing.
        if (why === 'seeker' && deadline.kind === 'fixed' && !past && drafts > 0)
          throw new Refused('drafts-outstanding', { drafts })
        return [{ type: 'SubmissionsClosed', data: { why, note } }]
      }
      case 'AwardChallenge':
      case 'DeclareNoAward':
        if (state.status === 'awarded' || state.status === 'no_award') throw new Refused('already-decided')
        at(state, 'closed', 'challenge-not-closed')
        return decided(command)
      case 'WithdrawChallenge': {
        const { status } = present(state)
        if (status === 'withdrawn') return []
        if (status === 'awarded' || status === 'no_award') throw new Refused('already-decided')
        return [{ type: 'ChallengeWithdrawn', data: { reason: command.reason } }]
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'ChallengeDrafted') return { status: 'draft', seekerId: data.seekerId, brief: data.brief }
    if (type === 'ChallengeImported')
      return { status: 'archived', seekerId: data.seekerId, externalId: data.externalId }
    if (state.status === 'absent' || state.status === 'archived') return state
    switch (type) {
      case 'ChallengeRevised':
      case 'ChallengeAmended':
        return { ...state, brief: data.brief }
      case 'ChallengeSubmittedForModeration':
        return { ...state, status: 'in_moderation' }
      case 'ChallengeChangesRequested':
        return { ...state, status: 'draft' }
      case 'ChallengePublished':
        return { ...state, status: 'open', published: true }
      case 'DeadlineExtended':
        return { ...state, brief: { ...state.brief, deadline: movedTo(state.brief.deadline, data.at) } }
      case 'SubmissionsClosed':
        return { ...state, status: 'closed' }
      case 'ChallengeAwarded':
        return { ...state, status: 'awarded' }
      case 'NoAwardDeclared':
        return { ...state, status: 'no_award' }
      case 'ChallengeWithdrawn':
        return { ...state, status: 'withdrawn' }
      default:
        return state // written by a newer version of us; not ours to judge
    }
  },
}

/** The deadline with its instant moved; one without an instant stays as it is. */
export const movedTo = (deadline: Deadline, at: string): Deadline =>
  deadline.kind === 'open' ? deadline : { ...deadline, at }

type Present = Extract<Challenge, { brief: Brief }>

function present(state: Challenge): Present {
  if (state.status === 'absent') throw new Refused('not-found')
  if (state.status === 'archived') throw new Refused('already-decided')
  return state
}

function at(
  state: Challenge,
  status: Present['status'],
  otherwise:
    | 'challenge-not-draft'
    | 'challenge-not-in-moderation'
    | 'challenge-not-open'
    | 'challenge-not-closed',
): Present {
  if (state.status === 'absent') throw new Refused('not-found')
  if (state.status !== status) throw new Refused(otherwise)
  return state as Present
}

function requireReady(brief: Brief, now: string) {
  const missing = missingIn(brief)
  if (missing.length > 0) throw new Refused('challenge-incomplete', { missing })
  if (brief.deadline.kind !== 'open' && brief.deadline.at && brief.deadline.at <= now)
    throw new Refused('deadline-past')
}

const sameBrief = (a: Brief, b: Brief) => JSON.stringify(a) === JSON.stringify(b)
