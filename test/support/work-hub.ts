/**
 * A hub of rules, read models and processes on a log in memory, with a clock
 * that the test moves and people who are who the test says. For flows of
 * challenges, teams, proposals and projects; signing in is tested elsewhere.
 */
import { OpenAPIHono } from '@hono/zod-openapi'
import * as Y from 'yjs'
import { document } from '#events/document.ts'
import type { OrganisationKind } from '#events/organisation.ts'
import { projections } from '#projections/index.ts'
import { standing } from '#projections/standing.ts'
import { openDocuments } from '#src/collab/documents.ts'
import { memorySnapshots } from '#src/collab/snapshots.ts'
import { readConfig } from '#src/config.ts'
import { featureRoutes } from '#src/features/index.ts'
import type { Hub, HubEnv } from '#src/http/env.ts'
import { readYourWrites } from '#src/http/guard.ts'
import { problemOf } from '#src/http/problem.ts'
import { openKeyStore } from '#src/keys/key-store.ts'
import type { EventData, NewEvent } from '#src/log/event-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { openLogger } from '#src/platform/logger.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { startProcesses } from '#src/process/start-processes.ts'
import { openProjector } from '#src/projector/projector.ts'

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers }

/** Long enough to be a proposal; see MIN_CHARACTERS. */
export const WORDS = '采用伺服张力闭环与激光在线检测,480目丝网断丝率降低一半以上,三个月内完成小试。'

export async function workHub() {
  await using parts = new AsyncDisposableStack()
  const log = parts.use(new MemoryEventLog())
  const db = parts.adopt(openDatabase(':memory:', { durable: false }), (open) => void open.close())
  const faults: unknown[] = []
  const projector = parts.use(openProjector(db, log, projections, (error) => faults.push(error)))
  await projector.start()
  let now = '2026-11-22T08:00:00.000Z'
  const hub: Hub = {
    config: readConfig({ HUB_LOG: 'memory:' }),
    log,
    keys: parts.use(openKeyStore(':memory:')),
    projector,
    views: projector.views,
    now: () => now,
    logger: openLogger('silent'),
    documents: openDocuments(log, memorySnapshots()),
  }
  const processes = parts.use(await startProcesses(hub, db))
  const app = new OpenAPIHono<HubEnv>()
  app.onError(problemOf(hub.logger))
  app.use(async (c, next) => {
    const personId = c.req.header('As')
    c.set('actor', personId ? standing(hub.views).actor(personId) : { kind: 'visitor' })
    c.set('lang', 'zh-CN')
    c.set('requestId', newId())
    await next()
  })
  app.use(readYourWrites(hub))
  app.route('/api', featureRoutes(hub))
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'work', version: '0' } })

  const record = (stream: string, type: string, data: EventData, by = 'system:test') => {
    const event: NewEvent = { id: newId(), type, v: 1, data, meta: { by, at: now, cause: newId() } }
    return log.append(stream, [event], 'any')
  }

  async function ask(
    as: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    extra: Record<string, string> = {},
  ): Promise<Answer> {
    await projector.reached(await log.head())
    const headers = {
      ...(as && { As: as }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...extra,
    }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await app.request(`/api${path}`, init)
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    }
  }

  const owned = parts.move()
  return {
    hub,
    log,
    db,
    record,
    settled: () => processes.settled(),
    setNow: (to: string) => {
      now = to
    },
    /** A verified organisation with one administrator. */
    async organisation(kind: OrganisationKind, zh: string) {
      const [id, adminId] = [newId(), newId()]
      await record(`organisation-${id}`, 'OrganisationRegistered', {
        name: { zh },
        kind,
        region: '河北',
        about: {},
        website: '',
        adminId,
      })
      await record(`organisation-${id}`, 'OrganisationVerified', {})
      return { id, adminId }
    },
    /** Types into a document as an editor would. */
    async write(documentId: string, words: string) {
      const doc = new Y.Doc()
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      doc.getXmlFragment('default').insert(0, [paragraph])
      return record(document.stream(documentId), 'DocumentUpdated', Y.encodeStateAsUpdate(doc))
    },
    as: (personId?: string) => ({
      get: (path: string) => ask(personId, 'GET', path),
      post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
        ask(personId, 'POST', path, body, headers),
      put: (path: string, body: unknown) => ask(personId, 'PUT', path, body),
      delete: (path: string) => ask(personId, 'DELETE', path, {}),
    }),
    async [Symbol.asyncDispose]() {
      await owned.disposeAsync()
      // A read model that gave up on a stream may still answer what a test happens to ask.
      if (faults.length > 0) throw faults[0]
    },
  }
}

export type WorkHub = Awaited<ReturnType<typeof workHub>>

export const REASON =
  '方案在张力控制与在线检测两方面证据充分,小试数据可复核,报价与工期合理,团队具备产业化经验,建议采纳并立项推进后续中试工作。'

/** A seeker with an open challenge, and a team that has started its answer. */
export async function openChallenge(
  hub: WorkHub,
  { incubatorId, deadline = { kind: 'fixed', at: '2026-12-31T16:00:00.000Z' } }: Wishes = {},
) {
  const seeker = await hub.organisation('enterprise', '安平县恒丝网业')
  const { body } = await hub.as(seeker.adminId).post('/challenges', {
    seekerId: seeker.id,
    brief: {
      title: { zh: '480目高强度不锈钢丝网织造', en: '480-mesh weaving' },
      summary: { zh: '断丝率过高' },
      description: { zh: '织造480目丝网时断丝率高。' },
      domain: { zh: '精密织造' },
      cluster: '安平丝网',
      mode: 'open-competition',
      mustHaves: [{ id: 'm1', text: { zh: '断丝率下降一半' }, test: {} }],
      deadline,
      ipTerms: 'shared',
      ipNote: '',
      visibility: 'public',
      ...(incubatorId && { incubatorId }),
    },
  })
  const id = String(body.id)
  const published = await hub.as(seeker.adminId).post(`/challenges/${id}/submit`)
  if (published.status !== 200) throw new Error(JSON.stringify(published.body))
  return { id, seeker }
}
type Wishes = { incubatorId?: string; deadline?: object }

/** A team of one with a written, unsubmitted proposal. */
export async function writtenProposal(hub: WorkHub, challengeId: string, name: string) {
  const lead = newId()
  const team = await hub.as(lead).post(`/challenges/${challengeId}/teams`, { name })
  const teamId = String(team.body.id)
  const started = await hub.as(lead).post(`/teams/${teamId}/proposal`, { title: `${name}的方案` })
  const proposalId = String(started.body.id)
  const { body } = await hub.as(lead).get(`/proposals/${proposalId}`)
  await hub.write(String(body.documentId), WORDS)
  return { lead, teamId, proposalId, documentId: String(body.documentId) }
}
