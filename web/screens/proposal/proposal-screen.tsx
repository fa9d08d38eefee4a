import { Anchor, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../lib/live.ts'
import { Bi } from '../../ui/bi.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { ProposalBadge } from '../../ui/status-badge.tsx'
import { Reading } from './reading.tsx'
import type { Proposal } from './types.ts'
import { Workspace } from './workspace.tsx'

/** A team's proposal: written together while it may be, read afterwards. */
export function ProposalScreen() {
  const { id = '' } = useParams({ strict: false })
  const client = useQueryClient()
  const known = client.getQueryData<Proposal>(['proposal', id])
  const topics = known
    ? [`proposal:${id}`, `team:${known.team.id}`, `challenge:${known.challenge.id}`]
    : [`proposal:${id}`]
  const query = useLive<Proposal>(['proposal', id], `/api/proposals/${id}`, topics)
  return <Loaded query={query}>{(proposal) => <Shown key={proposal.id} proposal={proposal} />}</Loaded>
}

function Shown({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const { challenge, team, status, outline, my } = proposal
  return (
    <Page
      title={outline.title}
      width={1560}
      aside={<ProposalBadge status={status} />}
      subtitle={
        <Group gap="xs" component="span">
          <TextLink to="/teams/$id" params={{ id: team.id }}>
            {team.name}
          </TextLink>
          <Text span c="dimmed">
            {t('proposal.work.forChallenge')}{' '}
            <Anchor href={`/challenges/${challenge.id}`}>
              <Bi text={challenge.title} />
            </Anchor>
          </Text>
        </Group>
      }
    >
      {my.canWrite ? <Workspace proposal={proposal} /> : <Reading proposal={proposal} />}
    </Page>
  )
}
