/** The live doors as the matrix of rights knocks at them: server-sent events, and documents to write in together. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { ask } from './ask.ts'
import type { Name, RightsWorld } from './rights-world.ts'

/** Topics that a reader who was away hears of at once, out of those it asks for. */
export async function heardBy(
  { hub, people }: RightsWorld,
  name: Name,
  topics: readonly string[],
): Promise<string[]> {
  const response = await ask(hub.open, {
    method: 'GET',
    path: `/api/changes?topics=${encodeURIComponent(topics.join(','))}`,
    cookie: people[name].cookie(),
    headers: { 'Last-Event-ID': '1' },
  })
  let text = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    const data = /event: changed\ndata: (.*)\n/.exec(text)?.[1]
    if (data) return (JSON.parse(data) as { topics: string[] }).topics
  }
  return []
}

/** What an upgrade of `/collab/` is answered with. */
export async function upgrade(
  base: string,
  document: string,
  cookie: string,
  origin?: string,
): Promise<number> {
  const from = origin ?? base.replace('ws', 'http')
  const headers = { ...(cookie && { cookie }), ...(from && { origin: from }) }
  const socket = new WebSocket(`${base}/collab/${document}`, { headers })
  const answer = Promise.withResolvers<number>()
  socket.on('open', () => answer.resolve(101))
  socket.on('unexpected-response', (_request, response) => answer.resolve(response.statusCode ?? 0))
  socket.on('error', () => {}) // what `terminate` says of a socket that never opened
  const status = await answer.promise
  const closed = status === 101 ? once(socket, 'close') : undefined
  socket.terminate()
  await closed
  return status
}
