import { ActionIcon, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconListCheck, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MustHave } from '../../../events/challenge.ts'
import { BilingualField } from '../../ui/bilingual-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { blankMustHave, MAX_MUST_HAVES } from './brief.ts'
import type { StepProps } from './step-need.tsx'

/** Content, not interface: each language's field shows its own. */
const TEXT_EXAMPLE = { zh: '例如：断丝率 ≤ 1 次/10 m', en: 'e.g. at most 1 wire break per 10 m' }
const TEST_EXAMPLE = { zh: '例如：连续织造 100 m，逐米目检', en: 'e.g. weave 100 m, inspect each metre' }

/** What an answer must meet and how that is tested; ordered by the seeker. */
export function MustHavesStep({ brief: { mustHaves }, change, missing }: StepProps) {
  const { t } = useTranslation()
  const add = () => change({ mustHaves: [...mustHaves, blankMustHave()] })
  const set = (index: number, part: Partial<MustHave>) =>
    change({ mustHaves: mustHaves.map((one, at) => (at === index ? { ...one, ...part } : one)) })
  const swap = (from: number, to: number) => {
    const next = [...mustHaves]
    const [one] = next.splice(from, 1)
    if (one) next.splice(to, 0, one)
    change({ mustHaves: next })
  }
  return (
    <Stack>
      <Text c="dimmed">{t('challenge.mustHave.intro')}</Text>
      {missing.includes('mustHaves') && (
        <Text c="var(--mantine-color-error)" role="alert">
          {t('challenge.field.missing')}
        </Text>
      )}
      {mustHaves.length === 0 && (
        <Empty
          icon={IconListCheck}
          title={t('challenge.mustHave.empty')}
          text={t('challenge.mustHave.emptyText')}
        />
      )}
      {mustHaves.map((mustHave, index) => {
        const n = index + 1
        return (
          <Paper
            key={mustHave.id}
            component="section"
            aria-label={t('challenge.mustHave.item', { n })}
            p="sm"
          >
            <Group justify="space-between" mb="xs">
              <Title order={2} size="h3">
                {t('challenge.mustHave.item', { n })}
              </Title>
              <Group gap={4}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('challenge.mustHave.up', { n })}
                  disabled={index === 0}
                  onClick={() => swap(index, index - 1)}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('challenge.mustHave.down', { n })}
                  disabled={n === mustHaves.length}
                  onClick={() => swap(index, index + 1)}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('challenge.mustHave.remove', { n })}
                  onClick={() => change({ mustHaves: mustHaves.filter((_, at) => at !== index) })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
            </Group>
            <Stack gap="sm">
              <BilingualField
                label={t('challenge.mustHave.text')}
                required
                max={500}
                value={mustHave.text}
                placeholder={TEXT_EXAMPLE}
                onChange={(text) => set(index, { text })}
              />
              <BilingualField
                label={t('challenge.mustHave.test')}
                max={500}
                value={mustHave.test}
                placeholder={TEST_EXAMPLE}
                onChange={(test) => set(index, { test })}
              />
            </Stack>
          </Paper>
        )
      })}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={mustHaves.length >= MAX_MUST_HAVES}
          onClick={add}
        >
          {t('challenge.mustHave.add')}
        </Button>
        {mustHaves.length >= MAX_MUST_HAVES && (
          <Text c="dimmed">{t('challenge.mustHave.most', { max: MAX_MUST_HAVES })}</Text>
        )}
      </Group>
    </Stack>
  )
}
