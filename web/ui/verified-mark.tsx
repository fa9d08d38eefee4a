import { Tooltip } from '@mantine/core'
import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Says that the operator has verified this organisation. */
export function VerifiedMark({ verified }: { verified: boolean }) {
  const { t } = useTranslation()
  if (!verified) return null
  const label = t('words.verification.verified')
  return (
    <Tooltip label={label}>
      <IconRosetteDiscountCheck
        role="img"
        aria-label={label}
        size={16}
        style={{ verticalAlign: '-3px', color: 'var(--mantine-color-anchor)' }}
      />
    </Tooltip>
  )
}
