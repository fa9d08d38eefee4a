import { IconCheck, IconCircleDashed, IconProgress, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './proposal.module.css'

const ICONS = { yes: IconCheck, partly: IconProgress, no: IconX }

/** Yes, partly or no: as a word and a sign, coloured besides. */
export function Met({ met }: { met: keyof typeof ICONS | undefined }) {
  const { t } = useTranslation()
  const Icon = met ? ICONS[met] : IconCircleDashed
  return (
    <span className={styles.met} data-met={met ?? 'open'}>
      <Icon size={15} aria-hidden /> {met ? t(`proposal.work.met.${met}`) : t('proposal.work.answers.open')}
    </span>
  )
}
