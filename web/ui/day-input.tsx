import '@mantine/dates/styles.css'
import 'dayjs/locale/zh-cn'
import { DateInput } from '@mantine/dates'
import { useLang } from '../i18n/index.ts'
import { ZONE } from '../lib/format.ts'

type Props = {
  label: string
  description?: string
  /** An instant, ISO in UTC. */
  value: string | undefined
  onChange: (at: string | undefined) => void
  clearable?: boolean
  required?: boolean
  error?: string | undefined
}

/** `2026-03-05` as the calendar of our zone has it. */
const dayOf = (at: string | Date) =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(at))

/** The last minute of a day in Beijing, which has no summer time. */
export const endOfDay = (day: string) => new Date(`${day}T23:59:00+08:00`).toISOString()

/** This many days from now, at the end of the day. */
export const inDays = (days: number) => endOfDay(dayOf(new Date(Date.now() + days * 86_400_000)))

/** A day in the future that something ends with, picked from a calendar or typed. */
export function DayInput({ label, description, value, onChange, clearable = false, ...rest }: Props) {
  const lang = useLang()
  return (
    <DateInput
      label={label}
      description={description}
      size="sm"
      value={value ? dayOf(value) : null}
      onChange={(day) => onChange(day ? endOfDay(day) : undefined)}
      minDate={dayOf(new Date())}
      valueFormat={lang === 'en' ? 'D MMM YYYY' : 'YYYY-MM-DD'}
      locale={lang === 'en' ? 'en' : 'zh-cn'}
      monthLabelFormat={lang === 'en' ? 'MMMM YYYY' : 'YYYY年M月'}
      firstDayOfWeek={1}
      weekendDays={[]}
      clearable={clearable}
      maw={260}
      {...rest}
    />
  )
}
