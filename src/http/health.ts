import { Hono } from 'hono'
import type { Hub } from './env.ts'

/** A read model this far behind the log is worth a word, in events of the log. */
const LAG_WORTH_TELLING = 1_000

/**
 * `/live`: the event loop answers. `/ready`: rights can be told and the hub is not closing; `degraded`, still 200,
 * when a read model is behind or has parked something (reliability.md §4).
 */
export const healthRoutes = (hub: Hub, closing: () => boolean) =>
  new Hono()
    .get('/live', (c) => c.json({ status: 'ok' }))
    .get('/ready', async (c) => {
      const { denied, parked, position } = hub.projector
      if (closing()) return c.json({ status: 'closing' }, 503)
      if (denied) return c.json({ status: 'denied', projection: denied }, 503)
      const lag = (await hub.log.head()) - position
      const streams = parked.map(({ projection, stream }) => `${projection}: ${stream}`)
      const degraded = streams.length > 0 || lag > LAG_WORTH_TELLING
      return c.json({ status: degraded ? 'degraded' : 'ok', position, lag, parked: streams }, 200)
    })
