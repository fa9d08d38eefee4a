import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { categories } from '#events/index.ts'
import { BEHIND_ONE_FILE, code, complaint, edges, ROOT, sources, TABLE } from './architecture.ts'

const files = sources('events', 'projections', 'src', 'web', 'test')
const ours = files.filter((file) => !file.isTest)

/** A file past this many lines gives its reason in its header as `@NOTE long: …`. */
const LONG = 250
const LONGEST = { source: 400, test: 600 }
const HEADER_LINES = 30

describe('the import table', () => {
  test('is kept by every file', () => {
    const all = files.flatMap(edges)
    console.log(`architecture: ${files.length} files, ${all.length} imports checked`)
    expect(files.length).toBeGreaterThan(0)
    expect(all.length).toBeGreaterThan(0)
    const tested = files.filter((file) => file.isTest && !file.path.startsWith('test/'))
    const exempt = new Set(tested.map((file) => file.path)) // a test beside its source may build a whole hub
    const broken = all.filter((edge) => !exempt.has(edge.from)).flatMap((edge) => complaint(edge) ?? [])
    expect(broken.join('\n')).toBe('')
  })

  test.each([
    ['events/team.ts', `import { x } from '#src/log/event-log.ts'`],
    ['events/team.ts', `import x from 'yjs'`],
    ['src/log/open-log.ts', `import { x } from '#src/http/app.ts'`],
    ['src/log/sqlite/writer.ts', `import { x } from '../../platform/sqlite.ts'`],
    ['src/platform/clock.ts', `import { x } from '#events/team.ts'`],
    ['src/projector/projector.ts', `import { x } from '#projections/index.ts'`],
    ['projections/funnel.ts', `import { x } from '#src/platform/clock.ts'`],
    ['projections/funnel.ts', `import Database from 'better-sqlite3'`],
    ['src/features/team/routes.ts', `import { x } from '#src/features/proposal/decider.ts'`],
    ['src/features/team/routes.ts', `import {\n  a,\n  b,\n} from 'drizzle-orm'`],
    ['src/features/team/routes.ts', `const { x } = await import('#src/collab/rooms.ts')`],
    ['src/http/account.ts', `export { Lucia } from 'lucia'`],
    ['src/collab/room.ts', `import '#src/features/index.ts'`],
    ['src/policy/can.ts', `import type { X } from '#src/http/env.ts'`],
    ['web/lib/api.ts', `import { x } from '../../src/features/team/routes.ts'`],
    ['src/unknown/thing.ts', `import { x } from '#events/team.ts'`],
  ])('would refuse in %s: %s', (path, text) => {
    expect(edges({ path, text }).flatMap((edge) => complaint(edge) ?? [])).toHaveLength(1)
  })

  test.each([
    ['events/team.ts', `import { z } from 'zod'\nimport { category } from './define.ts'`],
    [
      'src/log/sqlite/writer.ts',
      `import { x } from '../event-log.ts'\nimport { y } from '#src/platform/sqlite.ts'`,
    ],
    ['src/platform/sqlite.ts', `import Database from 'better-sqlite3'`],
    ['projections/funnel.ts', `import { eq } from 'drizzle-orm/sql'`],
    [
      'src/features/team/routes.ts',
      `import { x } from './decider.ts'\nimport { y } from '#projections/funnel.ts'`,
    ],
    ['src/features/index.ts', `import { x } from './team/routes.ts'`],
    [
      'web/lib/api.ts',
      `import type { X } from '../../src/features/team/routes.ts'\nimport { y } from './live.ts'`,
    ],
    ['web/lib/co.ts', `import { CLOSE } from '../../src/collab/close-codes.ts'`],
    ['src/http/session.ts', `// import { x } from '#src/collab/room.ts'\nimport { Lucia } from 'lucia'`],
  ])('allows in %s: %s', (path, text) => {
    const found = edges({ path, text })
    expect(found.length).toBeGreaterThan(0)
    expect(found.flatMap((edge) => complaint(edge) ?? [])).toEqual([])
  })

  test('has a row for every folder of src, and no row twice', () => {
    const zones = TABLE.map((row) => row.zone)
    expect(new Set(zones).size).toBe(zones.length)
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect(folders.map((folder) => `src/${folder.name}/`).filter((zone) => !zones.includes(zone))).toEqual([])
    expect(Object.keys(BEHIND_ONE_FILE)).toContain('lucia')
  })
})

describe('every source file', () => {
  test('is short, or says at its head why it is not', () => {
    const broken = files.flatMap(({ path, text, isTest }) => {
      const lines = text.split('\n').length - 1
      const cap = isTest ? LONGEST.test : LONGEST.source
      if (lines > cap) return [`${path}: ${lines} lines, the cap is ${cap}`]
      const head = text.split('\n').slice(0, HEADER_LINES).join('\n')
      if (isTest || lines <= LONG || /@NOTE long: \S.{14,}/.test(head)) return []
      return [`${path}: ${lines} lines; past ${LONG} its header needs "@NOTE long: <reason>"`]
    })
    expect(broken.join('\n')).toBe('')
  })

  test('can be run by Node as it is, and exports by name', () => {
    const rules: [RegExp, string][] = [
      [/^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+\w/m, 'enum'],
      [/^\s*(?:export\s+)?(?:declare\s+)?namespace\s+\w/m, 'namespace'],
      [/\bconstructor\s*\([^)]*\b(?:private|public|protected|readonly)\s+\w/, 'parameter property'],
      [/^\s*export\s+default\b/m, 'default export'],
      [/^\s*import\s+\w+\s*=\s*require\b/m, 'import = require'],
    ]
    const broken = files
      .filter((file) => !file.path.endsWith('architecture.test.ts'))
      .flatMap(({ path, text }) =>
        rules.flatMap(([rule, name]) => (rule.test(code(text)) ? `${path}: ${name}` : [])),
      )
    expect(broken).toEqual([])
  })

  test('leaves the environment to src/config.ts', () => {
    // Handing the environment over unread is how an entry point calls it.
    const reads = (text: string) =>
      /\bprocess\.env\b/.test(code(text).replaceAll('readConfig(process.env)', ''))
    const broken = ours.filter((file) => file.path !== 'src/config.ts' && reads(file.text))
    expect(broken.map((file) => file.path)).toEqual([])
  })
})

describe('golden events', () => {
  const folder = join(ROOT, 'events', 'golden')

  test.skipIf(!existsSync(folder))('keep one file of every version of every type', () => {
    const present = new Set(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
        .map((entry) => entry.name.replace(/\.json$/, '')),
    )
    const wanted = categories.flatMap((category) =>
      Object.keys(category.shapes).flatMap((type) =>
        Array.from({ length: category.version(type) }, (_, before) => `${type}.${before + 1}`),
      ),
    )
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((name) => !present.has(name) && !present.has(name.replace('.', '.v')))).toEqual([])
  })
})

describe('the linter', () => {
  /** The repository's own rules on the fixtures that everyday runs leave out. */
  function lint(fixture: string) {
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-lint-'))
    try {
      const config = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'))
      const { $schema: _, ...rules } = { ...config, vcs: { enabled: false }, files: { includes: ['**'] } }
      writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules))
      cpSync(join(ROOT, 'test', 'fixtures', 'lint'), folder, { recursive: true })
      const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
      return spawnSync(process.execPath, [biome, 'lint', '--colors=off', fixture], {
        cwd: folder,
        encoding: 'utf8',
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  test('refuses a promise that nobody waits for, also when it comes from another file', () => {
    const { status, stdout, stderr } = lint('floating-promise.ts')
    expect(status).not.toBe(0)
    expect(stdout + stderr).toContain('lint/nursery/noFloatingPromises')
  })

  test('is content when it is waited for', () => {
    const { status, stdout, stderr } = lint('awaited-promise.ts')
    expect(stdout + stderr).not.toContain('noFloatingPromises')
    expect(status).toBe(0)
  })
})
