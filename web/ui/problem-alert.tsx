import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../lib/api.ts'

type Props = { problem: Error | null | undefined; retry?: () => void }

/** What went wrong, in the hub's own sentence; nothing when nothing did. */
export function ProblemAlert({ problem, retry }: Props) {
  const { t } = useTranslation()
  if (!problem) return null
  const title = problem instanceof ApiProblem ? problem.title : t('shell.problem.crashedText')
  const id = problem instanceof ApiProblem && problem.code === 'fault' ? problem.detail.instance : undefined
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      <Group justify="space-between" gap="sm">
        <div>
          <Text>{title}</Text>
          {typeof id === 'string' && (
            <Text size="xs" c="dimmed">
              {t('shell.problem.requestId', { id })}
            </Text>
          )}
        </div>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {t('shell.problem.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

/** The hub's remark on one field of what was sent, by its JSON Pointer or the beginning of it. */
export function fieldError(problem: Error | null | undefined, pointer: string): string | undefined {
  if (!(problem instanceof ApiProblem)) return undefined
  return problem.errors.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
    ?.detail
}
