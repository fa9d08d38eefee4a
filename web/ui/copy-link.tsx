import { Button, CopyButton, Group, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** A link to hand on: to read, to select, to copy. Paths are shown as full addresses. */
export function CopyLink({
  link,
  label,
  description,
}: {
  link: string
  label: string
  description?: string
}) {
  const { t } = useTranslation()
  const address = new URL(link, globalThis.location.origin).href
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        description={description}
        value={address}
        readOnly
        flex={1}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          >
            {copied ? t('shell.action.copied') : t('shell.action.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
