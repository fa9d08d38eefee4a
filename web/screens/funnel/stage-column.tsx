import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncubationStage } from '../../../events/project.ts'
import { useFormat } from '../../lib/format.ts'
import styles from './funnel.module.css'
import { reachable, STAGES, sums } from './stages.ts'
import type { FunnelItem } from './types.ts'

type Props = {
  stage: IncubationStage
  items: readonly FunnelItem[]
  /** Collapsed to its heading; still takes drops. */
  folded?: boolean
  onDrop: (id: string) => void
  children: ReactNode
}

/** A stage of the funnel with its count and sum; projects are dropped on it. */
export function StageColumn({ stage, items, folded = false, onDrop, children }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const column = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  const drop = useRef(onDrop)
  useEffect(() => {
    drop.current = onDrop
  })

  useEffect(() => {
    const element = column.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => {
        const from = STAGES.find((one) => one === source.data.stage)
        return from !== undefined && reachable(from, stage)
      },
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false)
        drop.current(String(source.data.id))
      },
    })
  }, [stage])

  const name = t(`funnel.stage.${stage}`)
  const value = sums(items).map(money).join(' + ')
  return (
    <section
      ref={column}
      className={styles.column}
      data-column={stage}
      data-over={over || undefined}
      data-folded={folded || undefined}
      data-empty={items.length === 0 || undefined}
      aria-label={`${name} ${t('funnel.count', { n: items.length })}`}
    >
      <header>
        <h2>{name}</h2>
        <span className={styles.countOf}>{items.length}</span>
        <span className={styles.sum}>{value}</span>
      </header>
      {!folded &&
        (items.length === 0 ? <p className={styles.none}>{t('funnel.empty')}</p> : <ul>{children}</ul>)}
    </section>
  )
}
