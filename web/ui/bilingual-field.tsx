import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Bilingual } from '../../events/define.ts'
import { FieldGroup } from './field-group.tsx'

type Props = {
  label: string
  description?: string | undefined
  value: Bilingual
  onChange: (value: Bilingual) => void
  max: number
  /** More than one line, at least this many. */
  rows?: number
  required?: boolean
  placeholder?: Bilingual
  error?: string | undefined
}

/** One text in Chinese and English, side by side; either will do unless both are asked for. */
export function BilingualField(props: Props) {
  const { label, description, value, onChange, max, rows, required, placeholder, error } = props
  const { t } = useTranslation()
  const half = (lang: 'zh' | 'en') => {
    const common = {
      label: t(`shell.field.${lang}`),
      labelProps: { fw: 400, c: 'dimmed', size: 'xs' },
      'aria-label': t('shell.noted', { label, note: t(`shell.field.${lang}`) }),
      lang: lang === 'zh' ? 'zh-CN' : 'en',
      value: value[lang] ?? '',
      maxLength: max,
      placeholder: placeholder?.[lang],
      error: Boolean(error),
      'aria-invalid': Boolean(error),
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange({ ...value, [lang]: event.currentTarget.value || undefined }),
    }
    return rows ? <Textarea {...common} autosize minRows={rows} maxRows={24} /> : <TextInput {...common} />
  }
  return (
    <FieldGroup label={label} description={description} required={required} error={error}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
        {half('zh')}
        {half('en')}
      </SimpleGrid>
    </FieldGroup>
  )
}
