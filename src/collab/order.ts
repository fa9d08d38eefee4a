/**
 * In which order the structs of an update can be applied. Yjs keeps what lacks
 * a predecessor aside and re-sends it to every joining client; we refuse it
 * instead (CO6), and use the same order to cut a large update into parts that
 * each apply on their own.
 */
import type { Scanned, Section, StructId } from './scan.ts'

/** `section.structs[from]` up to, not including, `to`. */
export type Run = { section: Section; from: number; to: number }

/**
 * @param known - how far the reader of this update knows each client: a clock it lacks is the first unknown one
 * @returns the runs in an order that can be applied, or undefined when something is missing; what lies below
 *   `known` is left out
 */
export function applicable({ sections }: Scanned, known: (client: number) => number): Run[] | undefined {
  const reached = new Map<number, number>()
  const next = new Map<Section, number>()
  for (const section of sections) {
    const clock = known(section.client)
    if (section.clock > clock) return undefined
    reached.set(section.client, clock)
    next.set(section, 0)
  }
  const has = ({ client, clock }: StructId) => clock < (reached.get(client) ?? known(client))
  const runs: Run[] = []
  let open = sections.filter(({ client, end }) => end > known(client))
  while (open.length > 0) {
    let moved = false
    for (const section of open) {
      const from = next.get(section) ?? 0
      const to = advance(section, from, reached, has)
      if (to === from) continue
      moved = true
      next.set(section, to)
      runs.push({ section, from, to })
    }
    if (!moved) return undefined
    open = open.filter((section) => (next.get(section) ?? 0) < section.structs.length)
  }
  return runs
}

function advance(
  section: Section,
  from: number,
  reached: Map<number, number>,
  has: (id: StructId) => boolean,
): number {
  let at = from
  for (; at < section.structs.length; at++) {
    const struct = section.structs[at]
    if (struct === undefined) break
    const end = struct.clock + struct.length
    if (end <= (reached.get(section.client) ?? 0)) continue // known already: it will be cut off
    // A struct may name an earlier one of its own client, never itself or a later one.
    const ready = struct.needs.every((id) =>
      id.client === section.client ? id.clock < struct.clock : has(id),
    )
    if (!ready) break
    reached.set(section.client, end)
  }
  return at
}
