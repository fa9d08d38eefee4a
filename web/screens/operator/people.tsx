import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResetLink } from '../../../src/features/person/shapes.ts'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { CopyLink } from '../../ui/copy-link.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'
import type { Queue } from './types.ts'

/** Everyone with an account; a reset link for whoever lost the password. */
export function People({ people }: Pick<Queue, 'people'>) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const [words, setWords] = useState('')
  const issue = useAct(
    ({ id }: Queue['people'][number]) => post<ResetLink>(`/api/operator/people/${id}/reset`),
    { refresh: [] },
  )
  const wanted = words.trim().toLowerCase()
  const found = people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted))
  const name = issue.variables?.name ?? ''
  return (
    <Section title={`${t('operator.people')} ${people.length}`}>
      <TextInput
        aria-label={t('operator.peopleSearch')}
        placeholder={t('operator.peopleSearch')}
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={320}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.length === 0 ? (
        <Text c="dimmed">{t('operator.peopleEmpty')}</Text>
      ) : (
        <RowList>
          {found.map((person) => (
            <li key={person.id}>
              <div>
                {person.name}
                <Text size="sm" c="dimmed">
                  {person.email}
                </Text>
              </div>
              <Button
                size="xs"
                variant="default"
                aria-label={t('operator.resetFor', { name: person.name })}
                loading={issue.isPending && issue.variables.id === person.id}
                onClick={() => issue.mutate(person)}
              >
                {t('operator.reset')}
              </Button>
            </li>
          ))}
        </RowList>
      )}
      <Modal
        opened={issue.isSuccess}
        onClose={issue.reset}
        title={t('operator.resetTitle', { name })}
        closeButtonProps={{ 'aria-label': t('shell.action.close') }}
      >
        {issue.data && (
          <Stack gap="sm">
            <Text>{t('operator.resetText')}</Text>
            <CopyLink link={issue.data.link} label={t('operator.resetLink')} />
            <Text size="sm" c="dimmed">
              {t('operator.resetUntil', { at: dateTime(issue.data.expiresAt) })}
            </Text>
          </Stack>
        )}
      </Modal>
    </Section>
  )
}
