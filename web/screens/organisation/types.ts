import type { OrganisationPage } from '../../../src/features/organisation/shapes.ts'

export type OrganisationDetail = OrganisationPage
export type Member = NonNullable<OrganisationPage['members']>[number]
