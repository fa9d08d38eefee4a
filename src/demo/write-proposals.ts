import type { EventOf } from '#events/define.ts'
import { document } from '#events/document.ts'
import type { Decider } from '#src/command/decider.ts'
import { handle } from '#src/command/handle.ts'
import { documentIdOf, proposalIdOf, startProposal, submitProposal } from '#src/features/proposal/commands.ts'
import { formTeam, joinTeam } from '#src/features/team/commands.ts'
import { WAN } from './challenges/challenge.ts'
import { writtenBy } from './document.ts'
import type { DemoProposal } from './proposals/proposal.ts'
import { PROPOSALS, type ProposalKey } from './proposals.ts'
import { asks, challengeId, organisationId, type Scene, teamId } from './scene.ts'

/** Forms the teams, writes their proposals with two authors each, and hands in those that are finished. */
export async function writeProposals(scene: Scene): Promise<void> {
  for (const key of Object.keys(PROPOSALS) as ProposalKey[]) await propose(scene, key, PROPOSALS[key])
}

async function propose(scene: Scene, key: ProposalKey, item: DemoProposal): Promise<void> {
  const { hub, people } = scene
  const { lead, member, submitted } = item
  const id = teamId(key)
  await formTeam(
    hub,
    {
      id,
      challengeId: challengeId(item.challenge),
      name: item.team,
      leadId: people[lead],
      organisationId: organisationId(item.organisation),
      demo: true,
    },
    asks(scene, lead, item.formed, 'team', key),
  )
  await joinTeam(
    hub,
    { teamId: id, personId: people[member], role: 'member' },
    asks(scene, member, item.joined, 'join team', key),
  )
  await startProposal(
    hub,
    { teamId: id, outline: outlineOf(item), demo: true },
    asks(scene, lead, item.started, 'proposal', key),
  )
  const proposalId = proposalIdOf(id)
  await writeDocument(scene, key, documentIdOf(proposalId), item)
  if (submitted) await submitProposal(hub, { id: proposalId }, asks(scene, lead, submitted, 'hand in', key))
}

const outlineOf = ({ title, summary, price, months, trl, answers }: DemoProposal) => ({
  title,
  summary,
  price: { amount: price * WAN, currency: 'CNY' as const },
  months,
  trl,
  answers: [...answers],
})

/** What one sitting adds: its words, and whose Yjs client wrote them. */
type Sat = { clientId: number; personId: string; update: Uint8Array }

/** Client ids already bound. The rules of live editing are co-editing's; here the author is known. */
const sitting: Decider<ReadonlySet<number>, Sat, EventOf<typeof document>> = {
  initialState: () => new Set(),
  decide: ({ clientId, personId, update }, bound) => [
    ...(bound.has(clientId) ? [] : [{ type: 'ClientBound' as const, data: { clientId, personId } }]),
    { type: 'DocumentUpdated', data: update as Uint8Array<ArrayBuffer> },
  ],
  evolve: (bound, { type, data }) => (type === 'ClientBound' ? new Set(bound).add(data.clientId) : bound),
}

async function writeDocument(scene: Scene, key: ProposalKey, documentId: string, { sittings }: DemoProposal) {
  for (const [index, written] of writtenBy(documentId, sittings).entries()) {
    const { by } = written.sitting
    const { clientId, update } = written
    await handle(
      scene.hub.log,
      document,
      sitting,
      documentId,
      { clientId, update, personId: scene.people[by] },
      asks(scene, by, written.sitting, 'sitting', key, index),
    )
  }
}
