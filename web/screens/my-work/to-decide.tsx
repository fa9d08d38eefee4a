import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChallengeCard } from '../../lib/cards.ts'
import { Bi } from '../../ui/bi.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Section } from '../../ui/page.tsx'
import { RowList } from '../../ui/row-list.tsx'

/** Closed challenges of one's organisations that have no decision yet. */
export function ToDecide({ cards }: { cards: readonly ChallengeCard[] }) {
  const { t } = useTranslation()
  if (cards.length === 0) return null
  return (
    <Section title={t('account.work.decide')}>
      <Text c="dimmed">{t('account.work.decideText')}</Text>
      <RowList>
        {cards.map(({ id, title, seeker, proposals }) => (
          <li key={id}>
            <div>
              <Text fw={600}>
                <Bi text={title} />
              </Text>
              <Text size="sm" c="dimmed">
                <Bi text={seeker.name} /> · {t('account.work.proposalsCount')} {proposals}
              </Text>
            </div>
            <ButtonLink to="/challenges/$id" params={{ id }}>
              {t('account.work.decideAction')}
            </ButtonLink>
          </li>
        ))}
      </RowList>
    </Section>
  )
}
