import type { AnyProjection } from '#src/projector/projection.ts'
import { challengeSearchProjection } from './challenge-search.ts'
import { challengesProjection } from './challenges.ts'
import { funnelProjection } from './funnel.ts'
import { invitationsProjection } from './invitations.ts'
import { organisationsProjection } from './organisations.ts'
import { peopleProjection } from './people.ts'
import { projectsProjection } from './projects.ts'
import { proposalsProjection } from './proposals.ts'
import { sessionsProjection } from './sessions.ts'
import { standingProjection } from './standing.ts'
import { teamsProjection } from './teams.ts'

/** Every read model of the hub. */
export const projections: readonly AnyProjection[] = [
  standingProjection,
  sessionsProjection,
  peopleProjection,
  organisationsProjection,
  invitationsProjection,
  challengesProjection,
  challengeSearchProjection,
  funnelProjection,
  projectsProjection,
  proposalsProjection,
  teamsProjection,
]
