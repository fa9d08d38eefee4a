import type { Bilingual } from '../../../events/define.ts'
import type { IncubationStage } from '../../../events/project.ts'
import type { Ref, TeamRef } from '../proposal/types.ts'

export type Money = { amount: number; currency: string }

export type FunnelItem = {
  id: string
  title: Bilingual
  stage: IncubationStage
  enteredAt: string
  team: TeamRef
  seeker: Ref
  challengeId: string
  proposalId: string
  canRead: boolean
  value?: Money
  days: number
  revision: number
}

export type Waiting = { id: string; title: Bilingual; team: TeamRef; seeker: Ref; since: string }

/** `GET /api/funnel` */
export type Funnel = { incubator: Ref; items: FunnelItem[]; waiting: Waiting[] }
