import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Menu } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncubationStage } from '../../../events/project.ts'
import { useFormat } from '../../lib/format.ts'
import { isComposing } from '../../lib/hotkey.ts'
import { Bi } from '../../ui/bi.tsx'
import styles from './funnel.module.css'
import { reachable, STAGES } from './stages.ts'
import type { FunnelItem } from './types.ts'

type Props = {
  item: FunnelItem
  /** The one card in the tab order; arrows go to the others. */
  stop: boolean
  onFocus: () => void
  onMove: (to: IncubationStage) => void
  onOpen: () => void
}

/** A project on the board: dragged, or moved by the menu that a click, Enter or Space opens. */
export function ProjectCard({ item, stop, onFocus, onMove, onOpen }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const card = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState(false)
  const [dragged, setDragged] = useState(false)
  const { id, title, stage, team, seeker, days, value } = item

  useEffect(() => {
    const element = card.current
    if (!element) return
    return draggable({
      element,
      getInitialData: () => ({ id, stage }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    })
  }, [id, stage])

  function keys(event: KeyboardEvent) {
    if (event.target !== card.current || isComposing(event.nativeEvent)) return
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    setOpened(true)
  }

  const stay = days === 0 ? t('funnel.today') : t('funnel.days', { n: days })
  const places = STAGES.filter((one) => one !== stage)
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width={220} withinPortal>
      <Menu.Target>
        {/* Not a button element: Firefox does not let those be dragged. */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          ref={card}
          role="button"
          tabIndex={stop ? 0 : -1}
          className={styles.card}
          data-card={id}
          data-dragged={dragged || undefined}
          onKeyDown={keys}
          onFocus={onFocus}
        >
          <span className={styles.cardTitle}>
            <Bi text={title} />
          </span>
          <span className={styles.cardLine}>{team.name}</span>
          <span className={styles.cardLine}>
            <Bi text={seeker.name} />
          </span>
          <span className={styles.cardFoot}>
            <span>{stay}</span>
            <span className="num">{format.money(value)}</span>
          </span>
        </div>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onOpen}>{t('funnel.card.open')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('funnel.move')}</Menu.Label>
        {places.map((to) => (
          <Menu.Item
            key={to}
            disabled={!reachable(stage, to)}
            onClick={() => onMove(to)}
            rightSection={
              !reachable(stage, to) && stage !== 'exited' && stage !== 'failed' ? (
                <small>{t('funnel.unreachable')}</small>
              ) : undefined
            }
          >
            {t(`funnel.stage.${to}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
