import '@mantine/spotlight/styles.css'
import { useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Board } from '../../projections/challenge-board.ts'
import { setLang, useLang } from '../i18n/index.ts'
import { get } from '../lib/api.ts'
import { useFormat } from '../lib/format.ts'
import { isComposing } from '../lib/hotkey.ts'
import { carriersOf, signOut, useSignedIn } from '../lib/session.tsx'

const [store, spotlight] = createSpotlight()

/** Long enough that a word is typed, short enough to feel at once. */
const DEBOUNCE_MS = 150
const HITS = 6

/** Go to, do, or find a challenge, from the keyboard. Fetched on its first use. */
export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const lang = useLang()
  const me = useSignedIn()
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), DEBOUNCE_MS)
  const hits = useQuery({
    queryKey: ['palette', asked],
    queryFn: ({ signal }) =>
      get<Board>(`/api/challenges?limit=${HITS}&q=${encodeURIComponent(asked)}`, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  useEffect(() => spotlight.open(), [])

  const other = lang === 'en' ? 'zh-CN' : 'en'
  const goTo: SpotlightActionData[] = [
    { id: 'work', label: t('shell.nav.work'), onClick: () => void navigate({ to: '/' }) },
    { id: 'board', label: t('shell.nav.board'), onClick: () => globalThis.location.assign('/challenges') },
    {
      id: 'organisations',
      label: t('shell.nav.organisations'),
      onClick: () => void navigate({ to: '/organisations' }),
    },
    { id: 'profile', label: t('shell.user.profile'), onClick: () => void navigate({ to: '/profile' }) },
  ]
  if (carriersOf(me).length > 0)
    goTo.push({ id: 'funnel', label: t('shell.nav.funnel'), onClick: () => void navigate({ to: '/funnel' }) })
  if (me.person.operator)
    goTo.push({
      id: 'operator',
      label: t('shell.nav.operator'),
      onClick: () => void navigate({ to: '/operator' }),
    })
  const deeds: SpotlightActionData[] = [
    {
      id: 'new',
      label: t('shell.nav.newChallenge'),
      onClick: () => void navigate({ to: '/challenges/new' }),
    },
    { id: 'help', label: t('shell.shortcuts.title'), onClick: onHelp },
    {
      id: 'lang',
      label: t('shell.labelled', { label: t('shell.lang.label'), value: t(`shell.lang.${other}`) }),
      onClick: () => void setLang(other),
    },
    ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
      id: scheme,
      label: t('shell.labelled', { label: t('shell.scheme.label'), value: t(`shell.scheme.${scheme}`) }),
      onClick: () => setColorScheme(scheme),
    })),
    { id: 'sign-out', label: t('shell.user.signOut'), onClick: () => void signOut() },
  ]
  const matching = (actions: SpotlightActionData[]) =>
    actions.filter(({ label }) => label?.toLowerCase().includes(words.trim().toLowerCase()))
  const found = (asked === '' ? [] : (hits.data?.items ?? [])).map(({ id, title, seeker }) => ({
    id,
    label: pick(title),
    description: pick(seeker.name),
    onClick: () => globalThis.location.assign(`/challenges/${id}`),
  }))
  const groups = [
    { group: t('shell.palette.goTo'), actions: matching(goTo) },
    { group: t('shell.palette.do'), actions: matching(deeds) },
    { group: t('shell.palette.challenges'), actions: found },
  ].filter(({ actions }) => actions.length > 0)

  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={groups}
      // Already filtered: the hub decides which challenges match.
      filter={(_, actions) => actions}
      query={words}
      onQueryChange={setWords}
      onSpotlightClose={onClose}
      nothingFound={hits.isFetching ? t('shell.palette.searching') : t('shell.palette.nothing')}
      scrollable
      overlayProps={{ blur: 0 }}
      maxHeight={420}
      searchProps={{
        placeholder: t('shell.palette.placeholder'),
        'aria-label': t('shell.palette.placeholder'),
        leftSection: <IconSearch size={18} stroke={1.6} />,
        // Enter that chooses a Chinese word must not choose an action.
        onKeyDownCapture: (event) => {
          if (isComposing(event.nativeEvent)) event.stopPropagation()
        },
      }}
    />
  )
}
