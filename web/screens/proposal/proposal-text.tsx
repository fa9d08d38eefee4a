import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import '../../editor/prose.css'
import type { ProposalWords } from '../../../src/features/proposal/shapes.ts'
import { useLive } from '../../lib/live.ts'
import { Loaded } from '../../ui/loaded.tsx'

/** The words of a proposal, for those who only read: what was handed in, or what there is now. */
export function ProposalText({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useLive<ProposalWords>(['proposal', id, 'html'], `/api/proposals/${id}/html`, [
    `proposal:${id}`,
  ])
  return (
    <Loaded query={query}>
      {({ html }) =>
        html === '' ? (
          <Text c="dimmed">{t('proposal.work.emptyText')}</Text>
        ) : (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitised by the hub
          <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
        )
      }
    </Loaded>
  )
}
