import { challenges } from '#projections/challenge-page.ts'
import { projects } from '#projections/projects.ts'
import { proposals } from '#projections/proposals.ts'
import { challengeRef, organisationRef } from '#projections/refs.ts'
import { teams } from '#projections/teams.ts'
import type { Person } from '#src/policy/actor.ts'
import { can } from '#src/policy/can.ts'
import type { Views } from '#src/projector/projection.ts'

/** What a person's first screen shows: their teams, and whatever waits for them. */
export function workOf(views: Views, actor: Person) {
  const places = teams(views).ofPerson(actor.id)
  const own = challenges(views).ofOrganisations(actor.organisations.map(({ id }) => id))
  return {
    teams: places.map(({ id, name, challengeId, role }) => {
      const proposal = proposals(views).ofTeam(id)
      return {
        id,
        name,
        role,
        challenge: challengeRef(views, challengeId),
        ...(proposal && {
          proposal: { id: proposal.id, status: proposal.status, title: proposal.outline.title },
        }),
      }
    }),
    consents: places
      .filter(({ id }) => can(actor, 'project.consent', { teamId: id }))
      .flatMap(({ id }) => projects(views).asked(id))
      .map(({ projectId, title, incubatorId }) => ({
        projectId,
        title,
        incubator: organisationRef(views, incubatorId),
      })),
    drafts: own.filter(({ status }) => status === 'draft'),
    toDecide: own.filter(({ status }) => status === 'closed'),
  }
}
