import { Alert, Group, Paper, Stack, Text } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Brief } from '../../../events/challenge.ts'
import type { ChallengeCard } from '../../lib/cards.ts'
import { useFormat } from '../../lib/format.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { missingIn, STEPS } from './brief.ts'
import { PreviewStep } from './preview-step.tsx'
import { SaveNote, SaveProblem } from './save-note.tsx'
import { AudienceStep } from './step-audience.tsx'
import { FiguresStep } from './step-figures.tsx'
import { IpStep } from './step-ip.tsx'
import { MustHavesStep } from './step-must-haves.tsx'
import { NeedStep } from './step-need.tsx'
import { Steps } from './steps.tsx'
import { useDraft } from './use-draft.ts'

export type EditorProps = {
  id: string
  seeker: ChallengeCard['seeker']
  status: 'draft' | 'open'
  brief: Brief
  revision: number
  /** What the operator asked to change. */
  moderation?: string | undefined
  onReload: () => void
}

/** The steps of a challenge, from the need to its publication; the step is in the address. */
export function Editor({ id, seeker, status, brief: first, revision, moderation, onReload }: EditorProps) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { step = 'need', marked } = useSearch({ from: '/member/challenges/$id/edit' })
  const amending = status === 'open'
  const draft = useDraft({ id, brief: first, revision, autosave: !amending })
  const { brief, change, state } = draft
  // Gaps are pointed at once the person has tried to publish or come to the end, not while they begin.
  const missing = marked || step === 'preview' ? missingIn(brief) : []
  const at = STEPS.indexOf(step)
  const before = STEPS[at - 1]
  const after = STEPS[at + 1]
  const fields = { brief, change, missing, amending }
  return (
    <Page
      title={pick(brief.title) || t('challenge.edit.untitled')}
      subtitle={
        <>
          {pick(seeker.name)} · {t(amending ? 'challenge.edit.amendTitle' : 'challenge.edit.title')}
        </>
      }
      actions={<SaveNote state={state} />}
      width={920}
    >
      {amending && <Text c="dimmed">{t('challenge.edit.amendText')}</Text>}
      {moderation && status === 'draft' && (
        <Alert variant="outline" color="yellow.8" title={t('challenge.edit.moderation')}>
          <Text style={{ whiteSpace: 'pre-line' }}>{moderation}</Text>
        </Alert>
      )}
      <SaveProblem
        state={state}
        onReload={onReload}
        onOverwrite={() => void draft.overwrite()}
        onRetry={() => void draft.save()}
      />
      <Steps id={id} current={step} marked={marked ?? false} missing={missing} />
      <Paper p={{ base: 'sm', sm: 'lg' }}>
        <Stack gap="lg">
          <Text size="xs" c="dimmed">
            {t('challenge.step.of', { n: at + 1, all: STEPS.length })}
          </Text>
          {step === 'need' && <NeedStep {...fields} />}
          {step === 'mustHaves' && <MustHavesStep {...fields} />}
          {step === 'figures' && <FiguresStep {...fields} />}
          {step === 'ip' && <IpStep {...fields} />}
          {step === 'audience' && <AudienceStep {...fields} />}
          {step === 'preview' && (
            <PreviewStep
              id={id}
              seeker={seeker}
              draft={draft}
              amending={amending}
              unchanged={state.kind === 'saved'}
            />
          )}
          <Group justify="space-between">
            {before ? (
              <ButtonLink
                to="/challenges/$id/edit"
                params={{ id }}
                search={(was) => ({ ...was, step: before })}
                variant="default"
              >
                {t('shell.action.back')}
              </ButtonLink>
            ) : (
              <span />
            )}
            {after && (
              <ButtonLink
                to="/challenges/$id/edit"
                params={{ id }}
                search={(was) => ({ ...was, step: after })}
              >
                {t('shell.action.next', { step: t(`challenge.step.${after}`) })}
              </ButtonLink>
            )}
          </Group>
        </Stack>
      </Paper>
    </Page>
  )
}
