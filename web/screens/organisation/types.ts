import type { OrganisationProfile, OrganisationRole } from '../../../events/organisation.ts'
import type { Verification } from '../../ui/status-badge.tsx'

export type Member = { personId: string; name: string; role: OrganisationRole }

/** An organisation as its screen shows it; members only to those who may see them. */
export type OrganisationDetail = OrganisationProfile & {
  id: string
  verification: Verification
  rejection?: string
  revision: number
  members?: Member[]
  imported: boolean
  demo: boolean
}
