import type { DECLINE_CODES } from '#events/challenge.ts'
import type { EventOf } from '#events/define.ts'
import type { Outline, ProposalEvent, proposal } from '#events/proposal.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'
import type { ChallengeStatus, ProposalStatus } from '#src/policy/can.ts'

/** A text shorter than this, white space apart, was not written yet. */
export const MIN_CHARACTERS = 20

/** What a proposal must know of its challenge: facts of another stream, put in by the route. */
export type Call = { status: ChallengeStatus; closesAt?: string | undefined }

/** Exactly which text is handed in. */
export type HandedIn = { documentRevision: number; documentHash: string; characters: number }

/** Just enough to decide by; states of domain.md §2.2, as far as they are built. */
export type Proposal =
  | { status: 'absent' }
  | {
      status: ProposalStatus
      challengeId: string
      teamId: string
      documentId: string
      outline: Outline
      demo: boolean
      handedIn?: HandedIn | undefined
    }

export type ProposalCommand =
  | {
      type: 'StartProposal'
      challengeId: string
      teamId: string
      documentId: string
      outline: Outline
      demo?: boolean | undefined
      challenge: Call
      now: string
    }
  | { type: 'OutlineProposal'; outline: Outline }
  | ({ type: 'SubmitProposal'; challenge: Call; now: string } & HandedIn)
  | { type: 'RecallProposal'; challenge: Call; now: string }
  | { type: 'WithdrawProposal'; reason: string; challenge: Call }
  | { type: 'AcceptProposal'; reason: string }
  | { type: 'RejectProposal'; code: (typeof DECLINE_CODES)[number]; reason: string }

export const proposalDecider: Decider<Proposal, ProposalCommand, EventOf<typeof proposal>> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, state): readonly ProposalEvent[] {
    switch (command.type) {
      case 'StartProposal': {
        if (state.status !== 'absent') throw new Refused('proposal-exists')
        const { challengeId, teamId, documentId, outline, demo } = command
        requireOpen(command.challenge, command.now)
        const data = { challengeId, teamId, documentId, outline, ...(demo && { demo }) }
        return [{ type: 'ProposalStarted', data }]
      }
      case 'OutlineProposal': {
        const { outline } = at(state, 'co_editing', 'proposal-not-open')
        if (JSON.stringify(outline) === JSON.stringify(command.outline)) return []
        return [{ type: 'ProposalOutlined', data: { outline: command.outline } }]
      }
      case 'SubmitProposal': {
        const { documentRevision, documentHash, characters } = command
        at(state, 'co_editing', 'proposal-not-open')
        requireOpen(command.challenge, command.now)
        if (characters < MIN_CHARACTERS) throw new Refused('proposal-empty')
        return [{ type: 'ProposalSubmitted', data: { documentRevision, documentHash, characters } }]
      }
      case 'RecallProposal':
        at(state, 'submitted', 'proposal-not-submitted')
        requireOpen(command.challenge, command.now)
        return [{ type: 'ProposalRecalled', data: {} }]
      case 'WithdrawProposal': {
        const { status } = present(state)
        if (status === 'withdrawn') return []
        // Once it was decided, its outcome is on the way to it, whatever it says itself.
        if (status === 'accepted' || status === 'rejected' || isDecided(command.challenge))
          throw new Refused('already-decided')
        return [{ type: 'ProposalWithdrawn', data: { reason: command.reason } }]
      }
      case 'AcceptProposal': {
        if (present(state).status === 'accepted') return []
        at(state, 'submitted', 'proposal-not-submitted')
        return [{ type: 'ProposalAccepted', data: { reason: command.reason } }]
      }
      case 'RejectProposal': {
        if (present(state).status === 'rejected') return []
        at(state, 'submitted', 'proposal-not-submitted')
        return [{ type: 'ProposalRejected', data: { code: command.code, reason: command.reason } }]
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'ProposalStarted') {
      const { challengeId, teamId, documentId, outline, demo = false } = data
      return { status: 'co_editing', challengeId, teamId, documentId, outline, demo }
    }
    if (state.status === 'absent') return state
    switch (type) {
      case 'ProposalOutlined':
        return { ...state, outline: data.outline }
      case 'ProposalSubmitted':
        return { ...state, status: 'submitted', handedIn: data }
      case 'ProposalRecalled':
        return { ...state, status: 'co_editing', handedIn: undefined }
      case 'ProposalWithdrawn':
        return { ...state, status: 'withdrawn' }
      case 'ProposalAccepted':
        return { ...state, status: 'accepted' }
      case 'ProposalRejected':
        return { ...state, status: 'rejected' }
      default:
        return state // written by a newer version of us; not ours to judge
    }
  },
}

type Present = Exclude<Proposal, { status: 'absent' }>

function present(state: Proposal): Present {
  if (state.status === 'absent') throw new Refused('not-found')
  return state
}

function at(
  state: Proposal,
  status: ProposalStatus,
  otherwise: 'proposal-not-open' | 'proposal-not-submitted',
): Present {
  if (present(state).status !== status) throw new Refused(otherwise)
  return state as Present
}

/** The deadline itself is too late, to the millisecond: the hub closes the challenge only a moment after. */
function requireOpen({ status, closesAt }: Call, now: string) {
  if (status !== 'open' || (closesAt !== undefined && now >= closesAt))
    throw new Refused('submissions-closed')
}

const isDecided = ({ status }: Call) => status === 'awarded' || status === 'no_award'
