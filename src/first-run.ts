import { seedDemo, wantsDemo } from './demo/seed.ts'
import { operatorInvitation } from './features/invitation/commands.ts'
import type { OpenHub } from './hub.ts'

/**
 * What a hub does when it starts with nobody there: it lays out its demo, if it may. One with nobody to run it
 * prints a link that makes whoever opens it the operator; links of earlier starts stop working.
 * @returns lines to print once the hub listens
 */
export async function firstRun(open: OpenHub): Promise<string[]> {
  if (await wantsDemo(open)) await seedDemo(open)
  const link = await operatorInvitation(open.hub)
  return link ? [`Operator: open ${link} once to become the operator`] : []
}
