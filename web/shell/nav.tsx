import { NavLink, Stack } from '@mantine/core'
import {
  IconBuildingCommunity,
  IconFilePlus,
  IconFilter,
  IconLayoutList,
  IconListSearch,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { carriersOf, useSignedIn } from '../lib/session.tsx'
import { NavLine } from '../ui/links.tsx'

const ICON = { size: 18, stroke: 1.6, 'aria-hidden': true } as const

/** Where one can go, by who one is: the funnel for those who carry projects, the operator's desk for operators. */
export function Nav({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation()
  const me = useSignedIn()
  return (
    <Stack component="ul" gap={2} p="xs" m={0} style={{ listStyle: 'none' }}>
      <li>
        <NavLine
          to="/"
          activeOptions={{ exact: true }}
          activeProps={{ active: true }}
          label={t('shell.nav.work')}
          leftSection={<IconLayoutList {...ICON} />}
          onClick={onGo}
        />
      </li>
      <li>
        <NavLink href="/challenges" label={t('shell.nav.board')} leftSection={<IconListSearch {...ICON} />} />
      </li>
      <li>
        <NavLine
          to="/challenges/new"
          activeProps={{ active: true }}
          label={t('shell.nav.newChallenge')}
          leftSection={<IconFilePlus {...ICON} />}
          onClick={onGo}
        />
      </li>
      <li>
        <NavLine
          to="/organisations"
          activeProps={{ active: true }}
          label={t('shell.nav.organisations')}
          leftSection={<IconBuildingCommunity {...ICON} />}
          onClick={onGo}
        />
      </li>
      {carriersOf(me).length > 0 && (
        <li>
          <NavLine
            to="/funnel"
            activeProps={{ active: true }}
            label={t('shell.nav.funnel')}
            leftSection={<IconFilter {...ICON} />}
            onClick={onGo}
          />
        </li>
      )}
      {me.person.operator && (
        <li>
          <NavLine
            to="/operator"
            activeProps={{ active: true }}
            label={t('shell.nav.operator')}
            leftSection={<IconShieldCheck {...ICON} />}
            onClick={onGo}
          />
        </li>
      )}
    </Stack>
  )
}
