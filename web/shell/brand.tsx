import { useTranslation } from 'react-i18next'
import { HelixMark } from '../ui/helix-mark.tsx'
import classes from './brand.module.css'

/** The mark and the name; they lead to the public home page. */
export function Brand() {
  const { t } = useTranslation()
  return (
    <a href="/" className={classes.brand} lang="zh-CN">
      <HelixMark />
      <span className={classes.name}>
        {t('shell.name')}
        <span>{t('shell.nameZh')}</span>
      </span>
    </a>
  )
}
