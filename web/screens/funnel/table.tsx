import { Button, Menu, Table } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { IncubationStage } from '../../../events/project.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { Day } from '../../ui/time.tsx'
import styles from './funnel.module.css'
import { isEnd, reachable, STAGES } from './stages.ts'
import type { FunnelItem } from './types.ts'

type Props = {
  items: readonly FunnelItem[]
  onMove: (item: FunnelItem, to: IncubationStage) => Promise<void>
  onOpen: (id: string) => void
}

/** The funnel as rows, in the order of the stages. */
export function FunnelTable({ items, onMove, onOpen }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const rows = STAGES.flatMap((stage) => items.filter((item) => item.stage === stage))
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table className={styles.table ?? ''} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('funnel.card.project')}</Table.Th>
            <Table.Th>{t('funnel.card.stage')}</Table.Th>
            <Table.Th>{t('funnel.card.team')}</Table.Th>
            <Table.Th>{t('funnel.card.seeker')}</Table.Th>
            <Table.Th>{t('funnel.card.entered')}</Table.Th>
            <Table.Th ta="end">{t('funnel.card.value')}</Table.Th>
            <Table.Th aria-label={t('funnel.move')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <button
                  type="button"
                  className={styles.open}
                  data-card={item.id}
                  onClick={() => onOpen(item.id)}
                >
                  <Bi text={item.title} />
                </button>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{t(`funnel.stage.${item.stage}`)}</Table.Td>
              <Table.Td>{item.team.name}</Table.Td>
              <Table.Td>
                <Bi text={item.seeker.name} />
              </Table.Td>
              <Table.Td>
                <Day at={item.enteredAt} />{' '}
                <small>{item.days === 0 ? t('funnel.today') : t('funnel.days', { n: item.days })}</small>
              </Table.Td>
              <Table.Td ta="end" className="num">
                {money(item.value)}
              </Table.Td>
              <Table.Td ta="end">
                {!isEnd(item.stage) && (
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <Button
                        variant="default"
                        size="compact-sm"
                        leftSection={<IconArrowsExchange size={14} aria-hidden />}
                      >
                        {t('funnel.move')}
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {STAGES.filter((to) => to !== item.stage).map((to) => (
                        <Menu.Item
                          key={to}
                          disabled={!reachable(item.stage, to)}
                          onClick={() => void onMove(item, to)}
                        >
                          {t(`funnel.stage.${to}`)}
                        </Menu.Item>
                      ))}
                    </Menu.Dropdown>
                  </Menu>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
