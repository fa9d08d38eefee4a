import type { Brief } from '#events/challenge.ts'
import type { OrganisationKey } from '../organisations.ts'

type Both = { zh: string; en: string }

/** One need of the catalogue. Targets and budgets are invented; places and clusters are not. */
export type DemoChallenge = {
  seeker: OrganisationKey
  /** The incubator that supports what wins. */
  incubator?: OrganisationKey
  title: Both
  summary: Both
  description: Both
  domain: Both
  cluster: string
  mode: Brief['mode']
  mustHaves: readonly { id: string; text: Both; test: Both }[]
  trl: { from: number; to: number }
  /** From and to, in 万元 (10,000 CNY). */
  budget: readonly [number, number]
  /** `weeks` from the day the demo is laid out. */
  deadline: { kind: 'fixed'; weeks: number } | { kind: 'rolling'; weeks?: number } | { kind: 'open' }
  ipTerms: Brief['ipTerms']
  ipNote: string
  /** How long ago it was posted. */
  weeksAgo: number
  /** Wall-clock time in Shanghai. */
  at: string
}

/** 1 万元 in fen. */
export const WAN = 1_000_000
