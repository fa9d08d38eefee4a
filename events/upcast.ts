/**
 * Old shape → today's, one step of one version each, applied on read and
 * nowhere else. A new version of an event always comes with its step here and
 * with a golden file of the old one in `golden/`.
 */
type Step = (data: Record<string, unknown>) => Record<string, unknown>

/** `Type.v` → the data at v + 1. Empty: every shape is at its first version. */
const steps: Record<string, Step> = {}

/**
 * Lifts data written at version `v` to the newest version we know.
 * Data of an unknown type, or already new, comes back as it is.
 */
export function upcast<D>(type: string, v: number, data: D): D {
  let current = data
  for (let at = v; ; at++) {
    const step = steps[`${type}.${at}`]
    if (!step) return current
    current = step(current as Record<string, unknown>) as D
  }
}
