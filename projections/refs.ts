import type { Bilingual } from '#events/define.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import type { Views } from '#src/projector/projection.ts'
import { challenges } from './challenge-page.ts'
import { organisations } from './organisations.ts'
import { people } from './people.ts'
import { teams } from './teams.ts'

/** Things as other things' pages mention them, put together from several read models at query time. */
export type OrganisationRef = { id: string; name: Bilingual }

export function organisationRef(views: Views, id: string): OrganisationRef {
  return { id, name: organisations(views).card(id)?.name ?? {} }
}

export function teamRef(views: Views, id: string) {
  const team = teams(views).get(id)
  const organisationId = team?.organisationId
  return {
    id,
    name: team?.name ?? '',
    ...(organisationId && { organisation: organisationRef(views, organisationId) }),
  }
}

/** Members with their names; for those who may see them only. */
export const membersOf = (views: Views, teamId: string) =>
  teams(views)
    .members(teamId)
    .map(({ personId, role }) => ({ personId, role, name: people(views).name(personId) ?? '' }))

export function challengeRef(views: Views, id: string) {
  const { status = 'withdrawn', title = {}, brief } = challenges(views).facts(id) ?? {}
  return { id, title, status, ...(brief && { deadline: brief.deadline }) }
}

/** Whether a challenge takes answers, and until when: what deciders of teams and proposals are given. */
export function callOf(views: Views, challengeId: string) {
  const facts = challenges(views).facts(challengeId)
  if (!facts) return undefined
  const { status, brief } = facts
  const deadline = brief?.deadline
  const closesAt = deadline && deadline.kind !== 'open' ? deadline.at : undefined
  return { status, closesAt } satisfies { status: ChallengeStatus; closesAt?: string | undefined }
}
