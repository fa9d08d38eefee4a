import { type Context, Hono } from 'hono'
import { Refused } from '#src/command/refused.ts'
import { Fault } from '#src/platform/fault.ts'
import type { Hub } from './env.ts'

/** A read model that has not caught up in this time is behind, ms: an answer about readiness must itself be quick. */
const CATCHES_UP_MS = 250

/**
 * `/live`: the event loop answers. `/ready`: the log can be reached, rights can be told and the hub is not closing;
 * `degraded`, still 200, when a read model is behind or has parked something (reliability.md §4).
 */
export const healthRoutes = (hub: Hub, closing: () => boolean) => {
  const not = (c: Context, status: string, more: object = {}) => c.json({ status, ...more }, 503)

  return new Hono()
    .get('/live', (c) => c.json({ status: 'ok' }))
    .get('/ready', async (c) => {
      if (closing()) return not(c, 'closing')
      const log = hub.logHealth?.()
      if (log && !log.appends.ok) return not(c, 'log-away', { log })
      const { denied, parked } = hub.projector
      if (denied) return not(c, 'denied', { projection: denied })
      const head = await headOf(hub)
      if (head === undefined) return not(c, 'log-away', { ...(log && { log }) })
      const behind = !(await catchesUp(hub, head))
      const streams = parked.map(({ projection, stream }) => `${projection}: ${stream}`)
      const troubled = log ? !(log.reads.ok && log.subscriptions.ok) : false
      const degraded = behind || troubled || streams.length > 0
      const { position } = hub.projector
      return c.json(
        {
          status: degraded ? 'degraded' : 'ok',
          position,
          head,
          behind,
          parked: streams,
          ...(log && { log }),
        },
        200,
      )
    })
}

/** The log's end, or undefined when the log cannot say. */
async function headOf({ log }: Hub): Promise<number | undefined> {
  try {
    return await log.head()
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}

async function catchesUp({ projector }: Hub, head: number): Promise<boolean> {
  try {
    await projector.reached(head, CATCHES_UP_MS)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
