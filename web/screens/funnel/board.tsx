import { Accordion, Button, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncubationStage } from '../../../events/project.ts'
import { useFormat } from '../../lib/format.ts'
import styles from './funnel.module.css'
import { ProjectCard } from './project-card.tsx'
import { StageColumn } from './stage-column.tsx'
import { ENDS, STAGES, sums, WAY } from './stages.ts'
import type { FunnelItem } from './types.ts'

type Props = {
  items: readonly FunnelItem[]
  /** Resolves when the move is settled, at once where it asks first. */
  onMove: (item: FunnelItem, to: IncubationStage) => Promise<void>
  onOpen: (id: string) => void
}

/** The funnel as a board: a column for each stage, on a phone one under the other. */
export function Board({ items, onMove, onOpen }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const board = useRef<HTMLDivElement>(null)
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const at = (stage: IncubationStage) => items.filter((item) => item.stage === stage)
  const [ended, setEnded] = useState(false)
  const [stop, setStop] = useState<string>()
  /** On a phone: the stages that are unfolded. */
  const [unfolded, setUnfolded] = useState<string[]>(() => WAY.filter((stage) => at(stage).length > 0))
  const follow = useRef<string>(undefined)
  const first = STAGES.flatMap(at)[0]?.id
  const tabStop = items.some(({ id }) => id === stop) ? stop : first

  // The card that was just moved is a new element in another column, and again in its old one when the hub
  // refuses: the focus goes with it, unless it has gone elsewhere.
  useEffect(() => {
    if (!follow.current || items.length === 0) return
    const active = document.activeElement
    if (active && active !== document.body && !board.current?.contains(active)) return
    board.current?.querySelector<HTMLElement>(`[data-card="${follow.current}"]`)?.focus()
  }, [items])

  function move(item: FunnelItem, to: IncubationStage) {
    follow.current = item.id
    setStop(item.id)
    setUnfolded((before) => [...new Set([...before, to])])
    void onMove(item, to).finally(() => {
      if (follow.current === item.id) follow.current = undefined
    })
  }

  function arrows(event: KeyboardEvent) {
    const target = event.target
    // Keys pressed in a card's menu come here too, by way of React's tree.
    if (!(target instanceof HTMLElement) || !target.dataset.card) return
    const next = neighbour(board.current, target, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  const cards = (stage: IncubationStage) =>
    at(stage).map((item) => (
      <li key={item.id}>
        <ProjectCard
          item={item}
          stop={item.id === tabStop}
          onFocus={() => setStop(item.id)}
          onMove={(to) => move(item, to)}
          onOpen={() => onOpen(item.id)}
        />
      </li>
    ))
  const drop = (to: IncubationStage) => (id: string) => {
    const item = items.find((one) => one.id === id)
    if (item) void onMove(item, to)
  }

  if (narrow) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys between the cards, which are buttons
      <div ref={board} onKeyDown={arrows}>
        <Accordion multiple value={unfolded} onChange={setUnfolded} variant="separated">
          {STAGES.map((stage) => (
            <Accordion.Item key={stage} value={stage} data-column={stage}>
              <Accordion.Control>
                <span className={styles.fold}>
                  {t(`funnel.stage.${stage}`)} <span className={styles.countOf}>{at(stage).length}</span>
                  <span className={styles.sum}>{sums(at(stage)).map(money).join(' + ')}</span>
                </span>
              </Accordion.Control>
              <Accordion.Panel>
                {at(stage).length === 0 ? (
                  <p className={styles.none}>{t('funnel.empty')}</p>
                ) : (
                  <ul className={styles.stack}>{cards(stage)}</ul>
                )}
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </div>
    )
  }
  return (
    <>
      <VisuallyHidden>{t('funnel.keys')}</VisuallyHidden>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys between the cards, which are buttons */}
      <div ref={board} className={styles.board} onKeyDown={arrows}>
        {WAY.map((stage) => (
          <StageColumn key={stage} stage={stage} items={at(stage)} onDrop={drop(stage)}>
            {cards(stage)}
          </StageColumn>
        ))}
        <div className={styles.ends} data-open={ended || undefined}>
          <Button variant="subtle" size="compact-xs" aria-expanded={ended} onClick={() => setEnded(!ended)}>
            {t(ended ? 'funnel.hideEnded' : 'funnel.showEnded')}
          </Button>
          {ENDS.map((stage) => (
            <StageColumn key={stage} stage={stage} items={at(stage)} folded={!ended} onDrop={drop(stage)}>
              {cards(stage)}
            </StageColumn>
          ))}
        </div>
      </div>
    </>
  )
}

/** The card that an arrow key leads to: the next in the column, or the nearest of the next column that has any. */
function neighbour(board: HTMLElement | null, from: HTMLElement, key: string): HTMLElement | undefined {
  if (!board) return undefined
  const columns = [...board.querySelectorAll<HTMLElement>('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')])
    .filter((cards) => cards.length > 0)
  const x = columns.findIndex((cards) => cards.includes(from))
  const y = columns[x]?.indexOf(from) ?? 0
  if (key === 'ArrowDown') return columns[x]?.[y + 1]
  if (key === 'ArrowUp') return columns[x]?.[y - 1]
  const aside = key === 'ArrowRight' ? columns[x + 1] : key === 'ArrowLeft' ? columns[x - 1] : undefined
  return aside?.[Math.min(y, aside.length - 1)]
}
