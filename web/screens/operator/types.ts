import type { Bilingual } from '../../../events/define.ts'
import type { OrganisationKind } from '../../../events/organisation.ts'

/** Everything that waits for the operator, and everyone. */
export type Queue = {
  organisations: { id: string; name: Bilingual; kind: OrganisationKind; note: string; requestedAt: string }[]
  challenges: { id: string; title: Bilingual; seeker: { id: string; name: Bilingual }; submittedAt: string }[]
  people: { id: string; name: string; email: string }[]
}
