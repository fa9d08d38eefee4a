import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Missing, STEP_OF, STEPS, type Step } from './brief.ts'
import classes from './challenge.module.css'

type Props = { id: string; current: Step; marked: boolean; missing: readonly Missing[] }

/** The steps as links, in any order; those with gaps are marked. */
export function Steps({ id, current, marked, missing }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  // On a phone the steps scroll sideways; the one we are at must not be out of sight.
  useEffect(() => {
    list.current
      ?.querySelector(`[data-step="${current}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  const gaps = new Set(missing.map((name) => STEP_OF[name]))
  return (
    <nav aria-label={t('challenge.step.label')}>
      <ol className={classes.steps} ref={list}>
        {STEPS.map((step, index) => (
          <li key={step} data-step={step}>
            <Link
              to="/challenges/$id/edit"
              params={{ id }}
              search={{ step, ...(marked && { marked }) }}
              className={classes.step}
              activeProps={{}}
              aria-current={step === current ? 'step' : undefined}
              data-missing={gaps.has(step) || undefined}
            >
              <span className={classes.number} aria-hidden="true">
                {gaps.has(step) ? '!' : index + 1}
              </span>
              {t(`challenge.step.${step}`)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
