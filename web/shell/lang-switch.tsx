import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { setLang, useLang } from '../i18n/index.ts'

/** Switches between 中文 and English: named by the language one gets, in that language. */
export function LangSwitch() {
  const { t } = useTranslation()
  const other = useLang() === 'en' ? 'zh-CN' : 'en'
  const short = other === 'en' ? 'EN' : '中文'
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      c="var(--mantine-color-text)"
      lang={other}
      // Begins with the word that is seen, so that it can be called by it.
      aria-label={`${short} · ${t('shell.labelled', { label: t('shell.lang.label'), value: t(`shell.lang.${other}`) })}`}
      onClick={() => void setLang(other)}
    >
      {short}
    </Button>
  )
}
