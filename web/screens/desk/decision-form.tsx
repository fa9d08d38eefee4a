import { Button, Group, Paper, SegmentedControl, Select, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { post } from '../../lib/api.ts'
import type { DeclineCode } from '../proposal/types.ts'
import {
  type DecisionDraft,
  decisionRequest,
  emptyDecision,
  MIN_REASON,
  missing,
  reasonLength,
  type Verdict,
  verdictOf,
} from './decision-draft.ts'
import { DecisionReview } from './decision-review.tsx'
import styles from './desk.module.css'
import type { Compared } from './types.ts'

const CODES = [
  'too_early',
  'no_advantage_shown',
  'commercial_route_unclear',
  'description_unclear',
  'scientific_concern',
  'out_of_scope',
  'must_have_failed',
  'team_or_facility',
  'budget',
  'ip_terms',
  'duplicate',
  'already_solved_in_house',
  'capacity_limited_reserve',
] as const satisfies readonly DeclineCode[]

/** Deciding: an outcome and a reason for every proposal, looked over once more before all teams hear. */
export function DecisionForm({ challengeId, items }: { challengeId: string; items: readonly Compared[] }) {
  const { t } = useTranslation()
  // Reasons take an hour to write: they outlive a reload, in this tab only.
  const [draft, setDraft, forget] = useSessionStorage<DecisionDraft>({
    key: `decision-${challengeId}`,
    defaultValue: emptyDecision,
    getInitialValueInEffect: false,
  })
  const [reviewing, setReviewing] = useState(false)
  const ids = items.map(({ id }) => id)
  const left = missing(draft, ids)
  const publish = useAct(
    () => {
      const { path, body } = decisionRequest(draft, ids)
      return post(`/api/challenges/${challengeId}/${path}`, body)
    },
    { done: t('desk.decide.done'), quiet: true, onDone: forget },
  )
  const set = (id: string, part: Partial<Verdict>) =>
    setDraft((now) => ({
      ...now,
      verdicts: { ...now.verdicts, [id]: { reason: '', ...now.verdicts[id], ...part } },
    }))

  return (
    <Paper>
      <Stack gap="sm">
        <Text c="dimmed">{t('desk.decide.hint')}</Text>
        <Switch
          checked={draft.none}
          label={t('desk.decide.noAward')}
          description={t('desk.decide.noAwardHint')}
          onChange={({ currentTarget: { checked } }) => setDraft((now) => ({ ...now, none: checked }))}
        />
        {draft.none && (
          <Reason
            label={t('desk.decide.overall')}
            value={draft.overall}
            onChange={(overall) => setDraft((now) => ({ ...now, overall }))}
          />
        )}
        {items.map((item) => (
          <VerdictFields
            key={item.id}
            item={item}
            verdict={verdictOf(draft, item.id)}
            fixed={draft.none}
            onChange={(part) => set(item.id, part)}
          />
        ))}
        <Group justify="flex-end">
          <Text size="sm" c="dimmed" role="status">
            {left > 0 && t('desk.decide.left', { n: left })}
          </Text>
          <Button disabled={left > 0} onClick={() => setReviewing(true)}>
            {t('desk.decide.review')}
          </Button>
        </Group>
      </Stack>
      <DecisionReview
        opened={reviewing}
        onClose={() => setReviewing(false)}
        items={items}
        draft={draft}
        onConfirm={() => publish.mutate()}
        pending={publish.isPending}
        problem={publish.error}
      />
    </Paper>
  )
}

type VerdictProps = {
  item: Compared
  verdict: Verdict
  fixed: boolean
  onChange: (part: Partial<Verdict>) => void
}

function VerdictFields({
  item: { team, outline },
  verdict: { outcome, code, reason },
  fixed,
  onChange,
}: VerdictProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.verdict} aria-label={`${team.name}: ${outline.title}`}>
      <header>
        <div>
          <Text fw={600}>{team.name}</Text>
          <Text size="sm" c="dimmed">
            {outline.title}
          </Text>
        </div>
        {!fixed && (
          <SegmentedControl
            aria-label={t('desk.decide.outcome', { team: team.name })}
            value={outcome ?? ''}
            data={[
              { value: 'award', label: t('desk.decide.award') },
              { value: 'decline', label: t('desk.decide.decline') },
            ]}
            onChange={(value) => onChange({ outcome: value === 'award' ? 'award' : 'decline' })}
          />
        )}
      </header>
      {outcome === 'decline' && (
        <Select
          label={t('desk.decide.code')}
          placeholder={t('desk.decide.codeMissing')}
          value={code ?? null}
          data={CODES.map((value) => ({ value, label: t(`proposal.declineCode.${value}`) }))}
          maw={360}
          onChange={(value) => {
            const chosen = CODES.find((one) => one === value)
            if (chosen) onChange({ code: chosen })
          }}
        />
      )}
      {outcome && (
        <Reason
          label={t('desk.decide.reason')}
          placeholder={outcome === 'award' ? t('desk.decide.reasonAward') : t('desk.decide.reasonDecline')}
          value={reason}
          onChange={(words) => onChange({ reason: words })}
        />
      )}
    </section>
  )
}

type ReasonProps = { label: string; placeholder?: string; value: string; onChange: (value: string) => void }

/** A reason with its length: those who are told no should learn why. */
function Reason({ label, placeholder, value, onChange }: ReasonProps) {
  const { t } = useTranslation()
  return (
    <Textarea
      label={label}
      placeholder={placeholder}
      value={value}
      maxLength={4_000}
      autosize
      minRows={2}
      maxRows={10}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={t('desk.decide.counter', { n: reasonLength(value), min: MIN_REASON })}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
