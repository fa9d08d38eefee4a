import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ChallengeCard } from '#projections/challenge-board.ts'
import { call } from '#src/cli/call.ts'
import { type ImportReport, importChallenges } from '#src/cli/import-challenges.ts'
import { listenForCommands } from '#src/cli/listen.ts'
import { readImportFile } from '#src/cli/read-import-file.ts'
import { socketPath } from '#src/cli/wire.ts'
import type { OpenHub } from '#src/hub.ts'
import type { RecordedEvent } from '#src/log/event-log.ts'
import { type TestHub, testHub } from '#test/support/hub.ts'
import { program } from '#test/support/program.ts'
import { ROOT } from '../architecture.ts'

const FILE = join(ROOT, '..', 'shared', 'data', 'challenge-gov-closed.json')
const present = existsSync(FILE)
if (!present) console.log(`skipped what needs the real feed: ${FILE} is not here`)
const real = () => readFileSync(FILE, 'utf8')

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'trihelix-import-'))
  folders.push(made)
  return made
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

const row = (id: string, more: Record<string, unknown> = {}) => ({
  'challenge-id': id,
  'challenge-title': `480目不锈钢丝网均匀性挑战 ${id}`,
  permalink: `https://www.challenge.gov/challenge/mesh-${id}/`,
  tagline: 'Even mesh at 480',
  'total-prize-offered-cash': '$425,000.50',
  agency: 'NASA',
  'submission-start': '03/18/2019 12:00 AM',
  'submission-end': '04/22/2019 12:00 AM',
  challenge_status: 'closed',
  description: '<p>丝网<script>alert(1)</script></p>',
  ...more,
})
const feed = (...rows: unknown[]) => JSON.stringify({ _challenge: rows })

const run = (hub: TestHub, text: string, dryRun = false): Promise<ImportReport> =>
  importChallenges(
    hub.open.hub,
    { text, source: 'challenge.gov', dryRun },
    { onProgress: () => {}, signal: new AbortController().signal },
  )

async function eventsOf({ hub }: OpenHub): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of hub.log.readAll(0)) events.push(...batch)
  return events
}

type Board = { total: number; items: ChallengeCard[]; next?: string }

describe.skipIf(!present)('the real feed', () => {
  test('becomes 289 archived, public challenges, and a second import changes nothing', async () => {
    await using hub = await testHub()
    const before = performance.now()
    const first = await run(hub, real())
    console.log(`289 challenges imported in ${Math.round(performance.now() - before)} ms`)
    expect(first).toMatchObject({ records: 289, created: 289, unchanged: 0, differs: [] })
    expect(first.organisations.created).toBe(first.organisations.total)
    expect(first.problems).toContainEqual({
      record: 77,
      externalId: '1101',
      field: 'submission-start',
      value: '03/02/20202 05:00 PM',
      reason: 'not a date that exists',
      dropped: false,
    })

    const written = await eventsOf(hub.open)
    const second = await run(hub, real())
    expect(second).toMatchObject({ created: 0, unchanged: 289, differs: [], organisations: { created: 0 } })
    expect(await eventsOf(hub.open)).toHaveLength(written.length)

    const seen = new Map<string, ChallengeCard>()
    let cursor = ''
    do {
      const page = await hub.visitor().read<Board>(`/api/challenges?limit=50${cursor && `&cursor=${cursor}`}`)
      expect(page.total).toBe(289)
      for (const card of page.items) seen.set(card.id, card)
      cursor = page.next ?? ''
    } while (cursor)
    const cards = [...seen.values()]
    expect(cards).toHaveLength(289)
    expect(new Set(cards.map(({ status, imported }) => `${status} ${imported}`))).toEqual(
      new Set(['archived true']),
    )
    expect(cards.reduce((sum, { prize }) => sum + (prize?.amount ?? 0), 0)).toBe(15_384_750_000)
    expect(new Set(cards.flatMap(({ prize }) => prize?.currency ?? []))).toEqual(new Set(['USD']))

    const found = await hub.visitor().read<Board>('/api/challenges?q=lithium-ion%20battery%20recycling')
    const battery = found.items.find(({ title }) => title.en === 'Lithium-Ion Battery Recycling Prize')
    expect(battery?.seeker.name.en).toMatch(/^Department of Energy/)
    const page = await hub.visitor().read<{ source: object }>(`/api/challenges/${battery?.id}`)
    expect(page.source).toMatchObject({ name: 'challenge.gov', externalId: '1014' })
  })

  test('keeps when each challenge was posted, and who wanted it', async () => {
    await using hub = await testHub()
    await run(hub, real())
    const events = await eventsOf(hub.open)
    const haptic = events.find(({ data }) => 'externalId' in data && data.externalId === '1003')
    // 03/18/2019 12:00 AM, US Eastern daylight time
    expect(haptic?.meta).toMatchObject({ by: 'system:import', occurredAt: '2019-03-18T04:00:00.000Z' })
    expect(haptic?.meta.at).toBe(hub.clock.now())
    expect(haptic?.data).toMatchObject({
      prize: { amount: 42_500_000, currency: 'USD' },
      closesAt: '2019-04-22T04:00:00.000Z',
    })
    const seekers = events.filter(({ type }) => type === 'OrganisationImported')
    expect(seekers.every(({ data }) => 'kind' in data && data.kind === 'authority')).toBe(true)
  })

  test('in a dry run appends nothing and says what it would do', async () => {
    await using hub = await testHub()
    const head = await hub.open.hub.log.head()
    const said = await run(hub, real(), true)
    expect(said).toMatchObject({ dryRun: true, created: 289, unchanged: 0 })
    expect(said.organisations.created).toBe(said.organisations.total)
    expect(await hub.open.hub.log.head()).toBe(head)
    expect((await hub.visitor().read<Board>('/api/challenges')).total).toBe(0)
  })
})

describe('an import', () => {
  test('lists what has changed in the file since, and keeps what is here', async () => {
    await using hub = await testHub()
    await run(hub, feed(row('1'), row('2'), row('3')))
    const events = await eventsOf(hub.open)
    const changed = row('2', { tagline: '目数更高', 'submission-start': '03/19/2019 12:00 AM' })
    const again = await run(hub, feed('not a record', row('1'), changed, row('3')))
    expect(again).toMatchObject({ created: 0, unchanged: 2 })
    expect(again.differs).toEqual([
      {
        record: 3,
        externalId: '2',
        fields: ['summary', 'opensAt', 'occurredAt'],
        reason: expect.stringContaining('was kept'),
      },
    ])
    expect(await eventsOf(hub.open)).toHaveLength(events.length)
  })

  test('of two runs at once writes each challenge once', async () => {
    await using hub = await testHub()
    const text = feed(...Array.from({ length: 40 }, (_, n) => row(String(n))))
    await Promise.all([run(hub, text), run(hub, text)])
    expect((await eventsOf(hub.open)).filter(({ type }) => type === 'ChallengeImported')).toHaveLength(40)
    expect((await hub.visitor().read<Board>('/api/challenges')).total).toBe(40)
  })

  test('cuts a description that no event could hold after a paragraph, and says so', async () => {
    await using hub = await testHub()
    const long = `<ul>${`<li><p>${'网'.repeat(990)}</p></li>`.repeat(140)}</ul>`
    const report = await run(hub, feed(row('1', { description: long, rules: long })))
    expect(report.created).toBe(1)
    expect(report.problems).toContainEqual(
      expect.objectContaining({
        record: 1,
        externalId: '1',
        field: 'description',
        reason: expect.stringMatching(/cut/),
      }),
    )
    const [imported] = (await eventsOf(hub.open)).filter(({ type }) => type === 'ChallengeImported')
    const descriptionHtml = String(Reflect.get(imported?.data ?? {}, 'descriptionHtml'))
    expect(descriptionHtml).toMatch(/<\/p>\s*<\/li>\s*<\/ul>$/)
    expect(descriptionHtml.length).toBeGreaterThan(100_000)
    expect(await run(hub, feed(row('1', { description: long, rules: long })))).toMatchObject({ unchanged: 1 })
  })

  test('stops when whoever asked has gone, and the next one finishes it', async () => {
    await using hub = await testHub()
    const text = feed(...Array.from({ length: 200 }, (_, n) => row(String(n))))
    const gone = new AbortController()
    const onProgress = ({ done }: { done: number }) => {
      if (done === 50) gone.abort(new Error('the other end has gone'))
    }
    const asked = { text, source: 'challenge.gov', dryRun: false }
    const cut = importChallenges(hub.open.hub, asked, { onProgress, signal: gone.signal })
    await expect(cut).rejects.toThrow('the other end has gone')
    const { created, unchanged } = await run(hub, text)
    expect(unchanged).toBeGreaterThanOrEqual(49)
    expect(created).toBeGreaterThan(0)
    expect(created + unchanged).toBe(200)
  })

  test('stores no script', async () => {
    await using hub = await testHub()
    await run(hub, feed(row('1')))
    expect(JSON.stringify((await eventsOf(hub.open)).map(({ data }) => data))).not.toMatch(/<script|alert/)
  })
})

describe('a file that is no feed is refused with a sentence', () => {
  test.each([
    ['broken JSON', '{"_challenge": [', 'not valid JSON, or is cut short'],
    ['other JSON', '{"rounds": []}', 'not a Challenge.gov feed'],
    ['a list', '[1, 2, 3]', 'not a Challenge.gov feed'],
    ['nothing', '', 'the file is empty'],
    ['a feed of nothing', '{"_challenge": []}', 'holds no challenges'],
    ['NUL bytes', '\0\0\0\0', 'not valid JSON'],
  ])('%s', async (_what, text, sentence) => {
    await using hub = await testHub()
    const head = await hub.open.hub.log.head()
    await expect(run(hub, text)).rejects.toThrow(sentence)
    expect(await hub.open.hub.log.head()).toBe(head)
  })

  test('bytes that are no text, folders, too large and missing files', async () => {
    const data = folder()
    const binary = join(data, 'mesh.jpg')
    writeFileSync(binary, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]))
    await expect(readImportFile(binary)).rejects.toThrow(`${binary}: this is not text in UTF-8`)
    await expect(readImportFile(data)).rejects.toThrow('this is a folder')
    await expect(readImportFile(join(data, '没有.json'))).rejects.toThrow('there is no such file')
    const large = join(data, 'large.json')
    writeFileSync(large, Buffer.alloc(64 * 1024 * 1024 + 1, ' '))
    await expect(readImportFile(large)).rejects.toThrow('67,108,865 bytes are more than the 64 MiB')
  })
})

describe('the socket of a running hub', () => {
  const onDisk = (data: string) => testHub({ HUB_DATA: data, HUB_LOG: `sqlite:${join(data, 'log.db')}` })

  test('is 0600, in a private folder elsewhere when the data folder is too deep, and gone afterwards', async () => {
    for (const data of [folder(), join(folder(), '很深'.repeat(20))]) {
      mkdirSync(data, { recursive: true })
      const path = socketPath(data)
      folders.push(...(path.startsWith(data) ? [] : [join(path, '..')]))
      {
        await using hub = await onDisk(data)
        await using _listening = await listenForCommands(hub.open)
        expect(statSync(path).mode & 0o777).toBe(0o600)
        expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
        const asked = { text: feed(row('1')), source: 'challenge.gov', dryRun: false }
        const heard: number[] = []
        const report = await call(hub.open.hub.config, 'import-challenges', asked, ({ done }) =>
          heard.push(done),
        )
        expect(report).toMatchObject({ created: 1 })
        expect(heard).toEqual([1, 2])
        expect((await hub.visitor().read<Board>('/api/challenges')).total).toBe(1)
      }
      expect(existsSync(path)).toBe(false)
    }
  })

  test('answers nonsense with an error, and goes on', async () => {
    const data = folder()
    await using hub = await onDisk(data)
    await using _listening = await listenForCommands(hub.open)
    for (const [line, said] of [
      ['网', 'the request is not'],
      ['null', 'the request is not'],
      ['{"command":"drop"}', 'knows no command'],
      ['{"command":"__proto__"}', 'knows no command'],
      ['{"command":"import-challenges","args":{"text":7}}', 'cannot read what import-challenges was given'],
      ['{"command":"reset-link","args":{"who":"nobody@example.com"}}', 'nobody has signed up here'],
    ]) {
      expect(await exchange(socketPath(data), `${line}\n`)).toContain(said)
    }
    await expect(
      call(hub.open.hub.config, 'reset-link', { who: '谁@example.com' }, () => {}),
    ).rejects.toThrow('nobody has signed up here as 谁@example.com')
  })

  test('makes links for the operator and for a person', async () => {
    const data = folder()
    await using hub = await onDisk(data)
    await using _listening = await listenForCommands(hub.open)
    const { config } = hub.open.hub
    const invited = await call(config, 'operator-link', {}, () => {})
    expect(invited.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/app\/join\/[\w-]{64}$/)
    const person = await hub.person('王敏')
    const reset = await call(config, 'reset-link', { who: person.email.toUpperCase() }, () => {})
    const password = '新的密码 480 目丝网'
    const token = reset.link.split('/').at(-1)
    expect((await hub.visitor().post('/api/resets', { token, password })).status).toBe(200)
    expect((await hub.visitor().post('/api/session', { email: person.email, password })).status).toBe(200)
  })

  test('does not answer while the hub starts: the command says so', async () => {
    const data = folder()
    await using hub = await onDisk(data)
    await expect(call(hub.open.hub.config, 'operator-link', {}, () => {})).rejects.toThrow(
      'does not take commands yet',
    )
  })

  test('is not taken from a hub that answers on it', async () => {
    await using hub = await onDisk(folder())
    await using _listening = await listenForCommands(hub.open)
    await expect(listenForCommands(hub.open)).rejects.toThrow('another hub answers')
  })

  test('does not exist for a hub in memory', async () => {
    const data = folder()
    await using hub = await testHub({ HUB_DATA: data })
    await using _listening = await listenForCommands(hub.open)
    expect(existsSync(socketPath(data))).toBe(false)
    await expect(call(hub.open.hub.config, 'operator-link', {}, () => {})).rejects.toThrow('keeps nothing')
  })
})

describe('npm run hub', () => {
  const hub = (data: string, ...args: string[]) => program(['src/cli/main.ts', ...args], { HUB_DATA: data })

  test.skipIf(!present)(
    'imports without a hub, then through one, then through one that was killed before',
    async () => {
      const data = join(folder(), 'data')
      const alone = hub(data, 'import', 'challenges', FILE)
      expect(await alone.ended, alone.output()).toBe(0)
      expect(alone.stdout()).toContain('created: 289')
      expect(alone.stdout()).toContain(
        'record 77 (id 1101): submission-start “03/02/20202 05:00 PM”: not a date that exists',
      )
      expect(alone.output()).toContain('100 % (365 of 365)')

      for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
        const server = program(['src/main.ts'], { HUB_DATA: data })
        const [address] = await server.says(/http:\/\/127\.0\.0\.1:[1-9]\d*(?=\n)/)
        expect(server.output()).toMatch(/Operator: open http\S+\/app\/join\/\S+ once/)
        expect(statSync(join(data, 'hub.sock')).mode & 0o777).toBe(0o600)
        const through = hub(data, 'import', 'challenges', FILE, '--json')
        expect(await through.ended, through.output()).toBe(0)
        expect(JSON.parse(through.stdout())).toMatchObject({ records: 289, created: 0, unchanged: 289 })
        const board = (await (await fetch(`${address}/api/challenges`)).json()) as Board
        expect(board.total).toBe(289)
        server.kill(signal)
        expect(await server.ended).toBe(signal === 'SIGTERM' ? 0 : null)
        expect(existsSync(join(data, 'hub.sock'))).toBe(signal === 'SIGKILL')
      }
    },
  )

  test.skipIf(!present)('imports into a hub that runs, and its board shows it', async () => {
    const data = join(folder(), 'data')
    const server = program(['src/main.ts'], { HUB_DATA: data })
    const [address] = await server.says(/http:\/\/127\.0\.0\.1:[1-9]\d*(?=\n)/)
    const through = hub(data, 'import', 'challenges', FILE)
    expect(await through.ended, through.output()).toBe(0)
    expect(through.stdout()).toContain('created: 289')
    expect(((await (await fetch(`${address}/api/challenges`)).json()) as Board).total).toBe(289)
    server.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  test('ends with 1 and one sentence, or with 2 and the usage', async () => {
    const data = join(folder(), 'data')
    const missing = hub(data, 'import', 'challenges', '没有.json')
    const unknown = hub(data, 'import', 'proposals', 'x')
    const option = hub(data, 'operator-link', '--force')
    const help = hub(data, 'help')
    expect(await missing.ended).toBe(1)
    expect(missing.output()).toMatch(/^\/\S+没有\.json: there is no such file\n$/)
    expect(await unknown.ended).toBe(2)
    expect(unknown.output()).toMatch(/no command “import proposals x”\n\nUsage:/)
    expect(await option.ended).toBe(2)
    expect(option.output()).toContain('Usage:')
    expect(await help.ended).toBe(0)
    expect(help.stdout()).toContain('import challenges FILE')
    expect(existsSync(data)).toBe(false)
  })
})

/** Sends a line and gives all that comes back. */
const exchange = (path: string, line: string) =>
  new Promise<string>((resolve, reject) => {
    let heard = ''
    const socket = connect(path, () => socket.write(line))
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text
    })
    socket.once('end', () => resolve(heard)).once('error', reject)
  })
