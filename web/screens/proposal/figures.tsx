import { useTranslation } from 'react-i18next'
import type { MustHave } from '../../../events/challenge.ts'
import type { Outline } from '../../../events/proposal.ts'
import { useFormat } from '../../lib/format.ts'
import { Bi } from '../../ui/bi.tsx'
import { Met } from './met.tsx'
import styles from './proposal.module.css'

type Props = { outline: Outline; mustHaves: readonly MustHave[] }

/** The figures of a proposal to read: what it asks for, promises and answers. */
export function Figures({ outline, mustHaves }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const none = t('shell.none')
  const rows: [string, string][] = [
    [t('proposal.work.figures.summary'), outline.summary || none],
    [t('proposal.work.figures.price'), money(outline.price) || none],
    [
      t('proposal.work.figures.months'),
      outline.months ? `${outline.months} ${t('proposal.work.figures.monthsUnit')}` : none,
    ],
    [t('proposal.work.figures.trl'), outline.trl ? `${outline.trl.from} → ${outline.trl.to}` : none],
  ]
  return (
    <>
      <dl className={styles.figures}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol className={styles.mustHaves}>
        {mustHaves.map(({ id, text }) => {
          const answer = outline.answers.find(({ mustHaveId }) => mustHaveId === id)
          return (
            <li key={id}>
              <Bi text={text} />
              <div>
                <Met met={answer?.met} /> {answer?.note}
              </div>
            </li>
          )
        })}
      </ol>
    </>
  )
}
