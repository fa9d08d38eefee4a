import type { Brief } from '#events/challenge.ts'

/** When the challenges of tests stop taking proposals, unless they say otherwise. */
export const CLOSES = '2026-06-30T16:00:00.000Z'

/** A brief that may be published. */
export const briefOf = (title: string): Brief => ({
  title: { zh: title },
  summary: { zh: '实现≥480目连续织造,面向光伏丝网印刷。' },
  description: { zh: '实现≥480目、丝径≤11µm网布连续织造,断丝率≤1次/10m。' },
  domain: { zh: '精密织造' },
  cluster: '安平丝网',
  mode: 'open-competition',
  mustHaves: [{ id: 'm1', text: { zh: '断丝率≤1次/10m' }, test: { zh: '连续织造 100 m 计数' } }],
  trl: { from: 4, to: 7 },
  budget: { min: 150_000_000, max: 300_000_000, currency: 'CNY' },
  deadline: { kind: 'fixed', at: CLOSES },
  ipTerms: 'shared',
  ipNote: '',
  visibility: 'public',
})
