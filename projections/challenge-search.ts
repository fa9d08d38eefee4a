import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Brief, ChallengeEvent } from '#events/challenge.ts'
import type { Bilingual } from '#events/define.ts'
import { htmlToText } from '#src/platform/plain-text.ts'
import { toIndexText } from '#src/platform/search-text.ts'
import { projection } from '#src/projector/projection.ts'

/** Which row of the full-text table belongs to which challenge. */
const searchRow = sqliteTable('challenge_search_row', {
  row: integer('row').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
})

/** Words of a challenge, title apart so that it weighs more. */
export const challengeSearchProjection = projection<ChallengeEvent>({
  name: 'challenge-search',
  version: 1,
  tables: [searchRow],
  virtual: [
    [
      'challenge_fts',
      `CREATE VIRTUAL TABLE challenge_fts USING fts5(
         title, summary, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`,
    ],
  ],
  prepare(views) {
    const sqlite = views.$client
    const addRow = sqlite.prepare(
      'INSERT INTO challenge_search_row (id) VALUES (?) ON CONFLICT (id) DO NOTHING',
    )
    const rowOf = sqlite.prepare('SELECT row FROM challenge_search_row WHERE id = ?').pluck()
    const remove = sqlite.prepare('DELETE FROM challenge_fts WHERE rowid = ?')
    const insert = sqlite.prepare(
      'INSERT INTO challenge_fts (rowid, title, summary, body) VALUES (?, ?, ?, ?)',
    )
    const put = (id: string, title: Bilingual, summary: Bilingual, body: string) => {
      addRow.run(id)
      const row = rowOf.get(id)
      remove.run(row)
      insert.run(row, toIndexText(both(title)), toIndexText(both(summary)), toIndexText(body))
      return undefined
    }
    const putBrief = (id: string, brief: Brief) => {
      const { title, summary, description, domain, cluster, mustHaves } = brief
      const needs = mustHaves.map(({ text, test }) => `${both(text)}\n${both(test)}`)
      return put(id, title, summary, [both(description), both(domain), cluster, ...needs].join('\n'))
    }
    return {
      ChallengeDrafted: ({ data }, id) => putBrief(id, data.brief),
      ChallengeRevised: ({ data }, id) => putBrief(id, data.brief),
      ChallengeAmended: ({ data }, id) => putBrief(id, data.brief),
      ChallengeImported: ({ data }, id) =>
        put(
          id,
          data.title,
          data.summary,
          [htmlToText(data.descriptionHtml), data.type, ...data.partners].join('\n'),
        ),
    }
  },
})

const both = ({ zh = '', en = '' }: Bilingual) => `${zh}\n${en}`
