import { Chip, Drawer, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../ui/links.tsx'
import { ProposalText } from '../proposal/proposal-text.tsx'
import styles from './desk.module.css'
import type { Compared } from './types.ts'

type Props = { items: readonly Compared[]; reading: readonly string[]; onReading: (ids: string[]) => void }

/** The full texts of the chosen proposals, in columns beside one another. */
export function TextDrawer({ items, reading, onReading }: Props) {
  const { t } = useTranslation()
  const shown = items.filter(({ id }) => reading.includes(id))
  return (
    <Drawer
      opened={shown.length > 0}
      onClose={() => onReading([])}
      position="right"
      size={shown.length > 1 ? 'min(1280px, 96vw)' : 'min(760px, 100vw)'}
      title={t('desk.compare.drawer')}
      closeButtonProps={{ 'aria-label': t('shell.action.close') }}
    >
      {items.length > 1 && (
        <Chip.Group multiple value={[...reading]} onChange={onReading}>
          <Group gap="xs" mb="md" role="group" aria-label={t('desk.compare.pick')}>
            {items.map(({ id, team }) => (
              <Chip key={id} value={id} size="sm" variant="outline">
                {team.name}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <div className={styles.texts}>
        {shown.map(({ id, team, outline }) => (
          <article key={id} aria-label={`${team.name}: ${outline.title}`}>
            <header>
              <strong>{outline.title}</strong>
              <span>
                {team.name} ·{' '}
                <TextLink to="/proposals/$id" params={{ id }}>
                  {t('desk.compare.openPage')}
                </TextLink>
              </span>
            </header>
            <ProposalText id={id} />
          </article>
        ))}
      </div>
    </Drawer>
  )
}
