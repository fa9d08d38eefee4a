import { z } from 'zod'
import { category, type EventOf, id } from './define.ts'

/**
 * The words of a live document, `document-<id>`: Yjs updates as the server
 * re-encoded them, and which person each Yjs client id belongs to.
 */
export const document = category('document', {
  DocumentCreated: z.object({ kind: z.enum(['proposal']), ownerId: id, title: z.string().max(200) }),
  DocumentUpdated: z.instanceof(Uint8Array),
  ClientBound: z.object({
    clientId: z
      .number()
      .int()
      .nonnegative()
      .max(2 ** 53 - 1),
    personId: id,
  }),
})

export type DocumentEvent = EventOf<typeof document>
