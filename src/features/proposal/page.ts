import { challenges } from '#projections/challenge-page.ts'
import { projects } from '#projections/projects.ts'
import { type ProposalRow, proposals } from '#projections/proposals.ts'
import { callOf, challengeRef, membersOf, organisationRef, teamRef } from '#projections/refs.ts'
import type { Actor } from '#src/policy/actor.ts'
import { type ChallengeFacts, can, type ProposalFacts } from '#src/policy/can.ts'
import type { Views } from '#src/projector/projection.ts'

/** A proposal's page for one reader, who may see it. */
export function proposalPage(
  views: Views,
  row: ProposalRow,
  facts: ProposalFacts,
  actor: Actor,
  now: string,
) {
  const { id, challengeId, teamId } = row
  const brief = challenges(views).facts(challengeId)?.brief
  const project = projects(views).ofProposal(id)
  const submitted = submissionOf(row)
  const decision = decisionOf(row)
  const call = callOf(views, challengeId)
  const open = call?.status === 'open' && (call.closesAt === undefined || now < call.closesAt)
  return {
    id,
    revision: row.revision,
    status: row.status,
    outline: row.outline,
    documentId: row.documentId,
    team: { ...teamRef(views, teamId), members: membersOf(views, teamId) },
    challenge: {
      ...challengeRef(views, challengeId),
      seekerId: facts.challenge.seekerId,
      mustHaves: brief?.mustHaves ?? [],
      ...(brief?.incubatorId && { incubator: organisationRef(views, brief.incubatorId) }),
    },
    ...(submitted && { submitted }),
    ...(decision && { decision }),
    ...(project && { projectId: project.id }),
    my: {
      canWrite: can(actor, 'proposal.write', facts),
      canSubmit: open && row.status === 'co_editing' && can(actor, 'proposal.submit', facts),
      canRead: can(actor, 'proposal.read', facts),
    },
    demo: row.demo,
  }
}

/** What the seeker compares: nothing but numbers until the seal is broken. */
export function comparison(views: Views, challengeId: string, facts: ChallengeFacts & { sealed: boolean }) {
  const counts = {
    drafting: proposals(views).drafting(challengeId),
    submitted: proposals(views).handedIn(challengeId),
  }
  if (facts.sealed) {
    const opensAt = facts.status === 'open' ? callOf(views, challengeId)?.closesAt : undefined
    return { sealed: true, ...(opensAt && { opensAt }), ...counts, items: [] }
  }
  const items = proposals(views)
    .ofChallenge(challengeId)
    .filter(({ status }) => status === 'submitted' || status === 'accepted' || status === 'rejected')
    .map((row) => {
      const decision = decisionOf(row)
      return {
        id: row.id,
        team: teamRef(views, row.teamId),
        outline: row.outline,
        submittedAt: row.submittedAt ?? '',
        status: row.status,
        characters: row.characters ?? 0,
        ...(decision && { decision }),
      }
    })
  return { sealed: false, ...counts, items }
}

function submissionOf({ submittedAt, documentRevision, documentHash, characters }: ProposalRow) {
  if (submittedAt === null || documentRevision === null) return undefined
  return {
    at: submittedAt,
    documentRevision,
    documentHash: documentHash ?? '',
    characters: characters ?? 0,
  }
}

function decisionOf({ status, code, reason }: ProposalRow) {
  if (status !== 'accepted' && status !== 'rejected') return undefined
  return { outcome: status, ...(code && { code }), reason: reason ?? '' }
}
