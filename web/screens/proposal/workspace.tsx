import { Alert, Paper, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignedIn } from '../../lib/session.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { AnswersForm } from './answers-form.tsx'
import { FiguresForm } from './figures-form.tsx'
import styles from './proposal.module.css'
import { SubmitCard, TakeBack } from './submit-card.tsx'
import { TeamPanel } from './team-panel.tsx'
import type { Proposal } from './types.ts'
import { useOutlineDraft } from './use-outline-draft.ts'

/** The editor brings Tiptap and Yjs: nobody else should fetch them. */
const CoEditor = lazy(async () => ({ default: (await import('../../editor/co-editor.tsx')).CoEditor }))

/** Room for the text and the rail side by side; as in proposal.module.css. */
const WIDE = '(min-width: 75em)'

/** The proposal while it is written: the live text in the middle, everything about it beside or behind tabs. */
export function Workspace({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const me = useSignedIn().person
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const [tab, setTab] = useState<string | null>(wide ? 'figures' : 'text')
  const [unsaved, setUnsaved] = useState(false)
  const { draft, view } = useOutlineDraft(proposal)
  const role = proposal.team.members?.find(({ personId }) => personId === me.id)?.role
  const shown = wide && (tab === 'text' || tab === 'submit') ? 'figures' : tab
  const submit = (
    <Stack gap="xs">
      <SubmitCard proposal={proposal} lead={role === 'lead'} draft={view} unsaved={unsaved} />
      {role === 'lead' && <TakeBack proposal={proposal} />}
    </Stack>
  )

  return (
    <div className={styles.workspace}>
      <aside className={styles.rail} aria-label={t('proposal.work.panel')}>
        {wide && <Paper>{submit}</Paper>}
        <Tabs value={shown} onChange={setTab} keepMounted={false}>
          <Tabs.List grow={!wide} mb="sm" style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
            {!wide && <Tabs.Tab value="text">{t('proposal.work.document')}</Tabs.Tab>}
            <Tabs.Tab value="figures">{t('proposal.work.tabs.figures')}</Tabs.Tab>
            <Tabs.Tab value="answers">{t('proposal.work.tabs.answers')}</Tabs.Tab>
            <Tabs.Tab value="team">{t('proposal.work.tabs.team')}</Tabs.Tab>
            {!wide && <Tabs.Tab value="submit">{t('proposal.work.tabs.submit')}</Tabs.Tab>}
          </Tabs.List>
          {(shown === 'figures' || shown === 'answers') && (
            <div aria-live="polite">
              <Text size="xs" c="dimmed" ta="end">
                {t(`proposal.work.${view.state}`)}
              </Text>
              {view.merged && (
                <Alert color="yellow" mb="xs">
                  {t('proposal.work.merged')}
                </Alert>
              )}
              <ProblemAlert problem={view.problem} retry={() => void draft.flush()} />
            </div>
          )}
          <Tabs.Panel value="figures">
            <FiguresForm draft={draft} view={view} />
          </Tabs.Panel>
          <Tabs.Panel value="answers">
            <AnswersForm draft={draft} view={view} mustHaves={proposal.challenge.mustHaves} />
          </Tabs.Panel>
          <Tabs.Panel value="team">
            <TeamPanel proposal={proposal} lead={role === 'lead'} />
          </Tabs.Panel>
          {!wide && <Tabs.Panel value="submit">{submit}</Tabs.Panel>}
          {!wide && <Tabs.Panel value="text">{null}</Tabs.Panel>}
        </Tabs>
      </aside>
      {/* Hidden, not unmounted: the caret stays where it was. */}
      <div className={styles.main} hidden={!wide && shown !== 'text'}>
        <Suspense fallback={<Skeleton height="60vh" />}>
          <CoEditor
            documentId={proposal.documentId}
            label={t('shell.labelled', { label: t('proposal.work.document'), value: proposal.outline.title })}
            me={me}
            onUnsaved={setUnsaved}
          />
        </Suspense>
      </div>
    </div>
  )
}
