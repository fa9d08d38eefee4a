import { describe, test } from 'vitest'
import type { ProposalEvent } from '#events/proposal.ts'
import { spec } from '#test/support/decider-spec.ts'
import { proposalDecider } from './decider.ts'

const { given } = spec(proposalDecider)

const outline = { title: '480目高强度丝网织造方案', summary: '', answers: [] }
const handedIn = { documentRevision: 12, documentHash: 'abc', characters: 800 }
const reason = '张力闭环方案经过小试验证,指标全部满足必备条件,团队具备产业化经验,报价合理,周期可控,同意立项。'
const started: ProposalEvent = {
  type: 'ProposalStarted',
  data: { challengeId: 'c', teamId: 't', documentId: 'd', outline },
}
const submitted: ProposalEvent = { type: 'ProposalSubmitted', data: handedIn }
const recalled: ProposalEvent = { type: 'ProposalRecalled', data: {} }
const withdrawn: ProposalEvent = { type: 'ProposalWithdrawn', data: { reason: '设备不到位' } }
const accepted: ProposalEvent = { type: 'ProposalAccepted', data: { reason } }
const rejected: ProposalEvent = { type: 'ProposalRejected', data: { code: 'budget', reason } }

const open = { status: 'open', closesAt: '2027-01-01T00:00:00.000Z' } as const
const now = '2026-12-31T23:59:59.999Z'
const start = {
  type: 'StartProposal',
  challengeId: 'c',
  teamId: 't',
  documentId: 'd',
  outline,
  challenge: open,
  now,
} as const
const submit = { type: 'SubmitProposal', ...handedIn, challenge: open, now } as const

describe('starting a proposal', () => {
  test('names its challenge, team and document', () => {
    given().when(start).then(started)
  })

  test('happens once for each team', () => {
    given(started).when(start).refused('proposal-exists')
  })

  test('is refused once submissions are closed', () => {
    given()
      .when({ ...start, challenge: { status: 'closed' } })
      .refused('submissions-closed')
  })
})

describe('the outline', () => {
  test('may be changed while the text is being written', () => {
    const longer = { ...outline, months: 9 }
    given(started)
      .when({ type: 'OutlineProposal', outline: longer })
      .then({ type: 'ProposalOutlined', data: { outline: longer } })
  })

  test('is not recorded again when nothing changed', () => {
    given(started).when({ type: 'OutlineProposal', outline }).nothing()
  })

  test('is fixed once handed in', () => {
    given(started, submitted).when({ type: 'OutlineProposal', outline }).refused('proposal-not-open')
  })
})

describe('handing in', () => {
  test('records exactly which text it was', () => {
    given(started).when(submit).then(submitted)
  })

  test('is refused for an empty text', () => {
    given(started)
      .when({ ...submit, characters: 19 })
      .refused('proposal-empty')
  })

  test('is refused from the instant of the deadline on, although the hub has not closed the challenge yet', () => {
    given(started)
      .when({ ...submit, now: open.closesAt })
      .refused('submissions-closed')
  })

  test('is refused when the seeker has closed early', () => {
    given(started)
      .when({ ...submit, challenge: { status: 'closed', closesAt: open.closesAt } })
      .refused('submissions-closed')
  })

  test('happens once, and again after it was recalled', () => {
    given(started, submitted).when(submit).refused('proposal-not-open')
    given(started, submitted, recalled).when(submit).then(submitted)
  })
})

describe('taking back', () => {
  test('reopens the text while submissions are open', () => {
    given(started, submitted).when({ type: 'RecallProposal', challenge: open, now }).then(recalled)
    given(started, submitted)
      .when({ type: 'RecallProposal', challenge: { status: 'closed' }, now })
      .refused('submissions-closed')
    given(started).when({ type: 'RecallProposal', challenge: open, now }).refused('proposal-not-submitted')
  })

  test('for good is possible until the decision, once', () => {
    const withdraw = { type: 'WithdrawProposal', reason: '设备不到位', challenge: open } as const
    given(started, submitted).when(withdraw).then(withdrawn)
    given(started, withdrawn).when(withdraw).nothing()
    given(started, submitted)
      .when({ ...withdraw, challenge: { status: 'awarded' } })
      .refused('already-decided')
    given(started, submitted, rejected).when(withdraw).refused('already-decided')
  })

  test('for good closes it to everything else', () => {
    given(started, withdrawn).when(submit).refused('proposal-not-open')
    given(started, withdrawn).when({ type: 'AcceptProposal', reason }).refused('proposal-not-submitted')
  })
})

describe('the outcome', () => {
  const accept = { type: 'AcceptProposal', reason } as const
  const reject = { type: 'RejectProposal', code: 'budget', reason } as const

  test('reaches a submitted proposal once, however often it is told', () => {
    given(started, submitted).when(accept).then(accepted)
    given(started, submitted, accepted).when(accept).nothing()
    given(started, submitted).when(reject).then(rejected)
    given(started, submitted, rejected).when(reject).nothing()
  })

  test('does not turn round, and does not reach a draft', () => {
    given(started, submitted, accepted).when(reject).refused('proposal-not-submitted')
    given(started).when(accept).refused('proposal-not-submitted')
    given().when(reject).refused('not-found')
  })
})
