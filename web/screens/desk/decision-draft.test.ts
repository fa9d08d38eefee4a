import { describe, expect, test } from 'vitest'
import { type DecisionDraft, decisionRequest, emptyDecision, missing } from './decision-draft.ts'

const reason =
  '该方案对每一项必备条件都给出了可验证的测试方法和完整的数据,进度与报价合理,团队具备所需的中试设备条件。'
const draft = (part: Partial<DecisionDraft>): DecisionDraft => ({ ...emptyDecision, ...part })

describe('a decision while it is made', () => {
  test('misses a verdict for each proposal at first', () => {
    expect(missing(emptyDecision, ['a', 'b'])).toBe(2)
  })

  test('is whole when each proposal has an outcome and a long enough reason', () => {
    const verdicts = {
      a: { outcome: 'award', reason },
      b: { outcome: 'decline', code: 'budget', reason },
    } as const
    expect(missing(draft({ verdicts }), ['a', 'b'])).toBe(0)
    expect(decisionRequest(draft({ verdicts }), ['a', 'b'])).toEqual({
      path: 'award',
      body: {
        awards: [{ proposalId: 'a', reason }],
        declines: [{ proposalId: 'b', code: 'budget', reason }],
      },
    })
  })

  test('does not take a short reason or a decline without its kind', () => {
    const short = { a: { outcome: 'award', reason: '很好'.padEnd(60) } } as const
    expect(missing(draft({ verdicts: short }), ['a'])).toBe(1)
    expect(missing(draft({ verdicts: { a: { outcome: 'decline', reason } } }), ['a'])).toBe(1)
  })

  test('needs somebody chosen, unless it says that nobody is', () => {
    const verdicts = { a: { outcome: 'decline', code: 'too_early', reason } } as const
    expect(missing(draft({ verdicts }), ['a'])).toBe(1)
    expect(missing(draft({ verdicts, none: true }), ['a'])).toBe(1)
    expect(missing(draft({ verdicts, none: true, overall: reason }), ['a'])).toBe(0)
  })

  test('can end a challenge that nobody answered', () => {
    expect(decisionRequest(draft({ none: true, overall: ` ${reason} ` }), [])).toEqual({
      path: 'no-award',
      body: { reason, declines: [] },
    })
  })
})
