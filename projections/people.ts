import { asc, eq, sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PersonEvent } from '#events/person.ts'
import { projection } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'

/**
 * Names and addresses of people. The only read model with personal data: an
 * erased person's events are read as `Erased`, so a rebuild leaves nothing of them.
 */
const person = sqliteTable(
  'person',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    locale: text('locale').$type<'zh-CN' | 'en'>().notNull(),
    headline: text('headline').notNull().default(''),
    demo: integer('demo', { mode: 'boolean' }).notNull(),
  },
  // Every public page asks whether there are any.
  (table) => [index('person_demo').on(table.demo)],
)

export type PersonRow = typeof person.$inferSelect

/** How many people the operator's search shows. */
const FOUND = 50

export const peopleProjection = projection<PersonEvent>({
  name: 'people',
  version: 2,
  tables: [person],
  prepare(views) {
    const value = sql.placeholder
    const add = views
      .insert(person)
      .values({
        id: value('id'),
        email: value('email'),
        name: value('name'),
        locale: value('locale'),
        demo: value('demo'),
      })
      .prepare()
    const change = views
      .update(person)
      .set({
        name: sql`${value('name')}`,
        locale: sql`${value('locale')}`,
        headline: sql`${value('headline')}`,
      })
      .where(eq(person.id, value('id')))
      .prepare()
    return {
      PersonSignedUp({ data: { email, name, locale, demo } }, id) {
        add.run({ id, email, name, locale, demo: demo === true })
        return [`person:${id}`, 'operator']
      },
      ProfileChanged({ data }, id) {
        change.run({ id, ...data })
        return `person:${id}`
      },
    }
  },
})

/** People by id, for showing. Rights follow from `standing`, never from here. */
export const people = queries((views) => {
  const value = sql.placeholder
  const one = views
    .select()
    .from(person)
    .where(eq(person.id, value('id')))
    .prepare()
  const found = views
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(
      sql`instr(lower(${person.name} || ' ' || ${person.email}), ${value('text')}) > 0 OR ${value('text')} = ''`,
    )
    .orderBy(asc(person.name), asc(person.id))
    .limit(FOUND)
    .prepare()
  const demo = views.select().from(person).where(eq(person.demo, true)).orderBy(asc(sql`rowid`)).prepare()
  return {
    /** Undefined for a stranger and for a person who was erased. */
    name: (id: string): string | undefined => one.get({ id })?.name,
    one: (id: string): PersonRow | undefined => one.get({ id }),
    /** The first {@link FOUND} whose name or address holds `text`; all of them for an empty one. */
    search: (text: string) => found.all({ text: text.trim().toLowerCase() }),
    /** Those of the demo, in the order they were made. */
    demo: (): PersonRow[] => demo.all(),
  }
})
