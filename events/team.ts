import { z } from 'zod'
import { category, type EventOf, id } from './define.ts'

export const teamRole = z.enum(['lead', 'member', 'advisor'])
export type TeamRole = z.infer<typeof teamRole>

/** People who answer one challenge together, `team-<id>`. */
export const team = category('team', {
  TeamFormed: z.object({
    challengeId: id,
    name: z.string().trim().min(1).max(80),
    leadId: id,
    /** The university or firm it acts for, if any. */
    organisationId: id.optional(),
    demo: z.boolean().optional(),
  }),
  TeamMemberJoined: z.object({ personId: id, role: teamRole, invitationId: id.optional() }),
  TeamMemberRemoved: z.object({ personId: id, how: z.enum(['left', 'removed']) }),
})

export type TeamEvent = EventOf<typeof team>
