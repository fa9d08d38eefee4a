import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconUserMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './proposal.module.css'
import type { Member } from './types.ts'

type Props = { members: readonly Member[]; me: string; onRemove?: ((member: Member) => void) | undefined }

/** Who is in a team, and as what. */
export function PeopleList({ members, me, onRemove }: Props) {
  const { t } = useTranslation()
  return (
    <ul className={styles.people}>
      {members.map((member) => (
        <li key={member.personId}>
          <span>
            {member.name}
            {member.personId === me && (
              <Text span size="sm" c="dimmed">
                {' '}
                {t('proposal.team.you')}
              </Text>
            )}
          </span>
          <Group gap={4} wrap="nowrap">
            <Text span size="sm" c="dimmed">
              {t(`words.teamRole.${member.role}`)}
            </Text>
            {onRemove && member.role !== 'lead' && (
              <Tooltip label={t('proposal.team.remove')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('shell.labelled', { label: t('proposal.team.remove'), value: member.name })}
                  onClick={() => onRemove(member)}
                >
                  <IconUserMinus size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        </li>
      ))}
    </ul>
  )
}
