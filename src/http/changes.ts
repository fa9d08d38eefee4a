/**
 * `GET /api/changes`: what changed, as server-sent events. The id is the log's
 * position; the data names topics and nothing else, so what a reader may not
 * see is not in it. Rights are asked anew at each sending (reliability.md §6.4).
 */
import { streamSSE } from 'hono/streaming'
import { challenges } from '#projections/challenge-page.ts'
import { sessions } from '#projections/sessions.ts'
import { standing } from '#projections/standing.ts'
import { Refused } from '#src/command/refused.ts'
import { type Actor, visitor } from '#src/policy/actor.ts'
import { can } from '#src/policy/can.ts'
import type { Change } from '#src/projector/changes.ts'
import type { Hub } from './env.ts'
import { projectFacts, proposalFacts, teamFacts } from './facts.ts'
import { addressOf } from './limit.ts'
import { createRoute, routes, z } from './routes.ts'

/** A proxy that sees nothing for a minute closes; browsers reconnect by themselves, but needlessly. */
const HEARTBEAT_MS = 25_000
/** Changes kept for a reader that is slow to take them; topics are merged, so this is only their number. */
const MAX_TOPICS = 100
/** Streams of one person at once, and of one address that is not signed in; a browser tab has one (reliability.md §6.6). */
const MAX_STREAMS = { person: 20, address: 200 }
/** A stream is ended after this, so that rights and versions of the page do not live for ever. */
const MAX_STREAM_MS = 30 * 60_000

/** When to try again for whom there are too many, in seconds. */
const RETRY_S = 30

const query = z.object({ topics: z.string().max(4_000).default('board') })

/** Live news for pages. */
export const changeRoutes = (hub: Hub) => {
  /** Who has streams open → how many. */
  const open = new Map<string, number>()
  const leave = (who: string) => {
    const left = (open.get(who) ?? 1) - 1
    if (left > 0) open.set(who, left)
    else open.delete(who)
  }
  return routes().openapi(
    createRoute({
      method: 'get',
      path: '/changes',
      summary: 'Server-sent events: which things changed',
      request: { query },
      responses: {
        200: {
          description: 'Events `changed` with `{topics}`; the id is a position of the log',
          content: { 'text/event-stream': { schema: z.string() } },
        },
      },
    }),
    (c) => {
      // Nobody would ever read the stream of a HEAD, nor end it.
      if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
      const wanted = new Set(c.req.valid('query').topics.split(',').filter(Boolean).slice(0, MAX_TOPICS))
      const personId = c.var.actor.kind === 'person' ? c.var.actor.id : undefined
      const { sessionId } = c.var
      const who = personId ?? addressOf(c)
      const streams = open.get(who) ?? 0
      if (streams >= (personId === undefined ? MAX_STREAMS.address : MAX_STREAMS.person))
        throw new Refused('rate-limited', { retry: RETRY_S, retryAfter: RETRY_S })
      open.set(who, streams + 1)
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(c, async (stream) => {
        const inbox = new Inbox(wanted)
        const unlisten = hub.projector.changes.listen((change) => inbox.take(change))
        stream.onAbort(() => inbox.close())
        const end = setTimeout(() => inbox.close(), MAX_STREAM_MS)
        try {
          await stream.writeSSE({
            event: 'hello',
            id: String(hub.projector.position),
            data: '{}',
            retry: 2_000,
          })
          // What happened while the reader was away is not listed: it reads everything it shows anew.
          if (c.req.header('Last-Event-ID')) inbox.take({ position: hub.projector.position, topics: wanted })
          for (;;) {
            const news = await inbox.next(HEARTBEAT_MS)
            if (news === 'closed') break
            if (news === 'quiet') {
              await stream.write(': still here\n\n')
              continue
            }
            // Signed out: the reader comes back by itself, as whoever it then is.
            if (sessionId !== undefined && !sessions(hub.views).one(sessionId, hub.now())) break
            const actor = personId === undefined ? visitor : standing(hub.views).actor(personId)
            const topics = [...news.topics].filter((topic) => mayHear(hub, actor, topic))
            if (topics.length > 0)
              await stream.writeSSE({
                event: 'changed',
                id: String(news.position),
                data: JSON.stringify({ topics }),
              })
          }
        } finally {
          clearTimeout(end)
          unlisten()
          leave(who)
        }
      })
    },
  )
}

/** Merges changes until the reader takes them, so a slow one costs no more than its topics. */
class Inbox {
  readonly #wanted: ReadonlySet<string>
  #pending = new Set<string>()
  #position = 0
  #closed = false
  #wake: (() => void) | undefined

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted
  }

  take({ position, topics }: Change) {
    for (const topic of topics) if (this.#wanted.has(topic)) this.#pending.add(topic)
    this.#position = position
    if (this.#pending.size > 0) this.#wake?.()
  }

  close() {
    this.#closed = true
    this.#wake?.()
  }

  async next(patience: number): Promise<Change | 'quiet' | 'closed'> {
    if (this.#pending.size === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = undefined
    }
    if (this.#closed) return 'closed'
    if (this.#pending.size === 0) return 'quiet'
    const topics = this.#pending
    this.#pending = new Set()
    return { position: this.#position, topics }
  }
}

/** Whether a topic may be heard: the same question as for reading the thing it names. */
function mayHear({ views }: Hub, actor: Actor, topic: string): boolean {
  const [kind, id = ''] = topic.split(':')
  switch (kind) {
    case 'board':
    case 'organisation':
      return true
    case 'operator':
      return can(actor, 'hub.operate', {})
    case 'person':
      return actor.kind === 'person' && actor.id === id
    case 'funnel':
      return id === '' ? actor.kind === 'person' : can(actor, 'funnel.view', { incubatorId: id })
    case 'challenge': {
      const facts = challenges(views).facts(id)
      return facts !== undefined && can(actor, 'challenge.view', facts)
    }
    case 'team': {
      const facts = teamFacts(views, id)
      return facts !== undefined && can(actor, 'team.view', facts)
    }
    case 'proposal': {
      const facts = proposalFacts(views, id)
      return facts !== undefined && can(actor, 'proposal.view', facts)
    }
    case 'project': {
      const facts = projectFacts(views, id)
      return facts !== undefined && can(actor, 'project.view', facts)
    }
    default:
      return false
  }
}
