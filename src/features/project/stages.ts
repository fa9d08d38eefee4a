import { INCUBATION_STAGES, type IncubationStage } from '#events/project.ts'

/** The stages that end incubation; moving there needs a note that says why. */
export const ENDS: ReadonlySet<IncubationStage> = new Set(['exited', 'failed'])

const GATE = INCUBATION_STAGES.indexOf('admitted')

/**
 * Whether a project at `from` may be moved to `to`: forward or back by any
 * number of stages, but into the programme only through admission, and nothing
 * comes back from an end (domain.md §2.2).
 */
export function reachable(from: IncubationStage, to: IncubationStage): boolean {
  if (ENDS.has(from)) return false
  if (ENDS.has(to)) return true
  return !(INCUBATION_STAGES.indexOf(from) < GATE && INCUBATION_STAGES.indexOf(to) > GATE)
}
