import type { EventOf } from '#events/define.ts'
import type { IncubationStage, ProjectEvent, project } from '#events/project.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'
import { ENDS, reachable } from './stages.ts'

/** Just enough to decide by: who may carry the project, who does, and how far it is. */
export type Project =
  | { status: 'absent' }
  | {
      status: 'initiated'
      proposalId: string
      teamId: string
      seekerId: string
      /** Named by the challenge; until the team has answered, nobody else may claim the project. */
      named?: string | undefined
      consented: ReadonlySet<string>
      declined: ReadonlySet<string>
      carrier?: { incubatorId: string; stage: IncubationStage } | undefined
    }

type Initiated = Extract<ProjectEvent, { type: 'ProjectInitiated' }>['data']

export type ProjectCommand =
  | ({ type: 'InitiateProject' } & Initiated)
  | { type: 'ConsentToIncubation'; incubatorId: string }
  | { type: 'DeclineIncubation'; incubatorId: string }
  | { type: 'ClaimProject'; incubatorId: string }
  | { type: 'MoveStage'; incubatorId: string; from: IncubationStage; to: IncubationStage; note: string }

export const projectDecider: Decider<Project, ProjectCommand, EventOf<typeof project>> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, state): readonly ProjectEvent[] {
    if (command.type === 'InitiateProject') {
      const { type: _, ...data } = command
      if (state.status === 'absent') return [{ type: 'ProjectInitiated', data }]
      if (state.proposalId === data.proposalId) return []
      throw new Refused('project-exists')
    }
    if (state.status === 'absent') throw new Refused('not-found')
    const { incubatorId } = command
    const { carrier, consented, declined } = state
    const asked = asks(state, incubatorId)
    switch (command.type) {
      case 'ConsentToIncubation':
        if (consented.has(incubatorId)) return []
        if (!asked) throw new Refused('consent-not-asked')
        return [
          { type: 'IncubationConsented', data: { incubatorId } },
          // A claimed project stands in the funnel already; consent only opens its words.
          ...(carrier ? [] : [{ type: 'IncubationStarted', data: { incubatorId } } as const]),
        ]
      case 'DeclineIncubation':
        if (declined.has(incubatorId)) return []
        if (!asked) throw new Refused('consent-not-asked')
        return [{ type: 'IncubationDeclined', data: { incubatorId } }]
      case 'ClaimProject':
        if (carrier?.incubatorId === incubatorId) return []
        // The team has said no to this one; asking it again is not for the asked to bear.
        if (declined.has(incubatorId)) throw new Refused('not-allowed')
        if (!isWaiting(state)) throw new Refused('project-not-waiting')
        return [
          { type: 'ProjectClaimed', data: { incubatorId } },
          { type: 'IncubationStarted', data: { incubatorId } },
        ]
      case 'MoveStage': {
        if (carrier?.incubatorId !== incubatorId) throw new Refused('not-in-funnel')
        const { from, to, note } = command
        if (from !== carrier.stage) throw new Refused('stage-moved', { stage: carrier.stage })
        if (from === to) return []
        if (!reachable(from, to)) throw new Refused('stage-unreachable', { from, to })
        if (ENDS.has(to) && note.trim() === '') throw new Refused('invalid-input', { field: 'note' })
        return [{ type: 'IncubationStageMoved', data: { incubatorId, from, to, note } }]
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'ProjectInitiated') {
      const { proposalId, teamId, seekerId, incubatorId: named } = data
      const none: ReadonlySet<string> = new Set()
      return { status: 'initiated', proposalId, teamId, seekerId, named, consented: none, declined: none }
    }
    if (state.status === 'absent') return state
    const { carrier, consented, declined } = state
    switch (type) {
      case 'IncubationConsented':
        return { ...state, consented: new Set(consented).add(data.incubatorId) }
      case 'IncubationDeclined': {
        const without = { ...state, declined: new Set(declined).add(data.incubatorId) }
        return carrier?.incubatorId === data.incubatorId ? { ...without, carrier: undefined } : without
      }
      case 'IncubationStarted':
        return { ...state, carrier: { incubatorId: data.incubatorId, stage: 'lead' } }
      case 'IncubationStageMoved':
        return { ...state, carrier: { incubatorId: data.incubatorId, stage: data.to } }
      default:
        return state // ProjectClaimed changes nothing by itself; newer types are not ours to judge
    }
  },
}

type Present = Extract<Project, { status: 'initiated' }>

/** Whether the team's answer to this incubator is outstanding: it was named and nobody carries the project, or it claimed it. */
function asks({ named, carrier, consented, declined }: Present, incubatorId: string): boolean {
  if (consented.has(incubatorId) || declined.has(incubatorId)) return false
  return carrier ? carrier.incubatorId === incubatorId : named === incubatorId
}

/** No incubator carries it, and none that the challenge named still waits for the team's answer. */
export const isWaiting = ({ named, carrier, declined }: Present): boolean =>
  carrier === undefined && (named === undefined || declined.has(named))
