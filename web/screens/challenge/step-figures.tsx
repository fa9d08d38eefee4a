import { Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Brief, Deadline } from '../../../events/challenge.ts'
import { Choices } from '../../ui/choices.tsx'
import { DayInput, inDays } from '../../ui/day-input.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { MoneyInput } from '../../ui/money-input.tsx'
import { budgetWrong, trlWrong } from './brief.ts'
import type { StepProps } from './step-need.tsx'

const MODES: readonly Brief['mode'][] = [
  'open-competition',
  'parallel-teams',
  'crowd-research',
  'commissioned',
  'joint',
  'licence',
  'service',
  'proof-of-concept',
  'shared-manufacturing',
  'design-contest',
]
const LEVELS = Array.from({ length: 9 }, (_, index) => String(index + 1))
/** A fixed deadline starts this far off: enough for a team to form and write. */
const USUAL_DAYS = 60

/** How it is bought, how ripe it must be, for how much, until when. */
export function FiguresStep({ brief, change, amending }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <Select
        label={t('challenge.field.mode')}
        description={t('challenge.field.modeHint')}
        data={MODES.map((value) => ({ value, label: t(`words.mode.${value}`) }))}
        value={brief.mode}
        maw={420}
        onChange={(value) => change({ mode: MODES.find((mode) => mode === value) ?? brief.mode })}
      />
      <TrlField brief={brief} change={change} />
      <BudgetField brief={brief} change={change} />
      {!amending && <DeadlineField deadline={brief.deadline} change={change} />}
    </>
  )
}

type Field = Pick<StepProps, 'brief' | 'change'>

function TrlField({ brief, change }: Field) {
  const { t } = useTranslation()
  const { trl } = brief
  const level = (end: 'from' | 'to') => (
    <Select
      label={t(end === 'from' ? 'challenge.field.trlFrom' : 'challenge.field.trlTo')}
      data={[
        { value: '', label: t('challenge.field.trlNone') },
        ...LEVELS.map((value) => ({ value, label: `TRL ${value}` })),
      ]}
      value={trl ? String(trl[end]) : ''}
      error={trlWrong(brief) && end === 'to'}
      w={140}
      onChange={(value) => {
        const at = Number(value)
        if (!at) change({ trl: undefined })
        else change({ trl: { from: trl?.from ?? at, to: trl?.to ?? at, [end]: at } })
      }}
    />
  )
  return (
    <FieldGroup
      label={t('challenge.field.trl')}
      description={t('challenge.field.trlHint')}
      error={trlWrong(brief) && t('challenge.field.trlWrong')}
    >
      <Group gap="sm">
        {level('from')}
        {level('to')}
      </Group>
    </FieldGroup>
  )
}

function BudgetField({ brief, change }: Field) {
  const { t } = useTranslation()
  const { budget } = brief
  const set = (end: 'min' | 'max', fen: number | undefined) => {
    if (fen === undefined && (end === 'max' || !budget)) return change({ budget: undefined })
    const { min = fen ?? 0, max = fen ?? 0 } = budget ?? {}
    change({ budget: { min, max, currency: 'CNY', [end]: fen ?? 0 } })
  }
  return (
    <FieldGroup
      label={t('challenge.field.budget')}
      description={t('challenge.field.budgetHint')}
      error={budgetWrong(brief) && t('challenge.field.budgetWrong')}
    >
      <Group gap="sm">
        <MoneyInput
          label={t('challenge.field.budgetMin')}
          value={budget?.min}
          onChange={(fen) => set('min', fen)}
        />
        <MoneyInput
          label={t('challenge.field.budgetMax')}
          value={budget?.max}
          error={budgetWrong(brief)}
          onChange={(fen) => set('max', fen)}
        />
      </Group>
    </FieldGroup>
  )
}

function DeadlineField({ deadline, change }: { deadline: Deadline; change: StepProps['change'] }) {
  const { t } = useTranslation()
  const at = deadline.kind === 'open' ? undefined : deadline.at
  return (
    <>
      <Choices
        label={t('challenge.field.deadlineKind')}
        value={deadline.kind}
        options={[
          { value: 'fixed', label: t('words.deadlineKind.fixed'), text: t('challenge.field.deadlineFixed') },
          {
            value: 'rolling',
            label: t('words.deadlineKind.rolling'),
            text: t('challenge.field.deadlineRolling'),
          },
          { value: 'open', label: t('words.deadlineKind.open'), text: t('challenge.field.deadlineOpen') },
        ]}
        onChange={(kind) => {
          if (kind === 'fixed') change({ deadline: { kind, at: at ?? inDays(USUAL_DAYS) } })
          else change({ deadline: kind === 'rolling' && at ? { kind, at } : { kind } })
        }}
      />
      {deadline.kind === 'fixed' && (
        <DayInput
          label={t('challenge.field.deadlineAt')}
          description={t('challenge.field.deadlineAtHint')}
          value={deadline.at}
          onChange={(day) => day && change({ deadline: { kind: 'fixed', at: day } })}
        />
      )}
      {deadline.kind === 'rolling' && (
        <DayInput
          label={t('shell.noted', {
            label: t('challenge.field.deadlineAtOptional'),
            note: t('shell.field.optional'),
          })}
          description={t('challenge.field.deadlineAtHint')}
          clearable
          value={deadline.at}
          onChange={(day) => change({ deadline: day ? { kind: 'rolling', at: day } : { kind: 'rolling' } })}
        />
      )}
    </>
  )
}
