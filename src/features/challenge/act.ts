import type { Context } from 'hono'
import { challenge } from '#events/challenge.ts'
import { handle, load } from '#src/command/handle.ts'
import { inTurn } from '#src/command/in-turn.ts'
import { Refused } from '#src/command/refused.ts'
import { asking, done, permit, person } from '#src/http/asking.ts'
import type { Hub, HubEnv } from '#src/http/env.ts'
import type { ChallengeFacts } from '#src/policy/can.ts'
import { type ChallengeCommand, challengeDecider } from './decider.ts'

/**
 * Runs commands on challenges: who may not know of the challenge hears that it
 * is not there, who may not act hears so, and only then is the rule asked.
 */
export function actOn(hub: Hub) {
  const { log } = hub

  /** The challenge as it is now, if the asker may know of it at all. */
  async function known(c: Context<HubEnv>, id: string): Promise<ChallengeFacts> {
    const { state } = await load(log, challenge, challengeDecider, id)
    if (state.status === 'absent') throw new Refused('not-found')
    const visibility = 'brief' in state ? state.brief.visibility : 'public'
    const published = 'published' in state
    const facts = { status: state.status, visibility, seekerId: state.seekerId, published }
    permit(c.var.actor, 'challenge.view', facts)
    return facts
  }

  return async (
    c: Context<HubEnv>,
    id: string,
    action: 'challenge.manage' | 'challenge.moderate' | 'challenge.decide',
    command: (facts: ChallengeFacts) => ChallengeCommand,
  ) => {
    person(c)
    const ask = await asking(c, hub)
    // A proposal that is being handed in or taken back counts or does not; it never does both.
    const result = await inTurn(log, id, async () => {
      const facts = await known(c, id)
      permit(c.var.actor, action, facts)
      await hub.projector.reached(await log.head())
      return handle(log, challenge, challengeDecider, id, command(facts), ask)
    })
    return done(c, hub, result)
  }
}
