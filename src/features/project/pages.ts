import { INCUBATION_STAGES, type IncubationStage } from '#events/project.ts'
import { funnel } from '#projections/funnel.ts'
import { people } from '#projections/people.ts'
import { projects } from '#projections/projects.ts'
import { proposals } from '#projections/proposals.ts'
import { organisationRef, teamRef } from '#projections/refs.ts'
import { proposalFacts } from '#src/http/facts.ts'
import type { Actor } from '#src/policy/actor.ts'
import { can } from '#src/policy/can.ts'
import type { Views } from '#src/projector/projection.ts'

const DAY_MS = 86_400_000

type Money = { amount: number; currency: 'CNY' | 'USD' | 'EUR' }

/** The incubator's funnel as it stands; `now` tells how many days each project has stood where it is. */
export function funnelPage(views: Views, incubatorId: string, now: string) {
  const items = funnel(views)
    .items(incubatorId)
    .map(({ teamId, seekerId, outline, answer, ...item }) => ({
      ...item,
      team: teamRef(views, teamId),
      seeker: organisationRef(views, seekerId),
      canRead: answer === 'consented',
      // Figures are part of the proposal: they come with the team's consent, as its words do.
      ...(answer === 'consented' && outline?.price && { value: outline.price }),
      days: Math.max(0, Math.floor((Date.parse(now) - Date.parse(item.enteredAt)) / DAY_MS)),
    }))
  const waiting = funnel(views)
    .waiting(incubatorId)
    .map(({ teamId, seekerId, ...project }) => ({
      ...project,
      team: teamRef(views, teamId),
      seeker: organisationRef(views, seekerId),
    }))
  return {
    incubator: organisationRef(views, incubatorId),
    stages: INCUBATION_STAGES.map((stage) => countsOf(stage, items)),
    items,
    waiting,
  }
}

function countsOf(stage: IncubationStage, items: readonly { stage: IncubationStage; value?: Money }[]) {
  const here = items.filter((item) => item.stage === stage)
  const sums = new Map<Money['currency'], number>()
  for (const { value } of here)
    if (value) sums.set(value.currency, (sums.get(value.currency) ?? 0) + value.amount)
  return {
    stage,
    count: here.length,
    value: [...sums].map(([currency, amount]) => ({ currency, amount })),
  }
}

/** A project's page for one reader, who may see it; undefined when there is none. */
export function projectPage(views: Views, id: string, actor: Actor) {
  const row = projects(views).get(id)
  if (!row) return undefined
  const { carrierId, stage, waitingSince, teamId } = row
  const proposal = proposals(views).get(row.proposalId)
  const facts = proposalFacts(views, row.proposalId)
  const price = facts && can(actor, 'proposal.view', facts) ? proposal?.outline.price : undefined
  const { seekerId } = row
  // An incubator that looks at what waits does not learn what another one wrote down about it, or was told.
  const mayKnow = ({ incubatorId }: { incubatorId: string }) =>
    can(actor, 'project.view', { seekerId, teamId, incubatorId, waiting: false })
  const answers = projects(views).answers(id).filter(mayKnow)
  return {
    id,
    revision: row.revision,
    title: row.title,
    challengeId: row.challengeId,
    proposalId: row.proposalId,
    team: teamRef(views, teamId),
    seeker: organisationRef(views, row.seekerId),
    ...(carrierId && { incubator: organisationRef(views, carrierId) }),
    ...(stage && { stage }),
    ...(waitingSince && { waitingSince }),
    consents: answers.map(({ incubatorId, answer, at }) => ({
      incubator: organisationRef(views, incubatorId),
      answer,
      at,
    })),
    ...(price && { value: price }),
    history: funnel(views)
      .history(id)
      .filter(mayKnow)
      .map(({ by, incubatorId, ...stay }) => ({
        ...stay,
        by: people(views).name(by) ?? '',
        incubator: organisationRef(views, incubatorId),
      })),
    my: {
      canConsent:
        answers.some(({ answer }) => answer === 'asked') && can(actor, 'project.consent', { teamId }),
      canMove: carrierId !== null && can(actor, 'project.move', { incubatorId: carrierId }),
      canRead: facts !== undefined && can(actor, 'proposal.read', facts),
    },
    demo: row.demo,
  }
}
