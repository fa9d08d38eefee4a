import { Text } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './field-group.module.css'

type Props = {
  label: string
  description?: string | undefined
  required?: boolean | undefined
  error?: string | false | undefined
  children: ReactNode
}

/** Several inputs that answer one question: one label, one hint, one complaint. */
export function FieldGroup({ label, description, required, error, children }: Props) {
  const { t } = useTranslation()
  const hint = useId()
  return (
    <fieldset className={classes.group} aria-describedby={description ? hint : undefined}>
      <legend>
        {label}
        {required && <span className={classes.required}> *</span>}
        {required && <span className={classes.spoken}>{t('shell.field.required')}</span>}
      </legend>
      {description && (
        <Text id={hint} size="xs" c="dimmed" mb={4}>
          {description}
        </Text>
      )}
      {children}
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      )}
    </fieldset>
  )
}
