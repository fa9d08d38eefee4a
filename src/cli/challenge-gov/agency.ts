/**
 * One key for the several spellings of a US agency: `NASA` and `National Aeronautics and Space
 * Administration (NASA)`; `NIST`, and `Department of Commerce - National Institute of Standards and
 * Technology`. A key is for comparing, never for showing.
 */

/** Short names and slips → the name that the key uses. Left sides are written as `simplify` leaves them. */
const SAME: Record<string, string> = {
  'air force': 'department of air force',
  army: 'department of army',
  cdc: 'centers for disease control and prevention',
  'department of health and humans services': 'department of health and human services',
  epa: 'environmental protection agency',
  faa: 'federal aviation administration',
  fda: 'food and drug administration',
  nasa: 'national aeronautics and space administration',
  'national institute of health': 'national institutes of health',
  navy: 'department of navy',
  nga: 'national geospatial intelligence agency',
  nih: 'national institutes of health',
  nist: 'national institute of standards and technology',
  noaa: 'national oceanic and atmospheric administration',
  nsf: 'national science foundation',
  'office of national coordination for health information technology':
    'office of national coordinator for health information technology',
  'office of women s health': 'office on women s health',
}

/** One part that stands for two: an agency and its division. */
const SPLIT: Record<string, string[]> = {
  'nist pscr group': ['nist', 'public safety communications research division'],
}

/** Agencies known by their own name: whatever department is written before them says nothing more. */
const KNOWN = new Set([
  ...Object.values(SAME),
  ...['administration for community living', 'agency for healthcare research and quality'],
  ...['bureau of reclamation', 'centers for medicare and medicaid services'],
  ...['marine corps', 'national security innovation network', 'veterans health administration'],
  ...['naval information warfare center', 'naval information warfare center pacific'],
  ...['naval information warfare systems command'],
])

/** @returns lower-case words, parts joined by ` / `; empty only for an empty name */
export function agencyKey(name: string): string {
  const parts = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .split(/\s[-–—]+\s|[,/]\s/)
    .map(simplify)
    .filter((part) => part !== '')
    .flatMap((part) => SPLIT[part] ?? [part])
    .map((part) => (Object.hasOwn(SAME, part) ? (SAME[part] ?? part) : part))
  const known = parts.findLastIndex((part) => KNOWN.has(part))
  return parts.slice(Math.max(known, 0)).join(' / ') || simplify(name) || name.trim().toLowerCase()
}

function simplify(part: string): string {
  return part
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/\bu\.?\s?s\.?(?=\s)|\bunited states\b|\bthe\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * The spelling to show for each key: the one most often used, then the first in the feed.
 * @param seekers - every agency as its record names it, in the order of the feed
 */
export function commonSpellings(seekers: readonly { name: string; key: string }[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const { name } of seekers) counts.set(name, (counts.get(name) ?? 0) + 1)
  const shown = new Map<string, string>()
  for (const { name, key } of seekers) {
    const best = shown.get(key)
    if (best === undefined || (counts.get(name) ?? 0) > (counts.get(best) ?? 0)) shown.set(key, name)
  }
  return shown
}
