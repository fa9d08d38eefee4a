import type { Views } from './projection.ts'

/**
 * Queries of a read model, prepared once for each database and kept:
 * preparing for each call is ten times slower (performance.md §3).
 * @example const board = queries((views) => ({ all: views.select().from(table).prepare() }))
 */
export function queries<T>(prepare: (views: Views) => T): (views: Views) => T {
  const kept = new WeakMap<Views, T>()
  return (views) => {
    const known = kept.get(views)
    if (known) return known
    const made = prepare(views)
    kept.set(views, made)
    return made
  }
}
