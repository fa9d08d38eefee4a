import { Button, Center, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../lib/api.ts'
import { Empty } from '../ui/empty.tsx'
import { NotFound } from '../ui/not-found.tsx'

/** Catches what a screen threw: the hub's own sentence when it said no, a plain one when we broke. */
export function CrashScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) return <NotFound />
  const again = () => {
    queries.reset()
    reset()
    void router.invalidate()
  }
  return (
    <Center mih="50vh" p="md" role="alert">
      <Empty
        order={1}
        icon={IconAlertTriangle}
        title={error instanceof ApiProblem ? error.title : t('shell.problem.crashed')}
        text={error instanceof ApiProblem ? undefined : t('shell.problem.crashedText')}
        action={
          <Group gap="xs">
            <Button onClick={again}>{t('shell.problem.retry')}</Button>
            <Button variant="default" onClick={() => globalThis.location.reload()}>
              {t('shell.problem.reload')}
            </Button>
          </Group>
        }
      />
    </Center>
  )
}
