import { NumberInput } from '@mantine/core'
import { useLang } from '../i18n/index.ts'

type Props = {
  label: string
  description?: string
  /** Fen. */
  value: number | undefined
  onChange: (fen: number | undefined) => void
  error?: string | boolean | undefined
  readOnly?: boolean
}

/** Fen in the unit that people type: 万元 in Chinese, yuan in English. */
const UNIT = { 'zh-CN': 1_000_000, en: 100 }

/** An amount of yuan. Kept as integer fen. */
export function MoneyInput({ value, onChange, ...rest }: Props) {
  const lang = useLang()
  const unit = UNIT[lang]
  return (
    <NumberInput
      {...rest}
      // Another language is another unit: start from the stored value again.
      key={lang}
      value={value === undefined ? '' : value / unit}
      onChange={(typed) => onChange(typed === '' ? undefined : Math.round(Number(typed) * unit))}
      min={0}
      max={Number.MAX_SAFE_INTEGER / UNIT['zh-CN']}
      clampBehavior="strict"
      decimalScale={lang === 'en' ? 2 : 4}
      thousandSeparator=","
      hideControls
      inputMode="decimal"
      {...(lang === 'en' ? { prefix: '¥' } : { suffix: ' 万元' })}
    />
  )
}
