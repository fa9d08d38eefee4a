import { describe, expect, test } from 'vitest'
import { brief as shape } from '../../../events/challenge.ts'
import { missingIn as hubMisses } from '../../../src/features/challenge/readiness.ts'
import { blankBrief, blankMustHave, missingIn, storable } from './brief.ts'
import { filledFrom, TEMPLATES } from './templates.ts'

const titled = { ...blankBrief(), title: { zh: '丝网在线缺陷检测' } }

describe('a brief on its way to the hub', () => {
  test('leaves out must-haves that say nothing yet and ranges upside down', () => {
    const written = { ...blankMustHave(), text: { zh: '漏检率 ≤ 0.5%' } }
    const stored = storable({
      ...titled,
      mustHaves: [blankMustHave(), written],
      budget: { min: 300, max: 100, currency: 'CNY' },
      trl: { from: 7, to: 4 },
    })
    expect(stored.mustHaves).toEqual([written])
    expect(stored).not.toHaveProperty('budget')
    expect(stored).not.toHaveProperty('trl')
    expect(shape.safeParse(stored).success).toBe(true)
  })

  test.each(TEMPLATES)('can be stored at once when it starts from the template "%s"', (template) => {
    expect(shape.safeParse(storable({ ...titled, ...filledFrom(template) })).error).toBeUndefined()
  })

  test('is said to miss what the hub would say it misses', () => {
    expect(missingIn(titled)).toEqual(hubMisses(titled))
    const full = { ...titled, ...filledFrom('inspection'), summary: { en: 'Find defects in line.' } }
    expect(missingIn(full)).toEqual([])
    expect(hubMisses(full)).toEqual([])
  })
})
