import { describe, expect, test } from 'vitest'
import { matches, reachable, sums, withItem, withMoved } from './stages.ts'
import type { Funnel, FunnelItem } from './types.ts'

const item = (id: string, part: Partial<FunnelItem> = {}): FunnelItem => ({
  id,
  title: { zh: '断丝在线检测' },
  stage: 'lead',
  enteredAt: '2026-03-01T00:00:00Z',
  team: { id: 't', name: '织物视觉组' },
  seeker: { id: 's', name: { zh: '安平丝网厂' } },
  challengeId: 'c',
  proposalId: 'p',
  canRead: true,
  days: 12,
  revision: 3,
  ...part,
})
const funnel: Funnel = {
  incubator: { id: 'i', name: {} },
  stages: [],
  items: [item('a'), item('b')],
  waiting: [],
}

describe('the stages of a funnel', () => {
  test('lead into the programme only through admission', () => {
    expect(reachable('lead', 'admitted')).toBe(true)
    expect(reachable('lead', 'in_program')).toBe(false)
    expect(reachable('in_program', 'applied')).toBe(true)
  })

  test('can be ended from anywhere and taken up again from nowhere', () => {
    expect(reachable('lead', 'failed')).toBe(true)
    expect(reachable('failed', 'lead')).toBe(false)
    expect(reachable('exited', 'failed')).toBe(false)
  })

  test('show a moved project at once, and take it back alone when the hub refuses', () => {
    const moved = withMoved(funnel, 'a', 'applied', '2026-03-13T00:00:00Z')
    expect(moved.items.map(({ stage, days }) => [stage, days])).toEqual([
      ['applied', 0],
      ['lead', 12],
    ])
    const meanwhile = withMoved(moved, 'b', 'admitted', '2026-03-13T00:00:00Z')
    expect(withItem(meanwhile, item('a')).items.map(({ stage }) => stage)).toEqual(['lead', 'admitted'])
  })

  test('sum values by currency', () => {
    const items = [
      item('a', { value: { amount: 100, currency: 'CNY' } }),
      item('b', { value: { amount: 50, currency: 'USD' } }),
      item('c', { value: { amount: 5, currency: 'CNY' } }),
      item('d'),
    ]
    expect(sums(items)).toEqual([
      { currency: 'CNY', amount: 105 },
      { currency: 'USD', amount: 50 },
    ])
  })

  test('are filtered by title, team and seeker', () => {
    expect(matches(item('a'), { text: '在线' })).toBe(true)
    expect(matches(item('a'), { text: '视觉', seeker: 's' })).toBe(true)
    expect(matches(item('a'), { seeker: 'other' })).toBe(false)
  })
})
