import type { EventOf } from '#events/define.ts'
import { document } from '#events/document.ts'
import { type Outline, proposal } from '#events/proposal.ts'
import { callOf } from '#projections/refs.ts'
import { teams } from '#projections/teams.ts'
import type { Decider } from '#src/command/decider.ts'
import { type Asking, type Done, handle, load } from '#src/command/handle.ts'
import { inTurn } from '#src/command/in-turn.ts'
import { Refused } from '#src/command/refused.ts'
import type { Hub } from '#src/http/env.ts'
import { documentText } from '#src/platform/document-html.ts'
import { derivedId } from '#src/platform/ids.ts'
import { type ProposalCommand, proposalDecider } from './decider.ts'

type Parts = Pick<Hub, 'log' | 'views' | 'projector'>

/** A team has one proposal, so its id follows from the team's, and the log itself refuses a second. */
export const proposalIdOf = (teamId: string): string => derivedId('proposal', teamId)
/** The live document of a proposal. */
export const documentIdOf = (proposalId: string): string => derivedId('document', proposalId)

/**
 * Starts a team's proposal: its live document first, so that a proposal never names one that is not there.
 * @throws Refused `not-found`, `proposal-exists`, `submissions-closed`
 */
export async function startProposal(
  parts: Parts,
  { teamId, outline, demo }: { teamId: string; outline: Outline; demo?: boolean | undefined },
  asking: Asking,
): Promise<Done> {
  const { log, views, projector } = parts
  await projector.reached(await log.head())
  const challengeId = teams(views).get(teamId)?.challengeId
  if (challengeId === undefined) throw new Refused('not-found')
  return inTurn(log, challengeId, () => begin(parts, { challengeId, teamId, outline, demo }, asking))
}

type Beginning = { challengeId: string; teamId: string; outline: Outline; demo?: boolean | undefined }

async function begin(parts: Parts, { challengeId, teamId, outline, demo }: Beginning, asking: Asking) {
  const { log } = parts
  const id = proposalIdOf(teamId)
  const documentId = documentIdOf(id)
  const challenge = await callFor(parts, challengeId)
  const command = {
    type: 'StartProposal',
    challengeId,
    teamId,
    documentId,
    outline,
    demo,
    challenge,
    now: asking.at,
  } as const
  const { state, first } = await load(log, proposal, proposalDecider, id, asking.cause)
  if (!first) {
    // Decided once before anything is written: a refusal must not leave a document behind.
    proposalDecider.decide(command, state)
    await createDocument(parts, { documentId, ownerId: id, title: outline.title }, asking)
  }
  return handle(log, proposal, proposalDecider, id, command, asking)
}

/** @throws Refused `not-found`, `proposal-not-open` */
export const outlineProposal = (
  { log }: Pick<Hub, 'log'>,
  { id, outline }: { id: string; outline: Outline },
  asking: Asking,
): Promise<Done> => handle(log, proposal, proposalDecider, id, { type: 'OutlineProposal', outline }, asking)

/**
 * Hands in the document as it stands in the log now.
 * @throws Refused `not-found`, `proposal-not-open`, `submissions-closed`, `proposal-empty`
 */
export async function submitProposal(
  parts: Parts & Pick<Hub, 'documents'>,
  { id }: { id: string },
  asking: Asking,
): Promise<Done> {
  return onProposal(parts, id, asking, async (state, challenge) => {
    const { doc, revision, hash } = await parts.documents.read(state.documentId)
    const characters = countCharacters(documentText(doc))
    return {
      type: 'SubmitProposal',
      documentRevision: revision,
      documentHash: hash,
      characters,
      challenge,
      now: asking.at,
    }
  })
}

/** @throws Refused `not-found`, `proposal-not-submitted`, `submissions-closed` */
export const recallProposal = (parts: Parts, { id }: { id: string }, asking: Asking): Promise<Done> =>
  onProposal(parts, id, asking, (_state, challenge) => ({
    type: 'RecallProposal',
    challenge,
    now: asking.at,
  }))

/** @throws Refused `not-found`, `already-decided` */
export const withdrawProposal = (
  parts: Parts,
  { id, reason }: { id: string; reason: string },
  asking: Asking,
): Promise<Done> =>
  onProposal(parts, id, asking, (_state, challenge) => ({ type: 'WithdrawProposal', reason, challenge }))

type Started = Exclude<ReturnType<typeof proposalDecider.initialState>, { status: 'absent' }>
type Call = Extract<ProposalCommand, { type: 'StartProposal' }>['challenge']

/** Runs a command that needs to know how its challenge stands. */
async function onProposal(
  parts: Parts,
  id: string,
  asking: Asking,
  make: (state: Started, challenge: Call) => ProposalCommand | Promise<ProposalCommand>,
): Promise<Done> {
  const { log } = parts
  const { state } = await load(log, proposal, proposalDecider, id)
  if (state.status === 'absent') throw new Refused('not-found')
  const { challengeId } = state
  return inTurn(log, challengeId, async () => {
    const command = await make(state, await callFor(parts, challengeId))
    return handle(log, proposal, proposalDecider, id, command, asking)
  })
}

/** How the challenge stands in the log now; for the turn of its commands, in which it stays so. */
async function callFor({ log, projector, views }: Parts, challengeId: string): Promise<Call> {
  await projector.reached(await log.head())
  const call = callOf(views, challengeId)
  if (!call) throw new Refused('not-found')
  return call
}

/** Code points that are not white space: what a reader sees of a text, in any script. */
export const countCharacters = (text: string): number => [...text.replaceAll(/\s+/gu, '')].length

/** The first event of a document; what follows is co-editing's. */
const creation: Decider<boolean, DocumentCreated['data'], EventOf<typeof document>> = {
  initialState: () => false,
  decide: (data, exists) => (exists ? [] : [{ type: 'DocumentCreated', data }]),
  evolve: () => true,
}
type DocumentCreated = Extract<EventOf<typeof document>, { type: 'DocumentCreated' }>

async function createDocument(
  { log }: Parts,
  { documentId, ownerId, title }: { documentId: string; ownerId: string; title: string },
  { ifRevision: _, body: __, ...asking }: Asking,
) {
  await handle(log, document, creation, documentId, { kind: 'proposal', ownerId, title }, asking)
}
