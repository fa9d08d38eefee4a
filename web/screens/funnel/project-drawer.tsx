import { Drawer, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useLive } from '../../lib/live.ts'
import { Bi } from '../../ui/bi.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Day } from '../../ui/time.tsx'
import type { Project } from '../desk/types.ts'
import styles from './funnel.module.css'
import type { FunnelItem } from './types.ts'

/** One project of the funnel: who, how much, and how it got here. */
export function ProjectDrawer({ item, onClose }: { item: FunnelItem | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  return (
    <Drawer
      opened={item !== undefined}
      onClose={onClose}
      position="right"
      size="min(460px, 100vw)"
      title={item && pick(item.title)}
      closeButtonProps={{ 'aria-label': t('shell.action.close') }}
    >
      {item && <Details item={item} />}
    </Drawer>
  )
}

function Details({ item }: { item: FunnelItem }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const query = useLive<Project>(['project', item.id], `/api/projects/${item.id}`, [`project:${item.id}`])
  return (
    <Stack>
      <dl className={styles.details}>
        <dt>{t('funnel.card.stage')}</dt>
        <dd>{t(`funnel.stage.${item.stage}`)}</dd>
        <dt>{t('funnel.card.team')}</dt>
        <dd>{item.team.name}</dd>
        <dt>{t('funnel.card.seeker')}</dt>
        <dd>
          <Bi text={item.seeker.name} />
        </dd>
        <dt>{t('funnel.card.value')}</dt>
        <dd>{money(item.value) || t('shell.none')}</dd>
      </dl>
      {item.canRead && (
        <ButtonLink
          to="/proposals/$id"
          params={{ id: item.proposalId }}
          variant="default"
          style={{ alignSelf: 'start' }}
        >
          {t('funnel.card.proposal')}
        </ButtonLink>
      )}
      <Text fw={600}>{t('funnel.history')}</Text>
      <Loaded query={query}>
        {({ history }) => (
          <ol className={styles.history}>
            {history.map(({ stage, at, note, by }) => (
              <li key={at}>
                <Day at={at} />
                <div>
                  {t(`funnel.stage.${stage}`)} <small>{by}</small>
                  {note && <p>{note}</p>}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Stack>
  )
}
