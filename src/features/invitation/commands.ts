/** Making and withdrawing links that let people in: for routes, the first run and the demo alike. */
import { invitation } from '#events/invitation.ts'
import { type InvitationRow, invitations } from '#projections/invitations.ts'
import { standing } from '#projections/standing.ts'
import { type Asking, type Done, handle } from '#src/command/handle.ts'
import type { Hub } from '#src/http/env.ts'
import { newToken } from '#src/http/link.ts'
import { OPERATOR_DESK } from '#src/http/operator-desk.ts'
import { newId } from '#src/platform/ids.ts'
import { invitationDecider } from './decider.ts'

type Parts = Pick<Hub, 'log' | 'config'>

/** How long a link works, in ms. */
const INVITATION_LIFE = 7 * 24 * 60 * 60_000

export type NewInvitation = Pick<InvitationRow, 'scope' | 'targetId' | 'role'>
export type Link = { id: string; link: string; expiresAt: string; done: Done }

/**
 * Makes a link that lets one person in, once, within seven days. The link is in
 * the answer only; the log has its hash.
 */
export async function issueInvitation(
  { log, config }: Parts,
  wish: NewInvitation,
  asking: Asking,
): Promise<Link> {
  const id = newId()
  const { token, tokenHash } = newToken(id)
  const expiresAt = new Date(Date.parse(asking.at) + INVITATION_LIFE).toISOString()
  const command = { type: 'IssueInvitation', ...wish, tokenHash, expiresAt } as const
  const done = await handle(log, invitation, invitationDecider, id, command, asking)
  return { id, link: `${config.url}/app/join/${token}`, expiresAt, done }
}

/** Withdraws a link. @throws Refused `link-invalid` when somebody has come in by it */
export const revokeInvitation = ({ log }: Pick<Hub, 'log'>, id: string, asking: Asking): Promise<Done> =>
  handle(log, invitation, invitationDecider, id, { type: 'RevokeInvitation' }, asking)

/**
 * The link to print at the start of a hub that nobody runs yet: whoever opens
 * it becomes the operator. Links of earlier starts stop working. Call it once
 * the projector has caught up.
 * @returns undefined when there is an operator
 */
export async function operatorInvitation(
  hub: Pick<Hub, 'log' | 'config' | 'views' | 'projector' | 'now'>,
): Promise<string | undefined> {
  await hub.projector.reached(await hub.log.head())
  if (standing(hub.views).hasOperator()) return undefined
  const ask = () => ({ by: 'system:first-run', at: hub.now(), cause: newId() })
  for (const { id, scope, issuedBy } of invitations(hub.views).open(OPERATOR_DESK, hub.now()))
    if (scope === 'operator' && issuedBy === 'system:first-run') await revokeInvitation(hub, id, ask())
  const { link } = await issueInvitation(
    hub,
    { scope: 'operator', targetId: OPERATOR_DESK, role: 'operator' },
    ask(),
  )
  return link
}
