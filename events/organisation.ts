import { z } from 'zod'
import { bilingual, category, type EventOf, id, maybeBilingual } from './define.ts'

/** Kinds of organisation (domain.md §2.1): enterprises, those who solve, carry, pay, serve and supervise. */
export const ORGANISATION_KINDS = [
  'enterprise',
  'university',
  'institute',
  'incubator',
  'accelerator',
  'investor',
  'service-platform',
  'design-centre',
  'pilot-base',
  'broker',
  'authority',
] as const

export const organisationKind = z.enum(ORGANISATION_KINDS)
export type OrganisationKind = z.infer<typeof organisationKind>

export const organisationRole = z.enum(['admin', 'member'])
export type OrganisationRole = z.infer<typeof organisationRole>

export const organisationProfile = z.object({
  name: bilingual(120),
  kind: organisationKind,
  region: z.string().trim().max(80),
  about: maybeBilingual(2_000),
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]),
})
export type OrganisationProfile = z.infer<typeof organisationProfile>

/** An organisation, its members and whether the operator has verified it, `organisation-<id>`. */
export const organisation = category('organisation', {
  /** `adminId` becomes the first administrator. */
  OrganisationRegistered: organisationProfile.extend({ adminId: id, demo: z.boolean().optional() }),
  /** Came with an import; nobody here speaks for it yet. */
  OrganisationImported: organisationProfile.extend({
    source: z.string().max(80),
    externalKey: z.string().max(300),
  }),
  OrganisationProfileChanged: organisationProfile,
  VerificationRequested: z.object({ note: z.string().trim().max(1_000) }),
  OrganisationVerified: z.object({}),
  VerificationRejected: z.object({ reason: z.string().trim().min(1).max(1_000) }),
  MemberJoined: z.object({ personId: id, role: organisationRole, invitationId: id.optional() }),
  MemberRoleChanged: z.object({ personId: id, role: organisationRole }),
  MemberRemoved: z.object({ personId: id, how: z.enum(['left', 'removed']) }),
})

export type OrganisationEvent = EventOf<typeof organisation>
