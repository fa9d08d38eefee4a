import { Button, VisuallyHidden } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncubationStage } from '../../../events/project.ts'
import { useFormat } from '../../lib/format.ts'
import { useLive } from '../../lib/live.ts'
import { carriersOf, type MyOrganisation, useMe } from '../../lib/session.tsx'
import { Bi } from '../../ui/bi.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Board } from './board.tsx'
import { Filters, type FunnelSearch } from './filters.tsx'
import { ProjectDrawer } from './project-drawer.tsx'
import { isEnd, matches } from './stages.ts'
import { FunnelTable } from './table.tsx'
import type { Funnel, FunnelItem } from './types.ts'
import { useMove } from './use-move.ts'
import { WaitingList } from './waiting-list.tsx'

/** An incubator's funnel: its projects by stage, moved by hand or by key, and those it may claim. */
export function FunnelScreen() {
  const { t } = useTranslation()
  const incubators = carriersOf(useMe())
  const search: FunnelSearch = useSearch({ strict: false })
  const chosen = incubators.find(({ id }) => id === search.incubator) ?? incubators[0]
  if (!chosen) {
    return (
      <Page title={t('funnel.title')}>
        <Empty
          title={t('funnel.none.noIncubator')}
          text={t('funnel.none.noIncubatorText')}
          action={<ButtonLink to="/organisations">{t('funnel.none.organisations')}</ButtonLink>}
        />
      </Page>
    )
  }
  return <FunnelOf key={chosen.id} incubator={chosen} incubators={incubators} search={search} />
}

type Props = { incubator: MyOrganisation; incubators: readonly MyOrganisation[]; search: FunnelSearch }

function FunnelOf({ incubator, incubators, search }: Props) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const navigate = useNavigate()
  const key = ['funnel', incubator.id]
  const query = useLive<Funnel>(key, `/api/funnel?incubator=${incubator.id}`, [
    `funnel:${incubator.id}`,
    'funnel',
  ])
  const { move, said } = useMove(key)
  const [ending, setEnding] = useState<{ item: FunnelItem; to: IncubationStage }>()

  const change = (part: { [K in keyof FunnelSearch]?: string | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value))
    void navigate({ to: '/funnel', search: next, replace: true })
  }
  // Leaving the funnel is for good: it asks why.
  const moveOrAsk = async (item: FunnelItem, to: IncubationStage) =>
    isEnd(to) ? setEnding({ item, to }) : move(item, to)
  useReturn(ending?.item.id ?? search.project)
  const stage = ending ? t(`funnel.stage.${ending.to}`) : ''

  return (
    <Page title={t('funnel.title')} subtitle={<Bi text={incubator.name} />} width={2000}>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Loaded query={query}>
        {({ items, waiting }) => {
          const shown = items.filter((item) => matches(item, { text: search.q, seeker: search.seeker }))
          const View = search.view === 'table' ? FunnelTable : Board
          return (
            <>
              <Filters
                search={search}
                incubators={incubators}
                incubatorId={incubator.id}
                items={items}
                onChange={change}
              />
              {items.length === 0 ? (
                <Empty title={t('funnel.none.title')} text={t('funnel.none.text')} />
              ) : shown.length === 0 ? (
                <Empty
                  title={t('funnel.filter.none')}
                  action={
                    <Button variant="default" onClick={() => change({ q: undefined, seeker: undefined })}>
                      {t('funnel.filter.clear')}
                    </Button>
                  }
                />
              ) : (
                <View items={shown} onMove={moveOrAsk} onOpen={(project) => change({ project })} />
              )}
              <WaitingList incubatorId={incubator.id} waiting={waiting} />
              <ProjectDrawer
                item={items.find(({ id }) => id === search.project)}
                onClose={() => change({ project: undefined })}
              />
            </>
          )
        }}
      </Loaded>
      <Confirm
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        danger
        title={t('funnel.note.title', { stage })}
        text={`${ending ? pick(ending.item.title) : ''} — ${t('funnel.note.text')}`}
        confirm={t('funnel.note.confirm')}
        reason={{ label: t('funnel.note.label') }}
        onConfirm={(note) => {
          if (ending) void move(ending.item, ending.to, note)
          setEnding(undefined)
        }}
      />
    </Page>
  )
}

/**
 * Gives the focus back to the card of a project whose dialog has closed. The dialog cannot: it was opened from a
 * menu that is gone.
 * @param id - the project while its dialog is open
 */
function useReturn(id: string | undefined) {
  const last = useRef<string>(undefined)
  useEffect(() => {
    if (!id && last.current)
      document.querySelector<HTMLElement>(`[data-card="${last.current}"]`)?.focus({ preventScroll: true })
    last.current = id
  }, [id])
}
