import { describe, expect, test } from 'vitest'
import type { Brief, ChallengeEvent } from '#events/challenge.ts'
import { spec } from '#test/support/decider-spec.ts'
import { challengeDecider } from './decider.ts'
import { missingIn } from './readiness.ts'

const { given } = spec(challengeDecider)

const seekerId = '018f0000-0000-7000-8000-000000000001'
const a = '018f0000-0000-7000-8000-00000000000a'
const b = '018f0000-0000-7000-8000-00000000000b'
const reason =
  '织造稳定性数据充分,断丝率与目数偏差均优于必达指标,报价合理,团队具备中试线,建议立项并尽快签订合同。'
const now = '2026-03-02T01:00:00.000Z'

const brief: Brief = {
  title: {
    zh: '高目数高精度不锈钢印刷网稳定织造',
    en: 'Stable weaving of ultra-fine stainless printing mesh',
  },
  summary: { zh: '实现≥480目连续织造' },
  description: { zh: '实现≥480目、丝径≤11µm网布连续织造。' },
  domain: { zh: '精密织造' },
  cluster: '安平丝网',
  mode: 'crowd-research',
  mustHaves: [{ id: 'm1', text: { zh: '断丝率≤1次/10m' }, test: {} }],
  trl: { from: 4, to: 7 },
  budget: { min: 150_000_000, max: 300_000_000, currency: 'CNY' },
  deadline: { kind: 'fixed', at: '2026-06-30T16:00:00.000Z' },
  ipTerms: 'shared',
  ipNote: '',
  visibility: 'public',
}
const drafted: ChallengeEvent = { type: 'ChallengeDrafted', data: { seekerId, brief } }
const published: ChallengeEvent = { type: 'ChallengePublished', data: {} }
const waiting: ChallengeEvent = { type: 'ChallengeSubmittedForModeration', data: {} }
const closed: ChallengeEvent = { type: 'SubmissionsClosed', data: { why: 'deadline', note: '' } }
const awarded: ChallengeEvent = {
  type: 'ChallengeAwarded',
  data: { awards: [{ proposalId: a, reason }], declines: [] },
}
const declineB = { proposalId: b, code: 'too_early' as const, reason }

describe('posting a challenge', () => {
  test('begins as a draft of its seeker', () => {
    given().when({ type: 'DraftChallenge', seekerId, brief }).then(drafted)
    given(drafted).when({ type: 'DraftChallenge', seekerId, brief }).refused('challenge-exists')
  })

  test('saving what has not changed is not an event', () => {
    given(drafted).when({ type: 'ReviseChallenge', brief }).nothing()
    const shorter = { ...brief, cluster: '' }
    given(drafted)
      .when({ type: 'ReviseChallenge', brief: shorter })
      .then({ type: 'ChallengeRevised', data: { brief: shorter } })
  })

  test('goes out at once for a verified seeker, and to the operator for others', () => {
    given(drafted).when({ type: 'SubmitChallenge', verified: true, now }).then(published)
    given(drafted).when({ type: 'SubmitChallenge', verified: false, now }).then(waiting)
    given(drafted, published)
      .when({ type: 'SubmitChallenge', verified: true, now })
      .refused('challenge-not-draft')
    given().when({ type: 'SubmitChallenge', verified: true, now }).refused('not-found')
  })

  test('waits until it says enough to be answered', () => {
    const bare: ChallengeEvent = {
      type: 'ChallengeRevised',
      data: { brief: { ...brief, mustHaves: [], description: {} } },
    }
    given(drafted, bare)
      .when({ type: 'SubmitChallenge', verified: true, now })
      .refused('challenge-incomplete')
    expect(missingIn({ ...brief, summary: {}, description: {}, mustHaves: [] })).toEqual([
      'summary',
      'description',
      'mustHaves',
    ])
  })

  test('is refused with a deadline that has passed', () => {
    given(drafted)
      .when({ type: 'SubmitChallenge', verified: true, now: '2026-07-01T00:00:00.000Z' })
      .refused('deadline-past')
  })

  test('is approved or sent back by the operator', () => {
    given(drafted, waiting)
      .when({ type: 'ApproveChallenge', now })
      .then({ type: 'ChallengeApproved', data: {} }, published)
    const back: ChallengeEvent = { type: 'ChallengeChangesRequested', data: { reason: '请补充验收方法' } }
    given(drafted, waiting).when({ type: 'RequestChanges', reason: '请补充验收方法' }).then(back)
    given(drafted, waiting, back)
      .when({ type: 'ReviseChallenge', brief: { ...brief, cluster: '' } })
      .then({
        type: 'ChallengeRevised',
        data: { brief: { ...brief, cluster: '' } },
      })
    given(drafted).when({ type: 'ApproveChallenge', now }).refused('challenge-not-in-moderation')
  })
})

describe('an open challenge', () => {
  test('is amended with a note, and its deadline never moves that way', () => {
    const sneaky: Brief = {
      ...brief,
      cluster: '安平',
      deadline: { kind: 'fixed', at: '2026-03-03T00:00:00.000Z' },
    }
    given(drafted, published)
      .when({ type: 'AmendChallenge', brief: sneaky, note: '更正集群名称' })
      .then({
        type: 'ChallengeAmended',
        data: { brief: { ...brief, cluster: '安平' }, note: '更正集群名称' },
      })
    given(drafted).when({ type: 'AmendChallenge', brief, note: 'x' }).refused('challenge-not-open')
  })

  test('moves its deadline later, never earlier', () => {
    const at = '2026-08-31T16:00:00.000Z'
    given(drafted, published)
      .when({ type: 'ExtendDeadline', at, reason: '应多个团队请求' })
      .then({ type: 'DeadlineExtended', data: { at, reason: '应多个团队请求' } })
    given(drafted, published)
      .when({ type: 'ExtendDeadline', at: now, reason: 'x' })
      .refused('deadline-not-later')
  })

  test('closes at its deadline, and not before it', () => {
    const close = { type: 'CloseSubmissions', why: 'deadline', note: '', drafts: 3 } as const
    given(drafted, published)
      .when({ ...close, now })
      .refused('deadline-not-reached')
    given(drafted, published)
      .when({ ...close, now: '2026-06-30T16:00:00.000Z' })
      .then(closed)
    given(drafted, published, closed)
      .when({ ...close, now })
      .nothing()
  })

  test('may be closed early by the seeker once nobody is still writing', () => {
    const close = { type: 'CloseSubmissions', why: 'seeker', note: '所有团队均已提交', now } as const
    given(drafted, published)
      .when({ ...close, drafts: 1 })
      .refused('drafts-outstanding')
    given(drafted, published)
      .when({ ...close, drafts: 0 })
      .then({ type: 'SubmissionsClosed', data: { why: 'seeker', note: '所有团队均已提交' } })
  })

  test('is withdrawn with a reason, once', () => {
    const gone: ChallengeEvent = { type: 'ChallengeWithdrawn', data: { reason: '已自行解决' } }
    given(drafted, published).when({ type: 'WithdrawChallenge', reason: '已自行解决' }).then(gone)
    given(drafted, published, gone).when({ type: 'WithdrawChallenge', reason: '再撤' }).nothing()
    given(drafted, published, closed, awarded)
      .when({ type: 'WithdrawChallenge', reason: 'x' })
      .refused('already-decided')
  })
})

describe('deciding', () => {
  const award = {
    type: 'AwardChallenge',
    awards: [{ proposalId: a, reason }],
    declines: [declineB],
    submitted: [a, b],
  } as const

  test('answers every proposal at once, each with a reason', () => {
    given(drafted, published, closed)
      .when(award)
      .then({
        type: 'ChallengeAwarded',
        data: { awards: [{ proposalId: a, reason }], declines: [declineB] },
      })
  })

  test('is refused while one proposal is left without an answer, or answered twice', () => {
    given(drafted, published, closed)
      .when({ ...award, declines: [] })
      .refused('decision-incomplete')
    given(drafted, published, closed)
      .when({ ...award, declines: [declineB, declineB] })
      .refused('decision-incomplete')
  })

  test('is refused for a proposal of another challenge', () => {
    given(drafted, published, closed)
      .when({ ...award, submitted: [a] })
      .refused('proposal-not-in-challenge')
  })

  test('is refused before submissions are closed, and after a decision', () => {
    given(drafted, published).when(award).refused('challenge-not-closed')
    given(drafted, published, closed, awarded).when(award).refused('already-decided')
  })

  test('may choose none, with a reason', () => {
    given(drafted, published, closed)
      .when({ type: 'DeclareNoAward', reason, declines: [declineB], submitted: [b] })
      .then({ type: 'NoAwardDeclared', data: { reason, declines: [declineB] } })
  })
})

describe('importing a challenge', () => {
  const imported = {
    source: 'challenge.gov',
    externalId: '1003',
    seekerId,
    title: { en: 'Haptic Interfaces' },
    summary: {},
    descriptionHtml: '',
    type: '',
    url: '',
    partners: [],
  }
  const event: ChallengeEvent = { type: 'ChallengeImported', data: imported }

  test('happens once', () => {
    given().when({ type: 'ImportChallenge', imported }).then(event)
    given(event).when({ type: 'ImportChallenge', imported }).nothing()
    given(drafted).when({ type: 'ImportChallenge', imported }).refused('imported-elsewhere')
  })

  test('leaves nothing to manage', () => {
    given(event).when({ type: 'WithdrawChallenge', reason: 'x' }).refused('already-decided')
  })
})
