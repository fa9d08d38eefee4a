import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncubationStage } from '../../../events/project.ts'
import { ApiProblem, post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { notice } from '../../lib/notice.ts'
import { withItem, withMoved } from './stages.ts'
import type { Funnel, FunnelItem } from './types.ts'

export type Move = (item: FunnelItem, to: IncubationStage, note?: string) => Promise<void>

/** Moves a project at once and takes it back, with the hub's reason, when that is refused; resolves when that is settled. `said` is for those who hear the screen. */
export function useMove(key: readonly unknown[]): { move: Move; said: string } {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const client = useQueryClient()
  const [said, setSaid] = useState('')

  async function run(item: FunnelItem, to: IncubationStage, note: string) {
    const update = (change: (funnel: Funnel) => Funnel) =>
      client.setQueryData<Funnel>(key, (funnel) => funnel && change(funnel))
    // An answer that is on its way would undo what we are about to show.
    await client.cancelQueries({ queryKey: key })
    update((funnel) => withMoved(funnel, item.id, to, new Date().toISOString()))
    const title = pick(item.title)
    try {
      await post(`/api/projects/${item.id}/move`, { from: item.stage, to, note })
      setSaid(t('funnel.moved', { title, stage: t(`funnel.stage.${to}`) }))
    } catch (error) {
      update((funnel) => withItem(funnel, item))
      const why = error instanceof ApiProblem ? error.title : t('shell.problem.crashedText')
      void notice(t('funnel.notMoved', { title, stage: t(`funnel.stage.${item.stage}`), why }), true)
    }
    await client.invalidateQueries({ queryKey: key })
    await client.invalidateQueries({ queryKey: ['project', item.id] })
  }

  return { move: (item, to, note = '') => run(item, to, note), said }
}
