import type { InvitationEvent } from '#events/invitation.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'
import { sameHash } from '#src/http/link.ts'

type Issued = Extract<InvitationEvent, { type: 'InvitationIssued' }>['data']

/** A link that lets one person in, once. */
export type Invitation =
  | { status: 'absent' }
  | ({ status: 'open' } & Issued)
  | ({ status: 'accepted'; personId: string } & Issued)
  | { status: 'revoked' }

export type InvitationCommand =
  | ({ type: 'IssueInvitation' } & Issued)
  | { type: 'AcceptInvitation'; personId: string; tokenHash: string; now: string }
  | { type: 'RevokeInvitation' }

export const invitationDecider: Decider<Invitation, InvitationCommand, InvitationEvent> = {
  initialState: () => ({ status: 'absent' }),

  decide(command, invitation) {
    switch (command.type) {
      case 'IssueInvitation': {
        if (invitation.status !== 'absent') throw new Refused('not-allowed')
        const { scope, targetId, role, tokenHash, expiresAt } = command
        return [{ type: 'InvitationIssued', data: { scope, targetId, role, tokenHash, expiresAt } }]
      }
      case 'AcceptInvitation': {
        const { personId, tokenHash, now } = command
        // The same person again: what followed may have been cut off, and is done anew.
        if (acceptedBy(invitation, personId, tokenHash)) return []
        assertUsable(invitation, tokenHash, now)
        return [{ type: 'InvitationAccepted', data: { personId } }]
      }
      case 'RevokeInvitation':
        if (invitation.status === 'absent') throw new Refused('not-found')
        if (invitation.status === 'accepted') throw new Refused('link-invalid')
        return invitation.status === 'open' ? [{ type: 'InvitationRevoked', data: {} }] : []
    }
  },

  evolve(invitation, { type, data }) {
    switch (type) {
      case 'InvitationIssued':
        return { status: 'open', ...data }
      case 'InvitationAccepted':
        return invitation.status === 'open'
          ? { ...invitation, status: 'accepted', personId: data.personId }
          : invitation
      case 'InvitationRevoked':
        return { status: 'revoked' }
      default:
        return invitation // written by a newer version of us; not ours to judge
    }
  },
}

/** @throws Refused `link-invalid`, whatever is wrong with it: a stranger learns nothing about links */
export function assertUsable(
  invitation: Invitation,
  tokenHash: string,
  now: string,
): asserts invitation is Extract<Invitation, { status: 'open' }> {
  if (
    invitation.status !== 'open' ||
    now >= invitation.expiresAt ||
    !sameHash(invitation.tokenHash, tokenHash)
  )
    throw new Refused('link-invalid')
}

/** Whether this very person has used this very link. */
export const acceptedBy = (
  invitation: Invitation,
  personId: string,
  tokenHash: string,
): invitation is Extract<Invitation, { status: 'accepted' }> =>
  invitation.status === 'accepted' &&
  invitation.personId === personId &&
  sameHash(invitation.tokenHash, tokenHash)
