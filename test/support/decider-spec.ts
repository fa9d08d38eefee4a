import { expect } from 'vitest'
import type { Decider } from '#src/command/decider.ts'
import { type RefusalCode, Refused } from '#src/command/refused.ts'

/**
 * Given / when / then for a rule book: past events, a command, and what it
 * decides or which rule says no. Needs no log, clock or ids.
 */
export function spec<State, Command, Event>(decider: Decider<State, Command, Event>) {
  const given = (...past: readonly Event[]) => ({
    when(command: Command) {
      const state = past.reduce(decider.evolve, decider.initialState())
      const decide = () => decider.decide(command, state)
      return {
        // biome-ignore lint/suspicious/noThenProperty: given / when / then are the words; nobody awaits this
        then: (...events: readonly Event[]) => expect(decide()).toEqual(events),
        nothing: () => expect(decide()).toEqual([]),
        refused: (code: RefusalCode) => expect(refusalOf(decide)).toBe(code),
      }
    },
  })
  return { given }
}

function refusalOf(decide: () => unknown): unknown {
  try {
    return { decided: decide() }
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}
