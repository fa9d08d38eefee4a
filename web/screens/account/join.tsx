import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconLinkOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '../../../src/features/invitation/routes.ts'
import { useAct } from '../../lib/act.ts'
import { type ApiProblem, get, post } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useMe } from '../../lib/session.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Lines } from '../../ui/loaded.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Day } from '../../ui/time.tsx'
import { useDocumentTitle } from '../../ui/use-document-title.ts'

/** What the link lets one into, and the way in: sign in or sign up first, then accept. */
export function Join() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/guest/join/$token' })
  const invitation = useQuery<Invitation, ApiProblem>({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => get<Invitation>(`/api/invitations/${encodeURIComponent(token)}`, signal),
  })
  useDocumentTitle(t('account.join.accept'))
  if (invitation.data?.usable) return <Usable token={token} invitation={invitation.data} />
  if (invitation.isPending) return <Lines rows={3} />
  if (invitation.error && invitation.error.status !== 404)
    return <ProblemAlert problem={invitation.error} retry={() => void invitation.refetch()} />
  return (
    <Empty
      order={1}
      icon={IconLinkOff}
      title={t('account.join.unusable')}
      text={t('account.join.unusableText')}
      action={
        <Button component="a" href="/" variant="default">
          {t('account.join.home')}
        </Button>
      }
    />
  )
}

function Usable({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation()
  const { pick } = useFormat()
  const me = useMe()
  const navigate = useNavigate()
  const { scope, role, target, expiresAt } = invitation
  const name = typeof target.name === 'string' ? target.name : pick(target.name)
  const accept = useAct(() => post(`/api/invitations/${encodeURIComponent(token)}/accept`), {
    quiet: true,
    done: t('account.join.joined', { name }),
    onDone: () => {
      if (scope === 'organisation') void navigate({ to: '/organisations/$id', params: { id: target.id } })
      else if (scope === 'team') void navigate({ to: '/teams/$id', params: { id: target.id } })
      else void navigate({ to: '/operator' })
    },
  })
  const roleName =
    role === 'operator'
      ? t('account.join.operatorRole')
      : role === 'admin'
        ? t('words.organisationRole.admin')
        : t(`words.teamRole.${role}`)
  const next = `/join/${token}`
  return (
    <Stack>
      <div>
        <Text c="dimmed">{t(`account.join.${scope}`)}</Text>
        <Title order={1}>{name}</Title>
        <Text>{t('account.join.as', { role: roleName })}</Text>
        <Text c="dimmed" size="sm">
          {t('account.join.until')} <Day at={expiresAt} />
        </Text>
      </div>
      <ProblemAlert problem={accept.error} />
      {me.signedIn ? (
        <>
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            {t('account.join.accept')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('account.join.signedInAs', { name: me.person.name })}
          </Text>
        </>
      ) : (
        <>
          <Text>{t('account.join.signInFirst')}</Text>
          <Group gap="xs" grow>
            <ButtonLink to="/sign-in" search={{ next }} variant="default">
              {t('account.join.signIn')}
            </ButtonLink>
            <ButtonLink to="/sign-up" search={{ next: afterSignUp(invitation), invitation: token }}>
              {t('account.join.signUp')}
            </ButtonLink>
          </Group>
        </>
      )}
    </Stack>
  )
}

/** Signing up with an invitation accepts it, so the newcomer goes straight to what they joined. */
const afterSignUp = ({ scope, target }: Invitation) =>
  scope === 'organisation'
    ? `/organisations/${target.id}`
    : scope === 'team'
      ? `/teams/${target.id}`
      : '/operator'
