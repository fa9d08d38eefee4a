import { challenge } from '#events/challenge.ts'
import { project } from '#events/project.ts'
import { handle, load } from '#src/command/handle.ts'
import { challengeDecider } from '#src/features/challenge/decider.ts'
import { projectDecider } from '#src/features/project/decider.ts'
import { proposalIdOf } from '#src/features/proposal/commands.ts'
import type { Hub } from '#src/http/env.ts'
import { projectIdOf } from '#src/process/decide.ts'
import type { When } from './proposals/proposal.ts'
import { DECISION } from './proposals.ts'
import { asks, cause, challengeId, organisationId, type Scene, teamId } from './scene.ts'

const CLOSED = { weeksAgo: 8.5, at: '09:00' }
const AWARDED = { weeksAgo: 6, at: '15:30' }
const CONSENTED = { weeksAgo: 5.5, at: '10:10' }
const APPLIED = { weeksAgo: 4, at: '14:45' }
const INSPECTION_CLOSED = { weeksAgo: 1, at: '09:20' }

const meshId = challengeId('mesh')
const proposals = { tension: proposalIdOf(teamId('tension')), adaptive: proposalIdOf(teamId('adaptive')) }
const meshProjectId = projectIdOf(meshId, proposals.tension)
/** The last step of all. */
const LAST = cause('move', 'mesh')

/** Whether the demo was laid out to its end. */
export async function isComplete({ log }: Pick<Hub, 'log'>): Promise<boolean> {
  return (await load(log, project, projectDecider, meshProjectId, LAST)).first !== undefined
}

/** Closes what is to be decided, awards the 480-mesh challenge and takes its project into the funnel. */
export async function decideMesh(scene: Scene, settled: () => Promise<void>): Promise<void> {
  const { hub, now } = scene
  const onChallenge = (
    id: string,
    when: When,
    what: string,
    command: Parameters<typeof challengeDecider.decide>[0],
  ) => handle(hub.log, challenge, challengeDecider, id, command, asks(scene, 'engineer', when, what, id))
  const closing = { type: 'CloseSubmissions', why: 'seeker', now, drafts: 0 } as const

  await onChallenge(challengeId('inspection'), INSPECTION_CLOSED, 'close', {
    ...closing,
    note: DECISION.inspection,
  })
  await onChallenge(meshId, CLOSED, 'close', { ...closing, note: DECISION.closing })
  await onChallenge(meshId, AWARDED, 'award', {
    type: 'AwardChallenge',
    awards: [{ proposalId: proposals.tension, reason: DECISION.award }],
    declines: [{ proposalId: proposals.adaptive, code: 'must_have_failed', reason: DECISION.decline }],
    submitted: Object.values(proposals),
  })
  // The hub itself tells the teams and makes the project.
  await settled()
  const incubatorId = organisationId('wanggu')
  await handle(
    hub.log,
    project,
    projectDecider,
    meshProjectId,
    { type: 'ConsentToIncubation', incubatorId },
    asks(scene, 'professor', CONSENTED, 'consent', 'mesh'),
  )
  await handle(
    hub.log,
    project,
    projectDecider,
    meshProjectId,
    { type: 'MoveStage', incubatorId, from: 'lead', to: 'applied', note: DECISION.applied },
    asks(scene, 'incubator', APPLIED, 'move', 'mesh'),
  )
}
