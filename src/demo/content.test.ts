import { getSchema } from '@tiptap/core'
import { TaskItem } from '@tiptap/extension-task-item'
import { TaskList } from '@tiptap/extension-task-list'
import { StarterKit } from '@tiptap/starter-kit'
import { yDocToProsemirrorJSON } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { brief } from '#events/challenge.ts'
import { EDITOR_ROOT } from '#src/platform/document-html.ts'
import { CHALLENGES } from './challenges.ts'
import { writtenBy } from './document.ts'
import { officeHours } from './moment.ts'
import { ORGANISATIONS } from './organisations.ts'
import { PEOPLE } from './people.ts'
import { DECISION, PROPOSALS } from './proposals.ts'
import { briefOf } from './scene.ts'

const NOW = '2026-03-01T16:30:00.000Z'
const HAN = /\p{Script=Han}/u
const SENTENCES = /[。！？]|[.!?](?= |$)/gu

const challenges = Object.values(CHALLENGES)
const organisations = Object.values(ORGANISATIONS)
const proposals = Object.values(PROPOSALS)

describe('the words of the demo', () => {
  test('are there in Chinese and in English', () => {
    const texts = [
      ...challenges.flatMap(({ title, summary, description, domain, mustHaves }) => [
        title,
        summary,
        description,
        domain,
        ...mustHaves.flatMap((one) => [one.text, one.test]),
      ]),
      ...organisations.flatMap(({ name, about }) => [name, about]),
    ]
    for (const { zh, en } of texts) {
      expect(zh).toMatch(HAN)
      expect(en).toMatch(/[a-z]{2}/)
      expect(en).not.toMatch(HAN)
    }
    const lines = [
      ...Object.values(PEOPLE).map(({ headline }) => headline),
      ...proposals.flatMap(({ title, summary, answers }) => [
        title,
        summary,
        ...answers.map(({ note }) => note),
      ]),
      ...challenges.map(({ ipNote }) => ipNote).filter((note) => note !== ''),
      ...Object.values(DECISION),
    ]
    for (const line of lines) expect(line).toMatch(/\p{Script=Han}[\s\S]*[a-z]{3}/u)
  })

  test('say of every organisation that it is fictional', () => {
    for (const { name } of organisations) {
      expect(name.zh).toContain('虚构')
      expect(name.en).toContain('fictional')
    }
  })

  test('describe each need in three to seven sentences', () => {
    for (const { description } of challenges)
      for (const text of Object.values(description)) {
        expect(text.match(SENTENCES)?.length).toBeGreaterThanOrEqual(3)
        expect(text.match(SENTENCES)?.length).toBeLessThanOrEqual(7)
      }
  })

  test('make briefs that anybody could have posted', () => {
    for (const item of challenges) expect(brief.parse(briefOf(item, NOW))).toEqual(briefOf(item, NOW))
    const { budget, deadline } = briefOf(CHALLENGES.trolley, NOW)
    expect(budget).toEqual({ min: 20_000_000, max: 50_000_000, currency: 'CNY' })
    expect(deadline).toEqual({ kind: 'fixed', at: '2026-03-23T09:00:00.000Z' })
  })
})

describe('the proposals of the demo', () => {
  test('answer every must-have, at a price within the budget', () => {
    for (const { challenge, answers, price } of proposals) {
      const { mustHaves, budget } = CHALLENGES[challenge]
      expect(answers.map(({ mustHaveId }) => mustHaveId)).toEqual(mustHaves.map(({ id }) => id))
      expect(price).toBeGreaterThanOrEqual(budget[0])
      expect(price).toBeLessThanOrEqual(budget[1])
    }
  })

  test('are documents that the editor takes as they are', () => {
    const schema = getSchema([StarterKit, TaskList, TaskItem])
    for (const { sittings } of proposals) {
      const doc = new Y.Doc()
      for (const { update } of writtenBy('a document', sittings)) Y.applyUpdate(doc, update)
      const node = schema.nodeFromJSON(yDocToProsemirrorJSON(doc, EDITOR_ROOT))
      expect(() => node.check()).not.toThrow()
    }
  })

  test('come out in the same bytes each time', () => {
    const [first, second] = [1, 2].map(() => writtenBy('a document', PROPOSALS.tension.sittings))
    expect(first).toEqual(second)
  })
})

describe('a moment of the demo', () => {
  test('is a wall-clock time of a working day in China', () => {
    // In Shanghai it is already Monday the 2nd.
    expect(officeHours(NOW, -1, '09:30')).toBe('2026-02-23T01:30:00.000Z')
    // Three days before is a Friday, two before a Saturday, which moves to that Friday.
    expect(officeHours(NOW, -3 / 7, '16:00')).toBe('2026-02-27T08:00:00.000Z')
    expect(officeHours(NOW, -2 / 7, '16:00')).toBe('2026-02-27T08:00:00.000Z')
  })
})
