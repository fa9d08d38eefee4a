import type { EventOf } from '#events/define.ts'
import type { TeamEvent, TeamRole, team } from '#events/team.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'

/** Just enough to decide by. The lead is a member like the others, but cannot leave. */
export type Team =
  | { status: 'absent' }
  | { status: 'formed'; challengeId: string; members: ReadonlyMap<string, Place> }

type Place = { role: TeamRole; invitationId?: string | undefined }

export type TeamCommand =
  /** `challenge`, `alreadyIn`: facts of other streams, put in by the route (house.md §6.3). */
  | {
      type: 'FormTeam'
      challengeId: string
      name: string
      leadId: string
      organisationId?: string | undefined
      demo?: boolean | undefined
      challenge: { status: ChallengeStatus; closesAt?: string | undefined }
      now: string
      alreadyIn: boolean
    }
  /** `alreadyIn`: the person has a place in another team of the same challenge. */
  | {
      type: 'JoinTeam'
      personId: string
      role: Exclude<TeamRole, 'lead'>
      invitationId?: string | undefined
      alreadyIn: boolean
    }
  | { type: 'LeaveTeam'; personId: string }
  | { type: 'RemoveMember'; personId: string }

export const teamDecider: Decider<Team, TeamCommand, EventOf<typeof team>> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, state): readonly TeamEvent[] {
    switch (command.type) {
      case 'FormTeam': {
        if (state.status !== 'absent' || command.alreadyIn) throw new Refused('already-in-team')
        const { challenge, challengeId, name, leadId, organisationId, demo, now } = command
        if (challenge.status !== 'open') throw new Refused('challenge-not-open')
        // The hub closes a challenge a moment after its deadline; that moment is not a loophole.
        if (challenge.closesAt !== undefined && now >= challenge.closesAt)
          throw new Refused('submissions-closed')
        const data = {
          challengeId,
          name,
          leadId,
          ...(organisationId && { organisationId }),
          ...(demo && { demo }),
        }
        return [{ type: 'TeamFormed', data }]
      }
      case 'JoinTeam': {
        const { personId, role, invitationId } = command
        const place = present(state).members.get(personId)
        // The same invitation again is a retry, not a second joining.
        if (place && invitationId !== undefined && place.invitationId === invitationId) return []
        if (place) throw new Refused('already-member')
        if (command.alreadyIn) throw new Refused('already-in-team')
        return [{ type: 'TeamMemberJoined', data: { personId, role, ...(invitationId && { invitationId }) } }]
      }
      case 'LeaveTeam':
        return removed(present(state).members, command.personId, 'left')
      case 'RemoveMember':
        return removed(present(state).members, command.personId, 'removed')
    }
  },

  evolve(state, { type, data }) {
    if (type === 'TeamFormed') {
      const { challengeId, leadId } = data
      return { status: 'formed', challengeId, members: new Map([[leadId, { role: 'lead' }]]) }
    }
    if (state.status === 'absent') return state
    switch (type) {
      case 'TeamMemberJoined': {
        const { personId, role, invitationId } = data
        return { ...state, members: new Map(state.members).set(personId, { role, invitationId }) }
      }
      case 'TeamMemberRemoved': {
        const members = new Map(state.members)
        members.delete(data.personId)
        return { ...state, members }
      }
      default:
        return state // written by a newer version of us; not ours to judge
    }
  },
}

function present(state: Team) {
  if (state.status === 'absent') throw new Refused('not-found')
  return state
}

function removed(
  members: ReadonlyMap<string, Place>,
  personId: string,
  how: 'left' | 'removed',
): readonly TeamEvent[] {
  const place = members.get(personId)
  if (!place) throw new Refused('not-a-member')
  if (place.role === 'lead') throw new Refused('lead-cannot-leave')
  return [{ type: 'TeamMemberRemoved', data: { personId, how } }]
}
