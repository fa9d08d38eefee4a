import { SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MustHave } from '../../../events/challenge.ts'
import type { Outline } from '../../../events/proposal.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import type { DraftView } from './outline-draft.ts'
import styles from './proposal.module.css'
import type { OutlineDraft } from './use-outline-draft.ts'

type Answer = Outline['answers'][number]
const MET = ['yes', 'partly', 'no'] as const

type Props = { draft: OutlineDraft; view: DraftView; mustHaves: readonly MustHave[] }

/** The challenge's must-haves, each with yes, partly or no and a note. */
export function AnswersForm({ draft, view, mustHaves }: Props) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { answers } = view.outline
  if (mustHaves.length === 0) return <Text c="dimmed">{t('proposal.work.answers.none')}</Text>

  function set(mustHaveId: string, part: Partial<Answer>) {
    const old = answers.find((one) => one.mustHaveId === mustHaveId)
    // The note appears once there is an answer, so `met` is always given by then.
    const answer: Answer = { mustHaveId, met: 'partly', note: '', ...old, ...part }
    draft.change({ answers: [...answers.filter((one) => one.mustHaveId !== mustHaveId), answer] })
  }

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('proposal.work.answers.hint')}{' '}
        <strong>{t('proposal.work.answers.progress', progressOf(mustHaves, view.outline))}</strong>
      </Text>
      <ol className={styles.mustHaves}>
        {mustHaves.map(({ id, text, test }) => {
          const answer = answers.find(({ mustHaveId }) => mustHaveId === id)
          return (
            <li key={id}>
              <fieldset>
                <legend>
                  <Bi text={text} />
                </legend>
                {(test.zh || test.en) && (
                  <Text size="sm" c="dimmed">
                    {t('proposal.work.answers.test', { test: pick(test) })}
                  </Text>
                )}
                <SegmentedControl
                  size="xs"
                  fullWidth
                  aria-label={t('proposal.work.answers.met')}
                  value={answer?.met ?? ''}
                  data={MET.map((met) => ({ value: met, label: t(`proposal.work.met.${met}`) }))}
                  onChange={(met) => set(id, { met: met as Answer['met'] })}
                />
                {answer && (
                  <Textarea
                    aria-label={t('proposal.work.answers.note')}
                    placeholder={t('proposal.work.answers.notePlaceholder')}
                    value={answer.note}
                    maxLength={1_000}
                    autosize
                    minRows={1}
                    maxRows={6}
                    onChange={({ currentTarget }) => set(id, { note: currentTarget.value })}
                  />
                )}
              </fieldset>
            </li>
          )
        })}
      </ol>
    </Stack>
  )
}

/** How many of the must-haves are answered. */
export function progressOf(
  mustHaves: readonly MustHave[],
  { answers }: Outline,
): { done: number; all: number } {
  const done = mustHaves.filter(({ id }) => answers.some(({ mustHaveId }) => mustHaveId === id)).length
  return { done, all: mustHaves.length }
}
