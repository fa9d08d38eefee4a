import { Text, UnstyledButton } from '@mantine/core'
import { IconTrophy } from '@tabler/icons-react'
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MustHave } from '../../../events/challenge.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { Met } from '../proposal/met.tsx'
import styles from './desk.module.css'
import type { Compared } from './types.ts'

type Props = { items: readonly Compared[]; mustHaves: readonly MustHave[]; onRead: (id: string) => void }

/** Proposals side by side: a column each, a row for each thing to compare. */
export function CompareTable({ items, mustHaves, onRead }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const empty = (
    <Text span c="dimmed">
      {t('desk.compare.empty')}
    </Text>
  )
  const row = (label: ReactNode, cell: (item: Compared) => ReactNode, key: string) => (
    <tr key={key}>
      <th scope="row">{label}</th>
      {items.map((item) => (
        <td key={item.id}>{cell(item)}</td>
      ))}
    </tr>
  )
  const decided = items.some(({ decision }) => decision)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('desk.compare.title')}>
      <table className={styles.compare} style={{ '--columns': items.length } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">{t('desk.compare.row')}</th>
            {items.map(({ id, team, outline, decision }) => (
              <th key={id} scope="col">
                {decision?.outcome === 'accepted' && (
                  <IconTrophy
                    size={15}
                    role="img"
                    aria-label={t('desk.decide.chosen')}
                    className={styles.trophy}
                  />
                )}
                <span className={styles.team}>{team.name}</span>
                <span className={styles.title}>{outline.title}</span>
                <UnstyledButton className={styles.read} onClick={() => onRead(id)}>
                  {t('desk.compare.open')}
                </UnstyledButton>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {decided &&
            row(
              t('desk.compare.result'),
              ({ decision }) =>
                decision && (
                  <>
                    <strong>
                      {decision.outcome === 'accepted' ? t('desk.decide.chosen') : t('desk.decide.declined')}
                      {decision.code && ` · ${t(`proposal.declineCode.${decision.code}`)}`}
                    </strong>
                    <div className={styles.words}>{decision.reason}</div>
                  </>
                ),
              'result',
            )}
          {row(
            t('desk.compare.price'),
            ({ outline }) => (
              <span className="num">{format.money(outline.price) || empty}</span>
            ),
            'price',
          )}
          {row(
            t('desk.compare.months'),
            ({ outline: { months } }) => (months ? t('desk.compare.monthsValue', { n: months }) : empty),
            'months',
          )}
          {row(
            t('desk.compare.trl'),
            ({ outline: { trl } }) =>
              trl ? <span className="num">{`${trl.from} → ${trl.to}`}</span> : empty,
            'trl',
          )}
          {mustHaves.map(({ id, text }) =>
            row(
              <Bi text={text} />,
              ({ outline }) => {
                const answer = outline.answers.find(({ mustHaveId }) => mustHaveId === id)
                return (
                  <>
                    <Met met={answer?.met} />
                    {answer?.note && <div className={styles.words}>{answer.note}</div>}
                  </>
                )
              },
              `must-${id}`,
            ),
          )}
          {row(
            t('desk.compare.summary'),
            ({ outline }) =>
              outline.summary ? <div className={styles.words}>{outline.summary}</div> : empty,
            'summary',
          )}
          {row(
            t('desk.compare.characters'),
            ({ characters }) => (
              <span className="num">{format.number(characters)}</span>
            ),
            'characters',
          )}
          {row(
            t('desk.compare.submittedAt'),
            ({ submittedAt }) => (
              <span className="num">{format.dateTime(submittedAt)}</span>
            ),
            'submitted',
          )}
        </tbody>
      </table>
    </section>
  )
}
