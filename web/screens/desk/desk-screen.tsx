import { Alert, Button, Paper, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useLive } from '../../lib/live.ts'
import { Bi } from '../../ui/bi.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ChallengeBadge } from '../../ui/status-badge.tsx'
import { Day, DeadlineText } from '../../ui/time.tsx'
import { CompareTable } from './compare-table.tsx'
import { DecisionForm } from './decision-form.tsx'
import styles from './desk.module.css'
import { DeskActions } from './desk-actions.tsx'
import { FormTeam } from './form-team.tsx'
import { Result } from './result.tsx'
import { TextDrawer } from './text-drawer.tsx'
import type { Challenge, Comparison } from './types.ts'

/** The seeker's desk: how a challenge stands, its proposals side by side, and the decision. */
export function DeskScreen() {
  const { id = '' } = useParams({ strict: false })
  const query = useLive<Challenge>(['challenge', id], `/api/challenges/${id}`, [`challenge:${id}`])
  return <Loaded query={query}>{(challenge) => <Shown key={challenge.id} challenge={challenge} />}</Loaded>
}

function Shown({ challenge }: { challenge: Challenge }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const { id, title, seeker, status, my, award, desk } = challenge
  const draft = status === 'draft' || status === 'in_moderation'
  return (
    <Page
      title={pick(title)}
      width={1280}
      aside={<ChallengeBadge status={status} />}
      subtitle={<Bi text={seeker.name} />}
      actions={
        <>
          {!draft && (
            <Button component="a" href={`/challenges/${id}`} variant="default">
              {t('desk.publicPage')}
            </Button>
          )}
          {my.canManage && (status === 'draft' || status === 'open') && (
            <ButtonLink to="/challenges/$id/edit" params={{ id }} variant={draft ? 'filled' : 'default'}>
              {t(draft ? 'desk.edit' : 'desk.amend')}
            </ButtonLink>
          )}
          {my.canManage && <DeskActions challenge={challenge} />}
        </>
      }
    >
      {my.canManage ? (
        <>
          {status === 'draft' && (
            <Alert color={desk?.moderation ? 'yellow' : 'gray'}>
              {desk?.moderation ? t('desk.changes', { reason: desk.moderation }) : t('desk.draft')}
            </Alert>
          )}
          {status === 'in_moderation' && <Alert color="gray">{t('desk.moderation')}</Alert>}
          {award && (
            <Section title={t('desk.result.title')}>
              <Result award={award} />
            </Section>
          )}
          {!draft && status !== 'withdrawn' && <Proposals challenge={challenge} />}
          <Timeline entries={challenge.timeline} />
        </>
      ) : (
        <Visitor challenge={challenge} />
      )}
    </Page>
  )
}

/** Somebody who does not speak for the seeker: the way to a team of their own. */
function Visitor({ challenge: { id, my } }: { challenge: Challenge }) {
  const { t } = useTranslation()
  if (my.team) {
    return (
      <ButtonLink to="/teams/$id" params={{ id: my.team.id }} style={{ alignSelf: 'start' }}>
        {t('desk.team.mine')}
      </ButtonLink>
    )
  }
  if (!my.canFormTeam) return <Text c="dimmed">{t('desk.team.visitor')}</Text>
  return (
    <Section title={t('desk.team.title')}>
      <FormTeam challengeId={id} />
    </Section>
  )
}

function Proposals({ challenge }: { challenge: Challenge }) {
  const { id } = challenge
  const query = useLive<Comparison>(['challenge', id, 'proposals'], `/api/challenges/${id}/proposals`, [
    `challenge:${id}`,
  ])
  return (
    <Loaded query={query}>{(comparison) => <Compare challenge={challenge} comparison={comparison} />}</Loaded>
  )
}

function Compare({ challenge, comparison }: { challenge: Challenge; comparison: Comparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [reading, setReading] = useState<string[]>([])
  const { items, sealed, opensAt, drafting } = comparison
  const submitted = comparison.submitted ?? items.length
  const { status, mustHaves, my, deadline, teams } = challenge
  return (
    <Stack gap="lg">
      {status === 'open' && (
        <Paper component="dl" className={styles.stats ?? ''}>
          <Stat name={t('desk.progress.submitted')}>{format.number(submitted)}</Stat>
          <Stat name={t('desk.progress.drafting')}>{format.number(drafting)}</Stat>
          <Stat name={t('desk.progress.teams')}>{format.number(teams)}</Stat>
          <Stat name={t('desk.progress.deadline')}>
            <DeadlineText deadline={deadline} />
          </Stat>
        </Paper>
      )}
      <Section
        title={t('desk.compare.title')}
        actions={
          items.length > 1 && (
            <Button
              variant="default"
              size="xs"
              onClick={() => setReading(items.slice(0, 2).map(({ id }) => id))}
            >
              {t('desk.compare.read')}
            </Button>
          )
        }
      >
        {sealed ? (
          <Empty
            icon={IconLock}
            title={t('desk.sealed.title')}
            text={
              <>
                {opensAt &&
                  t('desk.sealed.text', { at: t('shell.time.inZone', { at: format.dateTime(opensAt) }) })}
                <br />
                {t('desk.sealed.count', { submitted, drafting })}
              </>
            }
          />
        ) : items.length === 0 ? (
          <Empty
            title={t('desk.compare.none')}
            text={t(status === 'open' ? 'desk.compare.noneText' : 'desk.compare.noneClosed')}
          />
        ) : (
          <CompareTable items={items} mustHaves={mustHaves} onRead={(one) => setReading([one])} />
        )}
      </Section>
      {my.canDecide && (
        <Section title={t('desk.decide.title')}>
          <DecisionForm challengeId={challenge.id} items={items} />
        </Section>
      )}
      <TextDrawer items={items} reading={reading} onReading={setReading} />
    </Stack>
  )
}

function Stat({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Timeline({ entries }: { entries: Challenge['timeline'] }) {
  const { t } = useTranslation()
  if (entries.length === 0) return null
  return (
    <Section title={t('desk.timeline.title')}>
      <Paper component="ol" className={styles.timeline ?? ''} p="md">
        {entries.map(({ type, at, note }) => (
          <li key={`${type}-${at}`}>
            <Day at={at} />
            <div>
              {t(`desk.timeline.${type}`)}
              {note && <p>{note}</p>}
            </div>
          </li>
        ))}
      </Paper>
    </Section>
  )
}
