import { useTranslation } from 'react-i18next'
import { useLive } from '../../lib/live.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Page } from '../../ui/page.tsx'
import { Moderation } from './moderation.tsx'
import { People } from './people.tsx'
import type { Queue } from './types.ts'
import { VerificationQueue } from './verification-queue.tsx'

/** What waits for the operator. For anyone else this page does not exist. */
export function Operator() {
  const { t } = useTranslation()
  const { person } = useSignedIn()
  const queue = useLive<Queue>(['operator-queue'], '/api/operator/queue', ['operator'], {
    enabled: person.operator,
  })
  if (!person.operator) return <NotFound />
  return (
    <Page title={t('operator.title')} subtitle={t('operator.subtitle')}>
      <Loaded query={queue}>
        {({ organisations, challenges, people }) => (
          <>
            <VerificationQueue organisations={organisations} />
            <Moderation challenges={challenges} />
            <People people={people} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
