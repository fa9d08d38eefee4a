import { Avatar, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './editor.module.css'
import type { Present } from './people.ts'

const SHOWN = 5

/** Who else is here, as coloured initials; the names are in the list for those who cannot see them. */
export function Presence({ people }: { people: readonly Present[] }) {
  const { t } = useTranslation()
  if (people.length === 0) return null
  const rest = people.slice(SHOWN)
  return (
    <Avatar.Group
      component="ul"
      className={styles.presence}
      aria-label={t('proposal.editor.present')}
      spacing="xs"
    >
      {people.slice(0, SHOWN).map(({ id, name, color }) => (
        <Tooltip key={id} label={name}>
          <Avatar
            component="li"
            size={28}
            radius="xl"
            style={{ '--who': color }}
            className={styles.who}
            aria-label={name}
          >
            {initials(name)}
          </Avatar>
        </Tooltip>
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.map(({ name }) => name).join('、')}>
          <Avatar component="li" size={28} radius="xl">
            +{rest.length}
          </Avatar>
        </Tooltip>
      )}
    </Avatar.Group>
  )
}

/** The given name of a Chinese person, the first letters of another. */
function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return [...name].slice(-2).join('')
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map(([letter]) => letter ?? '')
    .join('')
    .toUpperCase()
}
