/** What happens to organisations, without HTTP: for routes, imports and the demo alike. */
import { type OrganisationProfile, organisation } from '#events/organisation.ts'
import { type Asking, type Done, handle } from '#src/command/handle.ts'
import type { Hub } from '#src/http/env.ts'
import { derivedId } from '#src/platform/ids.ts'
import { type OrganisationCommand, organisationDecider } from './decider.ts'

type Parts = Pick<Hub, 'log'>

/** Runs one command on the organisation of `id`. @throws Refused what its rules say */
export const commandOrganisation = (
  { log }: Parts,
  id: string,
  command: OrganisationCommand,
  asking: Asking,
): Promise<Done> => handle(log, organisation, organisationDecider, id, command, asking)

/** A new organisation under a fresh `id`; `adminId` is its first administrator. */
export const registerOrganisation = (
  hub: Parts,
  id: string,
  { profile, adminId, demo }: { profile: OrganisationProfile; adminId: string; demo?: boolean },
  asking: Asking,
): Promise<Done> =>
  commandOrganisation(hub, id, { type: 'RegisterOrganisation', profile, adminId, demo }, asking)

/** The id of an organisation that an import knows by a key of its own. */
export const importedOrganisationId = (source: string, externalKey: string): string =>
  derivedId('organisation', source, externalKey)

/** An organisation out of an import; nothing when it is there already. */
export const importOrganisation = (
  hub: Parts,
  { profile, source, externalKey }: { profile: OrganisationProfile; source: string; externalKey: string },
  asking: Asking,
): Promise<Done> =>
  commandOrganisation(
    hub,
    importedOrganisationId(source, externalKey),
    { type: 'ImportOrganisation', profile, source, externalKey },
    asking,
  )

/** Adds a person without an invitation, as the demo does. @throws Refused `already-member` */
export const joinOrganisation = (
  hub: Parts,
  id: string,
  { personId, role }: { personId: string; role: 'admin' | 'member' },
  asking: Asking,
): Promise<Done> => commandOrganisation(hub, id, { type: 'JoinOrganisation', personId, role }, asking)
