import type {
  OrganisationEvent,
  OrganisationKind,
  OrganisationProfile,
  OrganisationRole,
} from '#events/organisation.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'

/** Just enough to decide by. An imported one has no members: nobody here speaks for it. */
export type Organisation =
  | { status: 'absent' }
  | {
      status: 'present'
      kind: OrganisationKind
      verification: 'unverified' | 'pending' | 'verified' | 'rejected'
      members: ReadonlyMap<string, Place>
    }

type Present = Exclude<Organisation, { status: 'absent' }>
type Place = { role: OrganisationRole; invitationId?: string | undefined }

export type OrganisationCommand =
  | {
      type: 'RegisterOrganisation'
      profile: OrganisationProfile
      adminId: string
      demo?: boolean | undefined
    }
  | { type: 'ImportOrganisation'; profile: OrganisationProfile; source: string; externalKey: string }
  | { type: 'ChangeOrganisationProfile'; profile: OrganisationProfile }
  | { type: 'RequestVerification'; note: string }
  | { type: 'VerifyOrganisation' }
  | { type: 'RejectVerification'; reason: string }
  | { type: 'JoinOrganisation'; personId: string; role: OrganisationRole; invitationId?: string | undefined }
  | { type: 'ChangeMemberRole'; personId: string; role: OrganisationRole }
  | { type: 'LeaveOrganisation'; personId: string }
  | { type: 'RemoveMember'; personId: string }

export const organisationDecider: Decider<Organisation, OrganisationCommand, OrganisationEvent> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, state): readonly OrganisationEvent[] {
    switch (command.type) {
      case 'RegisterOrganisation': {
        // Its id is new; what is there already came from another command.
        if (state.status !== 'absent') throw new Refused('not-allowed')
        const { profile, adminId, demo } = command
        return [{ type: 'OrganisationRegistered', data: { ...profile, adminId, ...(demo && { demo }) } }]
      }
      case 'ImportOrganisation': {
        // An import may be run again; it names each organisation once.
        if (state.status !== 'absent') return []
        const { profile, source, externalKey } = command
        return [{ type: 'OrganisationImported', data: { ...profile, source, externalKey } }]
      }
      case 'ChangeOrganisationProfile': {
        const { kind, verification } = present(state)
        // Rights follow from the kind that the operator has seen.
        if (command.profile.kind !== kind && verification === 'verified')
          throw new Refused('already-verified')
        return [{ type: 'OrganisationProfileChanged', data: command.profile }]
      }
      case 'RequestVerification': {
        const { verification } = present(state)
        if (verification === 'verified') throw new Refused('already-verified')
        // Asking twice is a double click, not a mistake worth reporting.
        return verification === 'pending'
          ? []
          : [{ type: 'VerificationRequested', data: { note: command.note } }]
      }
      case 'VerifyOrganisation':
        if (present(state).verification === 'verified') return []
        assertPending(state)
        return [{ type: 'OrganisationVerified', data: {} }]
      case 'RejectVerification':
        if (present(state).verification === 'verified') throw new Refused('already-verified')
        assertPending(state)
        return [{ type: 'VerificationRejected', data: { reason: command.reason } }]
      case 'JoinOrganisation': {
        const { personId, role, invitationId } = command
        const place = present(state).members.get(personId)
        // The same invitation again is a retry, not a second joining.
        if (place && invitationId !== undefined && place.invitationId === invitationId) return []
        if (place && (place.role === 'admin' || role === 'member')) throw new Refused('already-member')
        if (place) return [{ type: 'MemberRoleChanged', data: { personId, role } }]
        return [{ type: 'MemberJoined', data: { personId, role, ...(invitationId && { invitationId }) } }]
      }
      case 'ChangeMemberRole': {
        const { personId, role } = command
        const { members } = present(state)
        const place = members.get(personId)
        if (!place) throw new Refused('not-a-member')
        if (place.role === role) return []
        if (place.role === 'admin') assertAnotherAdmin(members)
        return [{ type: 'MemberRoleChanged', data: { personId, role } }]
      }
      case 'LeaveOrganisation':
        return removed(present(state), command.personId, 'left')
      case 'RemoveMember':
        return removed(present(state), command.personId, 'removed')
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'OrganisationRegistered':
        return {
          status: 'present',
          kind: data.kind,
          verification: 'unverified',
          members: new Map([[data.adminId, { role: 'admin' }]]),
        }
      case 'OrganisationImported':
        return { status: 'present', kind: data.kind, verification: 'unverified', members: new Map() }
    }
    if (state.status === 'absent') return state
    switch (type) {
      case 'OrganisationProfileChanged':
        return { ...state, kind: data.kind }
      case 'VerificationRequested':
        return { ...state, verification: 'pending' }
      case 'OrganisationVerified':
        return { ...state, verification: 'verified' }
      case 'VerificationRejected':
        return { ...state, verification: 'rejected' }
      case 'MemberJoined': {
        const { personId, role, invitationId } = data
        return { ...state, members: new Map(state.members).set(personId, { role, invitationId }) }
      }
      case 'MemberRoleChanged': {
        const place = { ...state.members.get(data.personId), role: data.role }
        return { ...state, members: new Map(state.members).set(data.personId, place) }
      }
      case 'MemberRemoved': {
        const members = new Map(state.members)
        members.delete(data.personId)
        return { ...state, members }
      }
      default:
        return state // written by a newer version of us; not ours to judge
    }
  },
}

function present(state: Organisation): Present {
  if (state.status === 'absent') throw new Refused('not-found')
  return state
}

function assertPending(state: Organisation): void {
  if (present(state).verification !== 'pending') throw new Refused('verification-not-requested')
}

function assertAnotherAdmin(members: Present['members']): void {
  const admins = [...members.values()].filter(({ role }) => role === 'admin')
  if (admins.length < 2) throw new Refused('last-admin')
}

function removed(
  { members }: Present,
  personId: string,
  how: 'left' | 'removed',
): readonly OrganisationEvent[] {
  const place = members.get(personId)
  if (!place) throw new Refused('not-a-member')
  if (place.role === 'admin') assertAnotherAdmin(members)
  return [{ type: 'MemberRemoved', data: { personId, how } }]
}
