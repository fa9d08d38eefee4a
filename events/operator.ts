import { z } from 'zod'
import { category, type EventOf, id } from './define.ts'

/** Who runs the hub; one stream, `operator-<the hub's own id>`. */
export const operator = category('operator', {
  OperatorGranted: z.object({ personId: id, invitationId: id.optional() }),
  OperatorRevoked: z.object({ personId: id }),
})

export type OperatorEvent = EventOf<typeof operator>
