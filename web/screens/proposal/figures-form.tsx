import { Group, Input, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { DraftView } from './outline-draft.ts'
import type { OutlineDraft } from './use-outline-draft.ts'

/** 万元 in fen; elsewhere whole units in their hundredths. */
const WAN = 1_000_000
const UNIT = 100

type Props = { draft: OutlineDraft; view: DraftView }

/** What a proposal asks for and promises, apart from its words. */
export function FiguresForm({ draft, view: { outline } }: Props) {
  const { t } = useTranslation()
  const { lang } = useFormat()
  const currency = outline.price?.currency ?? 'CNY'
  const [size, unit] =
    lang !== 'en' && currency === 'CNY' ? [WAN, t('proposal.work.figures.priceUnit')] : [UNIT, currency]
  const { trl } = outline
  const number = (value: string | number) => (typeof value === 'number' ? value : undefined)

  /** One end alone is both until the other is given; an emptied field clears both. */
  function setTrl(end: 'from' | 'to', value: number | undefined) {
    draft.change({ trl: value === undefined ? undefined : { from: value, to: value, ...trl, [end]: value } })
  }

  return (
    <Stack gap="sm">
      <TextInput
        label={t('proposal.work.figures.title')}
        value={outline.title}
        maxLength={160}
        required
        error={outline.title.trim() === '' && t('proposal.work.figures.titleMissing')}
        onChange={({ currentTarget }) => draft.change({ title: currentTarget.value })}
      />
      <Textarea
        label={t('proposal.work.figures.summary')}
        description={t('proposal.work.figures.summaryHint')}
        value={outline.summary}
        maxLength={1_000}
        autosize
        minRows={3}
        maxRows={10}
        onChange={({ currentTarget }) => draft.change({ summary: currentTarget.value })}
      />
      <Group grow align="flex-start" gap="sm">
        <NumberInput
          label={t('proposal.work.figures.price')}
          value={outline.price ? outline.price.amount / size : ''}
          min={0}
          decimalScale={2}
          thousandSeparator=","
          hideControls
          rightSection={<Text size="sm">{unit}</Text>}
          rightSectionWidth={52}
          onChange={(value) => {
            const amount = number(value)
            draft.change({
              price: amount === undefined ? undefined : { amount: Math.round(amount * size), currency },
            })
          }}
        />
        <NumberInput
          label={t('proposal.work.figures.months')}
          value={outline.months ?? ''}
          min={1}
          max={120}
          allowDecimal={false}
          hideControls
          rightSection={<Text size="sm">{t('proposal.work.figures.monthsUnit')}</Text>}
          rightSectionWidth={60}
          onChange={(value) => draft.change({ months: number(value) })}
        />
      </Group>
      <div>
        <Input.Label component="div" size="sm">
          {t('proposal.work.figures.trl')}
        </Input.Label>
        <Group grow gap="sm" align="flex-start">
          <NumberInput
            aria-label={t('shell.labelled', {
              label: t('proposal.work.figures.trl'),
              value: t('proposal.work.figures.from'),
            })}
            value={trl?.from ?? ''}
            min={1}
            max={9}
            clampBehavior="strict"
            allowDecimal={false}
            leftSection={<Text size="sm">{t('proposal.work.figures.from')}</Text>}
            leftSectionWidth={56}
            onChange={(value) => setTrl('from', number(value))}
          />
          <NumberInput
            aria-label={t('shell.labelled', {
              label: t('proposal.work.figures.trl'),
              value: t('proposal.work.figures.to'),
            })}
            value={trl?.to ?? ''}
            min={1}
            max={9}
            clampBehavior="strict"
            allowDecimal={false}
            leftSection={<Text size="sm">{t('proposal.work.figures.to')}</Text>}
            leftSectionWidth={64}
            error={trl && trl.to < trl.from && t('proposal.work.figures.trlWrong')}
            onChange={(value) => setTrl('to', number(value))}
          />
        </Group>
      </div>
    </Stack>
  )
}
