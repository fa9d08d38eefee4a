import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the browser tab while the caller is on screen. */
export function useDocumentTitle(title: string) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`
  }, [title, t])
}
