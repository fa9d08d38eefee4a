import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { ApiProblem, post, put } from '../../lib/api.ts'
import type { ChallengeCard } from '../../lib/cards.ts'
import { TextLink } from '../../ui/links.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { missingIn, STEP_OF, storable } from './brief.ts'
import { Preview } from './preview.tsx'
import type { Draft } from './use-draft.ts'

type Props = {
  id: string
  seeker: ChallengeCard['seeker']
  draft: Draft
  amending: boolean
  unchanged: boolean
}

/** How others will see it, what is still missing, and the button that lets it out. */
export function PreviewStep({ id, seeker, draft, amending, unchanged }: Props) {
  const { t } = useTranslation()
  const missing = missingIn(draft.brief)
  return (
    <Stack gap="lg">
      <Preview brief={draft.brief} seeker={seeker} />
      {missing.length > 0 ? (
        <Stack gap={4} role="status">
          <Text fw={600} c="var(--mantine-color-error)">
            {t('challenge.preview.missing')}
          </Text>
          <Group gap="sm">
            {missing.map((name) => (
              <TextLink
                key={name}
                to="/challenges/$id/edit"
                params={{ id }}
                search={{ step: STEP_OF[name], marked: true }}
              >
                {name === 'mustHaves' ? t('challenge.step.mustHaves') : t(`challenge.field.${name}`)}
              </TextLink>
            ))}
          </Group>
        </Stack>
      ) : (
        !amending && <Text c="dimmed">{t('challenge.preview.ready')}</Text>
      )}
      {amending ? (
        <Amend id={id} draft={draft} unchanged={unchanged} />
      ) : (
        <Publish id={id} seeker={seeker} draft={draft} ready={missing.length === 0} />
      )}
    </Stack>
  )
}

function Publish({ id, seeker, draft, ready }: Pick<Props, 'id' | 'seeker' | 'draft'> & { ready: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const publish = useAct(
    async () => {
      // Everything on screen goes out, or nothing does: what could not be saved says why beside the title.
      if (!(await draft.save())) return undefined
      return post(`/api/challenges/${id}/submit`)
    },
    {
      quiet: true,
      onDone: (done) => {
        if (done) void navigate({ to: '/challenges/$id', params: { id } })
      },
      done: (sent) =>
        sent && t(seeker.verified ? 'challenge.preview.published' : 'challenge.preview.submitted'),
    },
  )
  const gaps = publish.error instanceof ApiProblem && publish.error.code === 'challenge-incomplete'
  return (
    <Stack gap="sm">
      <Text>
        {t(seeker.verified ? 'challenge.preview.verified' : 'challenge.preview.unverified')}{' '}
        {!seeker.verified && (
          <TextLink to="/organisations/$id" params={{ id: seeker.id }} underline="always">
            {t('challenge.preview.verifyLink')}
          </TextLink>
        )}
      </Text>
      {!gaps && <ProblemAlert problem={publish.error} />}
      <Group>
        <Button disabled={!ready} loading={publish.isPending} onClick={() => publish.mutate()}>
          {t(seeker.verified ? 'challenge.preview.publish' : 'challenge.preview.submit')}
        </Button>
      </Group>
    </Stack>
  )
}

function Amend({ id, draft, unchanged }: Pick<Props, 'id' | 'draft' | 'unchanged'>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [note, setNote] = useState('')
  const amend = useAct(
    () =>
      put(
        `/api/challenges/${id}/brief`,
        { brief: storable(draft.brief), note: note.trim() },
        { ifRevision: draft.revision() },
      ),
    {
      quiet: true,
      done: t('challenge.preview.amended'),
      onDone: () => void navigate({ to: '/challenges/$id', params: { id } }),
    },
  )
  if (unchanged) return <Text c="dimmed">{t('challenge.preview.noChange')}</Text>
  return (
    <Stack gap="sm">
      <Textarea
        label={t('challenge.preview.note')}
        description={t('challenge.preview.noteHint')}
        withAsterisk
        autosize
        minRows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ProblemAlert problem={amend.error} />
      <Group>
        <Button disabled={note.trim() === ''} loading={amend.isPending} onClick={() => amend.mutate()}>
          {t('challenge.preview.amend')}
        </Button>
      </Group>
    </Stack>
  )
}
