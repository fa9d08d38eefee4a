import { IconLock } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Challenge } from '../../../src/features/challenge/shapes.ts'
import { type ApiProblem, get } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Page } from '../../ui/page.tsx'
import { Editor } from './editor.tsx'

/** Edits a draft, or amends what is already public. Read once: what is being typed must not be replaced under it. */
export function EditChallenge() {
  const { id } = useParams({ from: '/member/challenges/$id/edit' })
  const client = useQueryClient()
  const challenge = useQuery<Challenge, ApiProblem>({
    queryKey: ['challenge-to-edit', id],
    queryFn: ({ signal }) => get<Challenge>(`/api/challenges/${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const again = () => void client.resetQueries({ queryKey: ['challenge-to-edit', id] })
  return (
    <Loaded query={challenge}>
      {(data) => <Own key={`${id} ${challenge.dataUpdatedAt}`} challenge={data} onReload={again} />}
    </Loaded>
  )
}

function Own({ challenge, onReload }: { challenge: Challenge; onReload: () => void }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { id, status, title, seeker, desk, my } = challenge
  if (!my.canManage) return <NotFound />
  if (desk?.brief && (status === 'draft' || status === 'open'))
    return (
      <Editor
        id={id}
        seeker={seeker}
        status={status}
        brief={desk.brief}
        revision={desk.revision}
        moderation={desk.moderation}
        onReload={onReload}
      />
    )
  return (
    <Page title={pick(title)}>
      <Empty
        icon={IconLock}
        title={t('challenge.edit.locked')}
        text={t(status === 'in_moderation' ? 'challenge.edit.lockedModeration' : 'challenge.edit.lockedText')}
        action={
          <ButtonLink to="/challenges/$id" params={{ id }} variant="default">
            {t('challenge.edit.toDesk')}
          </ButtonLink>
        }
      />
    </Page>
  )
}
