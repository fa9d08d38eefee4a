import { z } from 'zod'
import { category, type EventOf, id, instant } from './define.ts'

export const invitationScope = z.enum(['organisation', 'team', 'operator'])
export const invitationRole = z.enum(['admin', 'member', 'advisor', 'operator'])

/**
 * A link that lets one person into an organisation, a team or the operator's
 * desk, once, `invitation-<id>`. The log holds a hash of the link's secret.
 */
export const invitation = category('invitation', {
  InvitationIssued: z.object({
    scope: invitationScope,
    /** The organisation or team; for `operator`, the hub itself. */
    targetId: id,
    role: invitationRole,
    tokenHash: z.string().max(100),
    expiresAt: instant,
  }),
  InvitationAccepted: z.object({ personId: id }),
  InvitationRevoked: z.object({}),
})

export type InvitationEvent = EventOf<typeof invitation>
