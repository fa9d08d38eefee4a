import { type ChallengeEvent, challenge } from '#events/challenge.ts'
import { project } from '#events/project.ts'
import { proposal } from '#events/proposal.ts'
import { type Asking, handle, load } from '#src/command/handle.ts'
import { challengeDecider } from '#src/features/challenge/decider.ts'
import { projectDecider } from '#src/features/project/decider.ts'
import { proposalDecider } from '#src/features/proposal/decider.ts'
import type { EventLog } from '#src/log/event-log.ts'
import { derivedId } from '#src/platform/ids.ts'
import type { Process, Step } from './process-manager.ts'

type Decision = Extract<ChallengeEvent, { type: 'ChallengeAwarded' }>['data']

/** An awarded proposal makes one project, whoever makes it and however often. */
export const projectIdOf = (challengeId: string, proposalId: string): string =>
  derivedId(challengeId, proposalId)

/**
 * Carries a decision on a challenge out: every proposal hears its outcome, and
 * each awarded one becomes a project.
 */
export function decideProcess(log: EventLog): Process<ChallengeEvent> {
  const declines =
    ({ proposalId, code, reason }: Decision['declines'][number]): Step =>
    (asking) =>
      handle(log, proposal, proposalDecider, proposalId, { type: 'RejectProposal', code, reason }, asking)

  const award =
    (challengeId: string, { proposalId, reason }: Decision['awards'][number]): Step =>
    async (asking) => {
      await handle(log, proposal, proposalDecider, proposalId, { type: 'AcceptProposal', reason }, asking)
      await initiate(challengeId, proposalId, asking)
    }

  async function initiate(challengeId: string, proposalId: string, asking: Asking) {
    const { state: call } = await load(log, challenge, challengeDecider, challengeId)
    const { state: answer } = await load(log, proposal, proposalDecider, proposalId)
    if (call.status === 'absent' || call.status === 'archived' || answer.status === 'absent') return
    const { title, incubatorId } = call.brief
    const command = {
      type: 'InitiateProject',
      challengeId,
      proposalId,
      teamId: answer.teamId,
      seekerId: call.seekerId,
      title,
      ...(incubatorId && { incubatorId }),
      ...(answer.demo && { demo: true }),
    } as const
    const id = projectIdOf(challengeId, proposalId)
    await handle(log, project, projectDecider, id, command, {
      ...asking,
      cause: derivedId(asking.cause, 'project'),
    })
  }

  return {
    name: 'decide',
    on: {
      ChallengeAwarded: ({ data }, id) => [
        ...data.awards.map((one) => award(id, one)),
        ...data.declines.map(declines),
      ],
      NoAwardDeclared: ({ data }) => data.declines.map(declines),
    },
  }
}
