import { operatorInvitation } from './features/invitation/commands.ts'
import type { OpenHub } from './hub.ts'

/**
 * What a hub does when it starts with nobody to run it: it prints a link that makes whoever opens it the operator.
 * Links of earlier starts stop working.
 * @returns lines to print once the hub listens
 */
export async function firstRun({ hub }: OpenHub): Promise<string[]> {
  const link = await operatorInvitation(hub)
  return link ? [`Operator: open ${link} once to become the operator`] : []
}
