import { eq, sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { describe, expect, test, vi } from 'vitest'
import type { NewEvent } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { projection } from './projection.ts'
import { openProjector } from './projector.ts'

type Said = { type: 'Said'; data: { words: string } }

const said = (words: string): NewEvent => ({
  id: newId(),
  type: 'Said',
  v: 1,
  data: { words },
  meta: { by: 'test', at: '2026-03-02T01:00:00.000Z', cause: newId() },
})

const table = (name: string) =>
  sqliteTable(name, {
    id: text('id').primaryKey(),
    count: integer('count').notNull(),
    last: text('last').notNull(),
  })

/** Counts what was said; chokes on 毒. */
function counting(name: string, version = 1, permission = false) {
  const rows = table(name)
  return {
    rows,
    definition: projection<Said>({
      name,
      version,
      permission,
      tables: [rows],
      prepare(views) {
        const put = views
          .insert(rows)
          .values({ id: sql.placeholder('id'), count: 1, last: sql.placeholder('last') })
          .onConflictDoUpdate({ target: rows.id, set: { count: sql`count + 1`, last: sql`excluded.last` } })
          .prepare()
        return {
          Said({ data }, id) {
            put.run({ id, last: data.words })
            if (data.words === '毒') throw new Error('cannot digest this')
            return `talk:${id}`
          },
        }
      },
    }),
  }
}

async function harness(...definitions: ReturnType<typeof counting>[]) {
  const log = new MemoryEventLog()
  const db = openDatabase(':memory:', { durable: false })
  const errors: string[] = []
  const open = () =>
    openProjector(
      db,
      log,
      definitions.map(({ definition }) => definition),
      (_error, what) => errors.push(what),
    )
  return { log, db, errors, open }
}

describe('the projector', () => {
  test('[PR1] commits rows and checkpoint together, so that a restart neither loses nor repeats', async () => {
    const talk = counting('talk')
    const { log, open } = await harness(talk)
    await log.append('talk-1', [said('一'), said('二')], 'new')
    const first = open()
    await first.start()
    await first[Symbol.asyncDispose]()
    await log.append('talk-1', [said('三')], 1)
    const second = open()
    await second.start()
    expect(second.views.select().from(talk.rows).all()).toEqual([{ id: '1', count: 3, last: '三' }])
    await second[Symbol.asyncDispose]()
  })

  test('[PR4] skips events that nothing handles', async () => {
    const talk = counting('talk')
    const { log, open } = await harness(talk)
    await log.append('talk-1', [{ ...said('一'), type: 'Whispered' }, said('二')], 'new')
    const projector = open()
    await projector.start()
    expect(projector.views.select().from(talk.rows).all()).toMatchObject([{ count: 1 }])
    await projector[Symbol.asyncDispose]()
  })

  test('[PR5] parks the stream that a handler chokes on, undoes what it did, and goes on with the others', async () => {
    const talk = counting('talk')
    const { log, errors, open } = await harness(talk)
    const projector = open()
    await projector.start()
    await log.append('talk-bad', [said('好')], 'new')
    await log.append('talk-bad', [said('毒')], 0)
    await log.append('talk-bad', [said('后')], 1)
    const { position } = await log.append('talk-good', [said('好')], 'new')
    await projector.reached(position)
    expect(projector.parked).toMatchObject([{ projection: 'talk', stream: 'talk-bad' }])
    expect(errors).toHaveLength(1)
    expect(projector.views.select().from(talk.rows).orderBy(talk.rows.id).all()).toEqual([
      { id: 'bad', count: 1, last: '好' },
      { id: 'good', count: 1, last: '好' },
    ])
    await projector[Symbol.asyncDispose]()
  })

  test('[PR5] stops and denies when a permission projection chokes', async () => {
    const { log, open } = await harness(counting('rights', 1, true))
    const projector = open()
    await projector.start()
    await log.append('talk-1', [said('毒')], 'new')
    await vi.waitFor(() => expect(projector.denied).toBe('rights'))
    await expect(projector.reached(0)).rejects.toMatchObject({ code: 'not-ready' })
    await projector[Symbol.asyncDispose]()
  })

  test('[PR6] lets a reader wait for its own write, and refuses once its patience ends', async () => {
    const talk = counting('talk')
    const { log, open } = await harness(talk)
    const projector = open()
    await projector.start()
    const { position } = await log.append('talk-1', [said('一')], 'new')
    await projector.reached(position)
    expect(projector.views.select().from(talk.rows).where(eq(talk.rows.id, '1')).get()).toMatchObject({
      count: 1,
    })
    await expect(projector.reached(position + 1, 5)).rejects.toMatchObject({ code: 'behind-log' })
    await projector[Symbol.asyncDispose]()
  })

  test('[PR7] tells topics after the commit, and a listener that throws harms nobody', async () => {
    const talk = counting('talk')
    const { log, errors, open } = await harness(talk)
    const projector = open()
    await projector.start()
    const heard: string[] = []
    projector.changes.listen(() => {
      throw new Error('a bad listener')
    })
    projector.changes.listen(({ topics }) => {
      const row = projector.views.select().from(talk.rows).get()
      heard.push(`${[...topics].join()} ${row?.last}`)
    })
    const { position } = await log.append('talk-1', [said('一')], 'new')
    await projector.reached(position)
    await vi.waitFor(() => expect(heard).toEqual(['talk:1 一']))
    expect(errors).toEqual(['a listener to changes'])
    await projector[Symbol.asyncDispose]()
  })

  test('[PR8] rebuilds a read model whose version rose, and only that one', async () => {
    const log = new MemoryEventLog()
    const db = openDatabase(':memory:', { durable: false })
    const open = (...all: ReturnType<typeof counting>[]) =>
      openProjector(
        db,
        log,
        all.map(({ definition }) => definition),
        () => {},
      )
    await log.append('talk-1', [said('一'), said('二')], 'new')
    const first = open(counting('old'), counting('kept'))
    await first.start()
    await first[Symbol.asyncDispose]()
    db.prepare("UPDATE kept SET last = '未重建'").run()
    db.prepare("UPDATE old SET last = '旧'").run()

    const raised = counting('old', 2)
    const kept = counting('kept')
    const second = open(raised, kept)
    await second.start()
    expect(second.views.select().from(raised.rows).all()).toEqual([{ id: '1', count: 2, last: '二' }])
    expect(second.views.select().from(kept.rows).all()).toMatchObject([{ last: '未重建' }])
    await second[Symbol.asyncDispose]()
  })

  test('[PR8] drops what belongs to another log', async () => {
    const db = openDatabase(':memory:', { durable: false })
    const talk = counting('talk')
    for (const words of ['甲', '乙']) {
      const log = new MemoryEventLog()
      await log.append('talk-1', [said(words)], 'new')
      const projector = openProjector(db, log, [talk.definition], () => {})
      await projector.start()
      expect(projector.views.select().from(talk.rows).all()).toEqual([{ id: '1', count: 1, last: words }])
      await projector[Symbol.asyncDispose]()
    }
  })
})
