import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Present } from './people.ts'
import type { SaveStatus } from './save-state.ts'

/** A pause in the typing after which "saved" is worth saying; at every key it would be noise. */
const QUIET_MS = 2_000

/** Says politely, to those who hear the screen, who came and whether the typing is safe. */
export function Announcer({ people, status }: { people: readonly Present[]; status: SaveStatus }) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  const before = useRef<readonly Present[]>([])
  const kind = useRef(status.kind)

  useEffect(() => {
    const came = people.filter(({ id }) => !before.current.some((one) => one.id === id))
    before.current = people
    if (came.length > 0)
      setSaid(t('proposal.editor.joined', { names: came.map(({ name }) => name).join('、') }))
  }, [people, t])

  useEffect(() => {
    if (kind.current === status.kind) return
    const was = kind.current
    const say = () => {
      kind.current = status.kind
      if (status.kind === 'saved' && was !== 'opening') setSaid(t('proposal.editor.save.saved'))
      if (status.kind === 'offline') setSaid(t('proposal.editor.notice.offline'))
      if (status.kind === 'read-only') setSaid(t('proposal.editor.save.readOnly'))
      if (status.kind === 'closed') setSaid(t(`proposal.editor.notice.${status.why}`))
    }
    if (status.kind === 'saving') {
      kind.current = 'saving'
      return
    }
    const timer = setTimeout(say, status.kind === 'saved' ? QUIET_MS : 0)
    return () => clearTimeout(timer)
  }, [status, t])

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}
