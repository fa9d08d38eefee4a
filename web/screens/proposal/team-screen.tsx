import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/act.ts'
import { del, post } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'
import { useSignedIn } from '../../lib/session.tsx'
import { Bi } from '../../ui/bi.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { fieldError } from '../../ui/problem-alert.tsx'
import { ChallengeBadge, ProposalBadge } from '../../ui/status-badge.tsx'
import { DeadlineText } from '../../ui/time.tsx'
import { InviteLink } from './invite-link.tsx'
import { PeopleList } from './people-list.tsx'
import type { Member, Team } from './types.ts'

/** A team: who is in it, how to let more people in, and its proposal. */
export function TeamScreen() {
  const { id = '' } = useParams({ strict: false })
  const query = useLive<Team>(['team', id], `/api/teams/${id}`, [`team:${id}`])
  return <Loaded query={query}>{(team) => <Shown team={team} />}</Loaded>
}

function Shown({ team }: { team: Team }) {
  const { t } = useTranslation()
  const { challenge, my, members } = team
  return (
    <Page
      title={team.name}
      subtitle={team.organisation ? <Bi text={team.organisation.name} /> : t('proposal.team.label')}
    >
      <Paper>
        <Group justify="space-between" gap="sm">
          <div>
            <Text size="sm" c="dimmed">
              {t('proposal.team.challenge')}
            </Text>
            <Anchor href={`/challenges/${challenge.id}`}>
              <Bi text={challenge.title} />
            </Anchor>
          </div>
          <Group gap="sm">
            <ChallengeBadge status={challenge.status} />
            <Text size="sm">
              <DeadlineText deadline={challenge.deadline} />
            </Text>
          </Group>
        </Group>
      </Paper>
      <Section title={t('proposal.team.proposal')}>
        <ProposalOf team={team} />
      </Section>
      <SimpleGrid cols={{ base: 1, md: my?.role === 'lead' ? 2 : 1 }} spacing="lg">
        <Section title={t('proposal.team.members')}>
          {members ? (
            <Members team={team} members={members} />
          ) : (
            <Text c="dimmed">{t('proposal.team.onlyMembers')}</Text>
          )}
        </Section>
        {my?.role === 'lead' && (
          <Section title={t('proposal.team.invite')}>
            <Paper>
              <InviteLink teamId={team.id} />
            </Paper>
          </Section>
        )}
      </SimpleGrid>
    </Page>
  )
}

function ProposalOf({ team: { id, proposal, my, challenge } }: { team: Team }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const start = useAct(() => post(`/api/teams/${id}/proposal`, { title: title.trim() }), {
    onDone: ({ id: proposalId }) => void navigate({ to: '/proposals/$id', params: { id: proposalId } }),
  })
  if (proposal) {
    return (
      <Group gap="sm">
        <ProposalBadge status={proposal.status} />
        {my && (
          <ButtonLink to="/proposals/$id" params={{ id: proposal.id }}>
            {t('proposal.team.openProposal')}
          </ButtonLink>
        )}
      </Group>
    )
  }
  if (challenge.status !== 'open') return <Text c="dimmed">{t('proposal.team.closed')}</Text>
  if (!my) return <Text c="dimmed">{t('proposal.team.noProposal')}</Text>
  if (my.role === 'advisor') return <Text c="dimmed">{t('proposal.team.startWait')}</Text>
  return (
    <Paper
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') start.mutate()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('proposal.team.startTitle')}
          description={t('proposal.team.startHint')}
          placeholder={t('proposal.team.startPlaceholder')}
          value={title}
          maxLength={160}
          error={fieldError(start.error, '/title')}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Button
          type="submit"
          disabled={title.trim() === ''}
          loading={start.isPending}
          style={{ alignSelf: 'start' }}
        >
          {t('proposal.team.start')}
        </Button>
      </Stack>
    </Paper>
  )
}

function Members({ team: { id, my }, members }: { team: Team; members: readonly Member[] }) {
  const { t } = useTranslation()
  const { person } = useSignedIn()
  const navigate = useNavigate()
  const [leaving, setLeaving] = useState<Member>()
  const own = leaving?.personId === person.id
  const remove = useAct((personId: string) => del(`/api/teams/${id}/members/${personId}`), {
    done: t(own ? 'proposal.team.left' : 'proposal.team.removed'),
    quiet: true,
    onDone: () => {
      setLeaving(undefined)
      if (own) void navigate({ to: '/' })
    },
  })
  const me = members.find(({ personId }) => personId === person.id)
  return (
    <Stack gap="sm">
      <Paper py={4}>
        <PeopleList
          members={members}
          me={person.id}
          onRemove={my?.role === 'lead' ? setLeaving : undefined}
        />
      </Paper>
      {me && me.role !== 'lead' && (
        <Button variant="default" size="xs" onClick={() => setLeaving(me)} style={{ alignSelf: 'start' }}>
          {t('proposal.team.leave')}
        </Button>
      )}
      <Confirm
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        danger
        title={own ? t('proposal.team.leaveTitle') : t('proposal.team.removeTitle', { name: leaving?.name })}
        text={t(own ? 'proposal.team.leaveText' : 'proposal.team.removeText')}
        confirm={t(own ? 'proposal.team.leave' : 'proposal.team.remove')}
        onConfirm={() => leaving && remove.mutate(leaving.personId)}
        pending={remove.isPending}
        problem={remove.error}
      />
    </Stack>
  )
}
