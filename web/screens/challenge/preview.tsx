import { List, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brief } from '../../../events/challenge.ts'
import type { ChallengeCard } from '../../lib/cards.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { DeadlineText } from '../../ui/time.tsx'
import { says } from './brief.ts'
import classes from './challenge.module.css'

/** The challenge as its readers will see it. */
export function Preview({ brief, seeker }: { brief: Brief; seeker: ChallengeCard['seeker'] }) {
  const { t } = useTranslation()
  const { money, pick } = useFormat()
  const { title, summary, description, mustHaves, trl, budget, deadline } = brief
  const none = <Text c="dimmed">{t('challenge.preview.none')}</Text>
  const facts: [string, ReactNode][] = [
    [t('challenge.field.mode'), t(`words.mode.${brief.mode}`)],
    [t('challenge.field.domain'), pick(brief.domain) || none],
    [t('challenge.field.cluster'), brief.cluster || none],
    [t('challenge.field.budget'), budget ? money(budget) : none],
    ['TRL', trl ? `${trl.from} → ${trl.to}` : none],
    [t('challenge.field.deadlineAt'), <DeadlineText key="deadline" deadline={deadline} />],
    [t('challenge.field.ipTerms'), t(`words.ipTerms.${brief.ipTerms}`)],
    [t('challenge.field.visibility'), t(`words.visibility.${brief.visibility}`)],
  ]
  return (
    <Stack component="article" gap="md">
      <div>
        <Title order={2}>{says(title) ? <Bi text={title} /> : none}</Title>
        <Text c="dimmed">
          <Bi text={seeker.name} />
        </Text>
      </div>
      <Text className={classes.prose ?? ''}>{says(summary) ? <Bi text={summary} /> : none}</Text>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Title order={3}>{t('challenge.step.mustHaves')}</Title>
        {mustHaves.some(({ text }) => says(text)) ? (
          <List type="ordered">
            {mustHaves
              .filter(({ text }) => says(text))
              .map(({ id, text, test }) => (
                <List.Item key={id}>
                  <Bi text={text} />
                  {says(test) && (
                    <Text size="sm" c="dimmed">
                      {t('challenge.preview.test', { test: pick(test) })}
                    </Text>
                  )}
                </List.Item>
              ))}
          </List>
        ) : (
          none
        )}
      </div>
      <div>
        <Title order={3}>{t('challenge.field.description')}</Title>
        <div className={classes.prose}>{says(description) ? <Bi text={description} /> : none}</div>
      </div>
      {brief.ipNote && (
        <div>
          <Title order={3}>{t('challenge.field.ipNote')}</Title>
          <div className={classes.prose}>{brief.ipNote}</div>
        </div>
      )}
    </Stack>
  )
}
