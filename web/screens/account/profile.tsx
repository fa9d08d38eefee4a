import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSignedIn } from '../../lib/session.tsx'
import { Bi } from '../../ui/bi.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { VerifiedMark } from '../../ui/verified-mark.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Sessions } from './sessions.tsx'

/** One's own account: who one is, the password, where one is signed in. */
export function Profile() {
  const { t } = useTranslation()
  return (
    <Page title={t('account.profile.title')} width={720}>
      <Section title={t('account.profile.about')}>
        <ProfileForm />
      </Section>
      <Section title={t('account.profile.memberships')}>
        <Memberships />
      </Section>
      <Section title={t('account.profile.password')}>
        <PasswordForm />
      </Section>
      <Section title={t('account.profile.sessions')}>
        <Sessions />
      </Section>
    </Page>
  )
}

function Memberships() {
  const { t } = useTranslation()
  const { organisations } = useSignedIn()
  if (organisations.length === 0)
    return (
      <Text c="dimmed">
        {t('account.profile.noMemberships')}{' '}
        <TextLink to="/organisations" underline="always">
          {t('account.profile.findOrganisation')}
        </TextLink>
      </Text>
    )
  return (
    <RowList>
      {organisations.map(({ id, name, role, verified }) => (
        <li key={id}>
          <span>
            <TextLink to="/organisations/$id" params={{ id }}>
              <Bi text={name} />
            </TextLink>{' '}
            <VerifiedMark verified={verified} />
          </span>
          <StatusBadge tone="neutral">{t(`words.organisationRole.${role}`)}</StatusBadge>
        </li>
      ))}
    </RowList>
  )
}
