import { Center } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from './empty.tsx'
import { ButtonLink } from './links.tsx'
import { useDocumentTitle } from './use-document-title.ts'

/** What does not exist and what may not be seen look the same. */
export function NotFound() {
  const { t } = useTranslation()
  const title = t('shell.notFound.title')
  useDocumentTitle(title)
  return (
    <Center mih="50vh">
      <Empty
        order={1}
        icon={IconMapOff}
        title={title}
        text={t('shell.notFound.text')}
        action={<ButtonLink to="/">{t('shell.notFound.action')}</ButtonLink>}
      />
    </Center>
  )
}
