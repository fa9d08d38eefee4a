import type { Funnel } from '../../../src/features/project/shapes.ts'

export type { Funnel }
export type FunnelItem = Funnel['items'][number]
export type Waiting = Funnel['waiting'][number]
export type Money = NonNullable<FunnelItem['value']>
