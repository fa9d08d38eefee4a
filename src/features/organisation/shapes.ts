import {
  organisation,
  organisationKind,
  organisationProfile,
  organisationRole,
} from '#events/organisation.ts'
import { idParam, z } from '#src/http/routes.ts'

const name = z.object({ zh: z.string().optional(), en: z.string().optional() })

export const organisationQuery = z.object({
  kind: organisationKind.optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const organisationList = z.object({
  total: z.number().int(),
  items: z.array(
    z.object({ id: z.string(), name, kind: organisationKind, region: z.string(), verified: z.boolean() }),
  ),
  next: z.string().optional(),
})

export type OrganisationList = z.infer<typeof organisationList>

export const organisationPage = z
  .object({
    id: z.string(),
    name,
    kind: organisationKind,
    region: z.string(),
    about: name,
    website: z.string(),
    /** Outsiders learn only whether it is verified. */
    verification: z.enum(['unverified', 'pending', 'verified', 'rejected']),
    rejection: z.string().optional(),
    revision: z.number().int(),
    members: z.array(z.object({ personId: z.string(), name: z.string(), role: organisationRole })).optional(),
    imported: z.boolean(),
    demo: z.boolean(),
  })
  .openapi('Organisation')

export type OrganisationPage = z.infer<typeof organisationPage>

export const profileBody = organisationProfile
export const verificationBody = organisation.shapes.VerificationRequested
export const rejectionBody = organisation.shapes.VerificationRejected
export const roleBody = z.object({ role: organisationRole })
export const memberParams = idParam.extend({ personId: z.uuid() })
