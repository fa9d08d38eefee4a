/**
 * What `architecture.test.ts` holds the sources to: the table of allowed imports, as data, and the small scanner
 * that reads imports out of the text. Nothing here knows vitest.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

type Row = {
  /** The files it speaks of: the longest matching prefix wins. `*` is one folder. */
  zone: string
  /** Prefixes they may import; `*` is any folder. Their own zone goes without saying. */
  may: readonly string[]
  /** Prefixes they may only `import type` from. */
  types?: readonly string[]
  /** Packages they may import; everything when left out. Node's own modules count as `node:`. */
  packages?: readonly string[]
}

const DOMAIN = ['events/', 'src/log/', 'src/platform/']

/** Between the log below and the composition root above, in the order data flows. */
export const TABLE: readonly Row[] = [
  { zone: 'events/', may: [], packages: ['zod'] },
  { zone: 'src/platform/', may: [], types: ['events/'] },
  { zone: 'src/log/', may: ['events/', 'src/platform/'] },
  { zone: 'src/blobs/', may: DOMAIN },
  { zone: 'src/keys/', may: DOMAIN },
  { zone: 'src/command/', may: DOMAIN },
  { zone: 'src/policy/', may: ['events/'] },
  // `Refused` and `Fault` are how every layer says no; the projector says it to those who wait too long.
  { zone: 'src/projector/', may: [...DOMAIN, 'src/policy/', 'src/command/refused.ts'] },
  {
    zone: 'projections/',
    // Of the platform only pure functions over text, by name: never the clock, ids or the database's driver.
    may: [
      'events/',
      'src/projector/projection.ts',
      'src/projector/queries.ts',
      'src/platform/plain-text.ts',
      'src/platform/search-text.ts',
    ],
    types: ['src/policy/'],
    packages: ['drizzle-orm', 'opencc-js', 'yjs', 'zod'],
  },
  {
    zone: 'src/http/',
    may: [
      ...DOMAIN,
      'src/config.ts',
      'src/policy/',
      'src/command/',
      'src/projector/',
      'src/keys/',
      'projections/',
    ],
  },
  {
    zone: 'src/features/*/',
    // A flow over several streams is a process; the route that starts it calls it by name.
    may: [
      ...DOMAIN,
      'src/policy/',
      'src/command/',
      'src/http/',
      'src/keys/',
      'src/blobs/',
      'projections/',
      'src/process/accept-invitation.ts',
    ],
    types: ['src/config.ts', 'src/hub.ts', 'src/projector/'],
    packages: ['hono', '@hono/zod-openapi', 'zod', 'node:'],
  },
  // The registry of features: the one place that sees them all.
  { zone: 'src/features/', may: ['src/features/*/', 'src/http/'], types: ['src/hub.ts'] },
  {
    zone: 'src/process/',
    may: [...DOMAIN, 'src/policy/', 'src/command/', 'src/http/', 'projections/', 'src/features/*/decider.ts'],
    types: ['src/config.ts', 'src/hub.ts', 'src/projector/'],
  },
  {
    zone: 'src/collab/',
    may: [...DOMAIN, 'src/policy/', 'src/http/', 'src/command/refused.ts'],
    types: ['src/config.ts', 'src/projector/'],
  },
  {
    zone: 'src/pages/',
    may: ['projections/', 'src/http/', 'src/policy/', 'src/platform/', 'events/vocabulary.ts'],
    types: ['events/', 'src/config.ts', 'src/projector/'],
  },
  { zone: 'src/config.ts', may: ['src/platform/'] },
  // The composition root, and the doors that compose a hub of their own.
  ...['src/hub.ts', 'src/main.ts', 'src/first-run.ts', 'src/cli/', 'src/demo/'].map((zone) => ({
    zone,
    may: ['events/', 'projections/', 'src/'],
  })),
  // Types vanish in the build; the close codes and the words for enumerated values are what both ends share.
  {
    zone: 'web/',
    may: ['src/collab/close-codes.ts', 'events/vocabulary.ts'],
    types: ['src/', 'projections/', 'events/'],
  },
]

/** Packages and Node modules that live behind one file. */
export const BEHIND_ONE_FILE: Record<string, readonly string[]> = {
  'better-sqlite3': ['src/platform/sqlite.ts', 'test/bench/'],
  'node:sqlite': ['src/platform/sqlite.ts', 'test/bench/'],
  lucia: ['src/http/session.ts'],
}

/** One import: `to` is a path from the root, or a package's name. */
export type Edge = { from: string; to: string; typeOnly: boolean; climbs: boolean; kind: 'file' | 'package' }

export type Source = { path: string; text: string; isTest: boolean }

/** Every source file we wrote in these folders, with forward slashes from the root. */
export function sources(...folders: string[]): Source[] {
  return folders
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/^(web\/dist|test\/fixtures)\//.test(path) && !path.includes('/node_modules/'))
    .map((path) => ({
      path,
      text: readFileSync(join(ROOT, path), 'utf8'),
      isTest: path.startsWith('test/') || /\.test\.tsx?$/.test(path),
    }))
}

/** The text without comments, so that prose about `enum` or `process.env` is not taken for code. */
export const code = (text: string) =>
  text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/(^|\s)\/\/.*$/gm, '$1')

const IMPORT =
  /(?:^|[;\n])\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** The imports of a file, written as `import`, `export … from` or `import()`. */
export function edges({ path, text }: Pick<Source, 'path' | 'text'>): Edge[] {
  return [...code(text).matchAll(IMPORT)].map(([, type, named, dynamic]) => {
    const target = named ?? dynamic ?? ''
    const relative = target.startsWith('.')
    const file = relative || target.startsWith('#')
    const inside = relative ? posix.join(posix.dirname(path), target) : target.slice(1)
    const packageName = target.startsWith('@')
      ? target.split('/').slice(0, 2).join('/')
      : target.split('/')[0]
    return {
      from: path,
      to: file ? inside : target.startsWith('node:') ? target : (packageName ?? target),
      typeOnly: type !== undefined,
      climbs: target.startsWith('../'),
      kind: file ? 'file' : 'package',
    }
  })
}

/** What is wrong with an import, as a sentence; nothing when it is allowed. */
export function complaint(edge: Edge): string | undefined {
  const says = (why: string) => `${edge.from} → ${edge.to}: ${why}`
  const homes = BEHIND_ONE_FILE[edge.to]
  if (homes && !homes.some((home) => edge.from.startsWith(home)) && !edge.from.startsWith('scripts/')) {
    return says(`only ${homes.join(' and ')} may import it`)
  }
  if (edge.from.startsWith('test/')) return undefined
  const row = rowOf(edge.from)
  if (!row) return says('this file is in no row of the table; give its folder one')
  if (edge.kind === 'package') {
    if (!row.packages) return undefined
    const allowed = row.packages.some(
      (name) => edge.to === name || (name === 'node:' && edge.to.startsWith(name)),
    )
    return allowed ? undefined : says(`${row.zone} may import no package but ${row.packages.join(', ')}`)
  }
  const own = match(row.zone, edge.from)
  if (own && edge.to.startsWith(own)) return undefined
  if (edge.climbs && !row.zone.startsWith('web')) return says('write imports of another folder as #folder/…')
  if (row.may.some((prefix) => match(prefix, edge.to))) return undefined
  if (!row.types?.some((prefix) => match(prefix, edge.to))) return says(`${row.zone} may not import it`)
  return edge.typeOnly ? undefined : says(`${row.zone} may only \`import type\` from it`)
}

function rowOf(path: string): Row | undefined {
  const fitting = TABLE.filter(({ zone }) => match(zone, path))
  return fitting.sort((a, b) => b.zone.length - a.zone.length)[0]
}

/** The part of the path that the pattern stands for, or nothing. A `*` is one folder. */
function match(pattern: string, path: string): string | undefined {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.]/g, '\\.'))
    .join('[^/]+')
  return new RegExp(`^${source}`).exec(path)?.[0]
}
