/**
 * `kill -9` under load (reliability.md D1): a real hub process is killed at
 * seeded moments while people write, and after each kill everything that it had
 * answered for must be there, once. One data folder lives through all of it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordedEvent } from '#src/log/event-log.ts'
import { openLog } from '#src/log/open-log.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { briefOf } from './brief.ts'
import { BrowserSession } from './browser-session.ts'
import { Editor, markersIn, Writer } from './kill-people.ts'
import { type Program, program } from './program.ts'
import { random } from './random.ts'

const WRITERS = 4
const EDITORS = 2
/** When after a cycle's first answer the kill comes, ms. */
const EARLIEST = 20
const LATEST = 400

export type KillReport = {
  kills: number
  writes: number
  edits: number
  /** Writes answered for in the poorest cycle. */
  fewest: number
  /** The slowest start, from the process's birth to its first page, ms. */
  slowestStart: number
}

/** Kills a hub `kills` times. @throws Error that names what was lost, doubled or out of order */
export async function killUnderLoad(kills: number, seed: number): Promise<KillReport> {
  const data = mkdtempSync(join(tmpdir(), 'trihelix-kill-'))
  const next = random(seed)
  const report: KillReport = {
    kills: 0,
    writes: 0,
    edits: 0,
    fewest: Number.POSITIVE_INFINITY,
    slowestStart: 0,
  }
  let hub: Program | undefined
  const start = async () => {
    const born = performance.now()
    hub = program(['src/main.ts'], { HUB_DATA: data, LOG_LEVEL: 'warn' })
    const [, base = ''] = await hub.says(/Trihelix is at (http:\S+)/)
    report.slowestStart = Math.max(report.slowestStart, Math.round(performance.now() - born))
    return { hub, base }
  }
  try {
    const first = await start()
    const { writers, editors } = await settleIn(first.hub, first.base)
    const everyone = { writers, editors, log: join(data, 'log.db') }
    let { base } = first
    for (; report.kills < kills; report.kills++) {
      const before = count(writers)
      await workUntilKilled(hub as Program, base, everyone, EARLIEST + next() * (LATEST - EARLIEST))
      report.fewest = Math.min(report.fewest, count(writers) - before)
      await reconcileLog(everyone)
      base = (await start()).base
      await reconcileShown(everyone, base)
    }
    // The end of the story: whatever was unanswered is sent again and answered now.
    for (const writer of writers) while (writer.pending) await writer.writeOnce()
    await Promise.all(editors.map((editor) => editor.work(base, 1)))
    await reconcileShown(everyone, base)
    hub?.kill('SIGKILL')
    await hub?.ended
    await reconcileLog(everyone)
    report.writes = count(writers)
    report.edits = count(editors)
    return report
  } catch (error) {
    throw new Error(`after ${report.kills} kills with seed ${seed}: ${String(error)}\n${hub?.output()}`, {
      cause: error,
    })
  } finally {
    hub?.kill('SIGKILL')
    await hub?.ended
    rmSync(data, { recursive: true, force: true })
  }
}

type Everyone = { writers: Writer[]; editors: Editor[]; log: string }

const count = (people: readonly { acked: readonly unknown[] }[]) =>
  people.reduce((sum, { acked }) => sum + acked.length, 0)

async function workUntilKilled(hub: Program, base: string, { writers, editors }: Everyone, after: number) {
  const firstAck = Promise.withResolvers<void>()
  const work = [
    ...writers.map((writer) => writer.work(base, firstAck.resolve)),
    ...editors.map((editor) => editor.work(base)),
  ]
  const all = Promise.all(work)
  await Promise.race([firstAck.promise, all])
  const moment = setTimeout(() => hub.kill('SIGKILL'), after)
  await all.finally(() => clearTimeout(moment))
  await hub.ended
}

/** What the log itself says, read between the crash and the next start. */
async function reconcileLog({ writers, log: file }: Everyone): Promise<void> {
  const events: RecordedEvent[] = []
  {
    await using log = await openLog(`sqlite:${file}`)
    for await (const batch of log.readAll(0)) events.push(...batch)
  }
  const db = openDatabase(file, { durable: true })
  const sound = db.pragma('integrity_check', { simple: true })
  db.close()
  if (sound !== 'ok') throw new Error(`the log file is damaged: ${String(sound)}`)

  const revisions = new Map<string, number>()
  const ids = new Set<string>()
  const effects = new Map<string, number>()
  for (const { stream, revision, id, data } of events) {
    const expected = (revisions.get(stream) ?? -1) + 1
    if (revision !== expected) throw new Error(`${stream} goes from revision ${expected - 1} to ${revision}`)
    revisions.set(stream, revision)
    if (ids.has(id)) throw new Error(`event ${id} is in the log twice`)
    ids.add(id)
    const marker = markerOf(data)
    if (marker) effects.set(marker, (effects.get(marker) ?? 0) + 1)
  }
  for (const { acked, pending } of writers) {
    const lost = acked.filter(({ marker }) => !effects.has(marker))
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged writes lost, first ${lost[0]?.marker}`)
    for (const { marker } of pending ? [...acked, pending] : acked)
      if ((effects.get(marker) ?? 0) > 1) throw new Error(`${marker} acted ${effects.get(marker)} times`)
  }
}

function markerOf(data: RecordedEvent['data']): string | undefined {
  const { brief } = data as { brief?: { title?: { zh?: string } } }
  return brief?.title?.zh
}

/** What the hub shows after it has come back: to a writer, and to somebody who opens the document anew. */
async function reconcileShown({ writers, editors }: Everyone, base: string): Promise<void> {
  for (const writer of writers) {
    const title = await writer.title(base)
    const { acked, pending } = writer
    const may = [acked.at(-1)?.marker, pending?.marker]
    if (title !== undefined && !may.includes(title))
      throw new Error(`shows ${title}, not ${may.join(' or ')}`)
  }
  const text = await (editors[0] as Editor).read(base)
  const counts = new Map<string, number>()
  for (const marker of markersIn(text)) counts.set(marker, (counts.get(marker) ?? 0) + 1)
  for (const { acked, typed, heard } of editors) {
    const lost = acked.filter((marker) => !counts.has(marker))
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged edits lost, first ${lost[0]}`)
    const unsaid = heard.find((marker) => !counts.has(marker))
    if (unsaid) throw new Error(`${unsaid} was shown to others before it was in the log`)
    const doubled = typed.find((marker) => (counts.get(marker) ?? 0) > 1)
    if (doubled) throw new Error(`${doubled} stands in the document ${counts.get(doubled)} times`)
  }
}

/** Signs everybody up, and opens the document that two of them will write in. */
async function settleIn(hub: Program, base: string): Promise<Pick<Everyone, 'writers' | 'editors'>> {
  const signUp = async (name: string, email: string, invitation?: string) => {
    const session = new BrowserSession(base)
    const password = '正确的马电池订书钉'
    const person = {
      email: `${email}@example.com`,
      name,
      password,
      locale: 'zh-CN',
      ...(invitation && { invitation }),
    }
    session.id = (await session.ok('POST', '/api/people', person)).id
    return session
  }
  const register = async (admin: BrowserSession, zh: string) => {
    const profile = { name: { zh }, kind: 'enterprise', region: '衡水', about: {}, website: '' }
    return (await admin.ok('POST', '/api/organisations', profile)).id
  }
  const [, token] = await hub.says(/\/app\/join\/(\S+)/)
  const operator = await signUp('平台运营', 'operator', token)
  const writers: Writer[] = []
  for (let n = 0; n < WRITERS; n++) {
    const session = await signUp(`写手${n}`, `writer${n}`)
    writers.push(new Writer(session, `w${n}写手`, await register(session, `写手${n}的公司`)))
  }

  const seeker = await signUp('王工', 'seeker')
  const seekerId = await register(seeker, '安平县恒丝网业(虚构)')
  await seeker.ok('POST', `/api/organisations/${seekerId}/verification`, { note: '' })
  await operator.ok('POST', `/api/organisations/${seekerId}/verify`)
  const challenge = await seeker.ok('POST', '/api/challenges', {
    seekerId,
    brief: { ...briefOf('480目丝网'), deadline: { kind: 'open' } },
  })
  await seeker.ok('POST', `/api/challenges/${challenge.id}/submit`)

  const lead = await signUp('林晓', 'lead')
  const team = await lead.ok('POST', `/api/challenges/${challenge.id}/teams`, { name: '织网联队' })
  const proposal = await lead.ok('POST', `/api/teams/${team.id}/proposal`, { title: '张力闭环方案' })
  const { documentId } = await lead.ok<{ documentId: string }>('GET', `/api/proposals/${proposal.id}`)
  const editors = [new Editor(lead, '林晓', documentId)]
  for (let n = 1; n < EDITORS; n++) {
    const { link } = await lead.ok<{ link: string }>('POST', `/api/teams/${team.id}/invitations`, {
      role: 'member',
    })
    const member = await signUp(`同事${n}`, `member${n}`, link.split('/').at(-1))
    editors.push(new Editor(member, `同事${n}`, documentId))
  }
  return { writers, editors }
}

/** Runs it, prints the line that says what was proved, and fails when nothing was. */
export async function proveKills(kills: number, seed: number): Promise<KillReport> {
  const report = await killUnderLoad(kills, seed)
  const { writes, edits, fewest, slowestStart } = report
  console.log(`kill: ${writes} writes and ${edits} edits acknowledged over ${report.kills} kills, 0 lost`)
  console.log(`kill: at least ${fewest} writes in each cycle, slowest start ${slowestStart} ms, seed ${seed}`)
  if (report.kills !== kills || writes === 0 || edits === 0 || fewest < 1)
    throw new Error('too little was acknowledged for this to prove anything')
  return report
}
