/**
 * A rule book for one stream, pure: no clock, no ids, no I/O. `decide` may
 * throw `Refused`; `evolve` never throws, since what happened has happened.
 */
export type Decider<State, Command, Event> = {
  decide(command: Command, state: State): readonly Event[]
  evolve(state: State, event: Event): State
  initialState(): State
}
