import { Avatar, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DemoPerson } from '../../../src/features/person/shapes.ts'
import { get } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { initials } from '../../lib/initials.ts'
import classes from './demo-people.module.css'

/** How many lines to hold open while they load; the demo has about as many. */
const EXPECTED = 12

/** The people of the demo, each one click away. */
export function DemoPeople({ onChoose, pending }: { onChoose: (id: string) => void; pending: boolean }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const people = useQuery({ queryKey: ['demo-people'], queryFn: () => get<DemoPerson[]>('/api/demo/people') })
  if (people.isError || people.data?.length === 0) return null
  return (
    <Stack gap="xs" component="section" aria-label={t('account.signIn.demoTitle')}>
      <Title order={2}>{t('account.signIn.demoTitle')}</Title>
      <Text size="sm" c="dimmed">
        {t('account.signIn.demoText')}
      </Text>
      {!people.data && <Skeleton height={60 * EXPECTED} />}
      <ul className={classes.list}>
        {people.data?.map(({ id, name, role, organisation }) => (
          <li key={id}>
            <UnstyledButton
              className={classes.person ?? ''}
              disabled={pending}
              title={t('account.signIn.as', { name })}
              onClick={() => onChoose(id)}
            >
              <Avatar size={32} radius="xl" variant="filled" color="helix.7" aria-hidden>
                {initials(name)}
              </Avatar>
              <span className={classes.words}>
                <b>{name}</b>
                <small>{[pick(role), pick(organisation)].filter(Boolean).join(' · ')}</small>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
