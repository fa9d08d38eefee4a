import { useTranslation } from 'react-i18next'
import type { ChallengeStatus, ProposalStatus } from '../../src/policy/can.ts'
import classes from './status-badge.module.css'

export type Tone = 'neutral' | 'active' | 'waiting' | 'good' | 'bad'

/** A state in words, with a coloured dot beside them. Colour alone says nothing here. */
export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  )
}

const CHALLENGE: Record<ChallengeStatus, Tone> = {
  draft: 'neutral',
  in_moderation: 'waiting',
  open: 'active',
  closed: 'waiting',
  awarded: 'good',
  no_award: 'neutral',
  withdrawn: 'neutral',
  archived: 'neutral',
}
const PROPOSAL: Record<ProposalStatus, Tone> = {
  co_editing: 'active',
  submitted: 'waiting',
  accepted: 'good',
  rejected: 'neutral',
  withdrawn: 'neutral',
}
export type Verification = 'unverified' | 'pending' | 'verified' | 'rejected'
const VERIFICATION: Record<Verification, Tone> = {
  unverified: 'neutral',
  pending: 'waiting',
  verified: 'good',
  rejected: 'bad',
}

export function ChallengeBadge({ status }: { status: ChallengeStatus }) {
  const { t } = useTranslation()
  return <StatusBadge tone={CHALLENGE[status]}>{t(`words.challengeStatus.${status}`)}</StatusBadge>
}

export function ProposalBadge({ status }: { status: ProposalStatus }) {
  const { t } = useTranslation()
  return <StatusBadge tone={PROPOSAL[status]}>{t(`words.proposalStatus.${status}`)}</StatusBadge>
}

export function VerificationBadge({ verification }: { verification: Verification }) {
  const { t } = useTranslation()
  return (
    <StatusBadge tone={VERIFICATION[verification]}>{t(`words.verification.${verification}`)}</StatusBadge>
  )
}
