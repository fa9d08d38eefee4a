import { challenges } from '#projections/challenge-page.ts'
import { people } from '#projections/people.ts'
import { projects } from '#projections/projects.ts'
import { proposals } from '#projections/proposals.ts'
import { teams } from '#projections/teams.ts'
import type { Facts, ProjectFacts, ProposalFacts } from '#src/policy/can.ts'
import type { Views } from '#src/projector/projection.ts'

/** What rights to a team follow from; undefined when there is none. */
export function teamFacts(views: Views, teamId: string): Facts['team.view'] | undefined {
  const team = teams(views).get(teamId)
  const challenge = team && challenges(views).facts(team.challengeId)
  return challenge && { teamId, challenge }
}

/** What rights to a proposal and its words follow from; undefined when there is none. */
export function proposalFacts(views: Views, proposalId: string): ProposalFacts | undefined {
  const proposal = proposals(views).get(proposalId)
  const challenge = proposal && challenges(views).facts(proposal.challengeId)
  if (!proposal || !challenge) return undefined
  const { teamId, status } = proposal
  return { teamId, status, challenge, incubatorIds: projects(views).readers(proposalId) }
}

/** What rights to a project follow from; undefined when there is none. */
export function projectFacts(views: Views, projectId: string): ProjectFacts | undefined {
  const project = projects(views).get(projectId)
  if (!project) return undefined
  const { seekerId, teamId, carrierId, namedId, waitingSince } = project
  // Once the team has said no to the incubator that was named, it is one of many.
  const named = projects(views)
    .answers(projectId)
    .some(({ incubatorId, answer }) => incubatorId === namedId && answer !== 'declined')
  return {
    seekerId,
    teamId,
    incubatorId: carrierId ?? (named ? (namedId ?? undefined) : undefined),
    waiting: waitingSince !== null,
  }
}

/** The proposal whose words a document holds, and what rights to them follow from; undefined when there is none. */
export function documentFacts(views: Views, documentId: string): ProposalFacts | undefined {
  const proposal = proposals(views).ofDocument(documentId)
  return proposal && proposalFacts(views, proposal.id)
}

/** What others see of a person beside their caret. */
export const nameOf = (views: Views, personId: string): string => people(views).name(personId) ?? '…'
