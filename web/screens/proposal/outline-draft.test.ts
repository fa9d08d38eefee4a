import { describe, expect, test } from 'vitest'
import type { Outline } from '../../../events/proposal.ts'
import { outlineDraft, type Version } from './outline-draft.ts'

const start: Outline = { title: '断丝在线检测', summary: '', answers: [] }

/** A hub that keeps one outline and refuses saves against an old revision. */
function hub(outline: Outline) {
  const stale = new Error('stale')
  const kept: Version = { outline, revision: 0 }
  return {
    kept,
    write(change: Partial<Outline>) {
      kept.outline = { ...kept.outline, ...change }
      kept.revision += 1
    },
    ports: {
      async save({ outline: words, revision }: Version) {
        if (revision !== kept.revision) throw stale
        kept.outline = words
        kept.revision += 1
        return { revision: kept.revision }
      },
      reload: async () => ({ ...kept }),
      isStale: (error: unknown) => error === stale,
    },
  }
}

describe('filling in the figures of a proposal', () => {
  test('saves what was typed and says so', async () => {
    const there = hub(start)
    const draft = outlineDraft(there.kept, there.ports)
    draft.change({ months: 12 })
    expect(draft.view().state).toBe('unsaved')
    await draft.flush()
    expect(draft.view().state).toBe('saved')
    expect(there.kept.outline.months).toBe(12)
  })

  test('keeps the typing and takes in the rest when somebody else was faster', async () => {
    const there = hub(start)
    const draft = outlineDraft({ ...there.kept }, there.ports)
    draft.change({ summary: '双目线阵相机' })
    there.write({ months: 9, summary: '别人的摘要' })
    await draft.flush()
    expect(there.kept.outline).toMatchObject({ months: 9, summary: '双目线阵相机' })
    expect(draft.view()).toMatchObject({ state: 'saved', merged: true })
  })

  test('merges the answers one must-have at a time', async () => {
    const there = hub(start)
    const draft = outlineDraft({ ...there.kept }, there.ports)
    draft.change({ answers: [{ mustHaveId: 'a', met: 'yes', note: '已验证' }] })
    there.write({ answers: [{ mustHaveId: 'b', met: 'no', note: '' }] })
    await draft.flush()
    expect(there.kept.outline.answers.map(({ mustHaveId }) => mustHaveId).sort()).toEqual(['a', 'b'])
  })

  test('does not send a proposal without a title', async () => {
    const there = hub(start)
    const draft = outlineDraft(there.kept, there.ports)
    draft.change({ title: ' ' })
    await draft.flush()
    expect(draft.view().state).toBe('unsaved')
    expect(there.kept.revision).toBe(0)
  })

  test('keeps the typing and says what is wrong when a save fails', async () => {
    const there = hub(start)
    const draft = outlineDraft(there.kept, { ...there.ports, save: () => Promise.reject(new Error('断网')) })
    draft.change({ months: 3 })
    await draft.flush()
    expect(draft.view()).toMatchObject({
      state: 'unsaved',
      outline: { months: 3 },
      problem: { message: '断网' },
    })
  })

  test('shows what others save when nothing is being typed', () => {
    const draft = outlineDraft({ outline: start, revision: 0 }, hub(start).ports)
    draft.receive({ outline: { ...start, title: '新名称' }, revision: 1 })
    expect(draft.view()).toMatchObject({ outline: { title: '新名称' }, state: 'saved', merged: false })
  })

  test('forgets a figure that was cleared', async () => {
    const there = hub({ ...start, months: 5 })
    const draft = outlineDraft(there.kept, there.ports)
    draft.change({ months: undefined })
    await draft.flush()
    expect('months' in there.kept.outline).toBe(false)
  })
})
