import { z } from 'zod'
import {
  bilingual,
  category,
  currency,
  type EventOf,
  id,
  instant,
  maybeBilingual,
  minorUnits,
} from './define.ts'

/** How the work is bought (domain.md §2.1, demo-data.md §7.4). */
export const CHALLENGE_MODES = [
  'open-competition', // 揭榜挂帅
  'parallel-teams', // 赛马制
  'crowd-research', // 众筹科研
  'commissioned', // 委托开发
  'joint', // 合作开发
  'licence', // 技术许可
  'service', // 技术服务
  'proof-of-concept', // 概念验证
  'shared-manufacturing', // 共享智造
  'design-contest', // 设计征集
] as const

export const challengeMode = z.enum(CHALLENGE_MODES)

/** Who owns what the work yields, in words a researcher can weigh. */
export const IP_TERMS = ['team-keeps', 'shared', 'seeker-owns', 'licence-to-seeker', 'negotiable'] as const
export const ipTerms = z.enum(IP_TERMS)

/**
 * fixed: sealed until the instant, then closed by the hub. rolling: read as they come until the
 * instant. open: until solved.
 */
export const deadline = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), at: instant }),
  z.object({ kind: z.literal('rolling'), at: instant.optional() }),
  z.object({ kind: z.literal('open') }),
])
export type Deadline = z.infer<typeof deadline>

const trl = z.number().int().min(1).max(9)

export const mustHave = z.object({
  id: z.string().min(1).max(40),
  text: bilingual(500),
  /** How it will be measured. */
  test: maybeBilingual(500),
})
export type MustHave = z.infer<typeof mustHave>

export const brief = z.object({
  title: bilingual(160),
  summary: maybeBilingual(600),
  description: maybeBilingual(20_000),
  /** Technical field, free text such as 精密织造. */
  domain: maybeBilingual(80),
  /** Industrial cluster or region, such as 安平丝网. */
  cluster: z.string().trim().max(80),
  mode: challengeMode,
  mustHaves: z.array(mustHave).max(20),
  trl: z
    .object({ from: trl, to: trl })
    .refine(({ from, to }) => to >= from, { message: 'ends below its start' })
    .optional(),
  /** What the seeker will pay, minor units. */
  budget: z
    .object({ min: minorUnits, max: minorUnits, currency })
    .refine(({ min, max }) => max >= min, { message: 'ends below its start' })
    .optional(),
  deadline,
  ipTerms,
  ipNote: z.string().trim().max(1_000),
  /** public: anyone. members: any signed-in person of a verified organisation. */
  visibility: z.enum(['public', 'members']),
  /** The incubator that supports what wins. */
  incubatorId: id.optional(),
})
export type Brief = z.infer<typeof brief>

/** Why a proposal was not chosen (domain.md §2.3). */
export const DECLINE_CODES = [
  'too_early',
  'no_advantage_shown',
  'commercial_route_unclear',
  'description_unclear',
  'scientific_concern',
  'out_of_scope',
  'must_have_failed',
  'team_or_facility',
  'budget',
  'ip_terms',
  'duplicate',
  'already_solved_in_house',
  'capacity_limited_reserve',
] as const
export const declineCode = z.enum(DECLINE_CODES)

/** Free text of a decision, at least 40 characters (domain.md §2.3). */
export const decisionReason = z.string().trim().min(40).max(4_000)

export const award = z.object({ proposalId: id, reason: decisionReason })
export const decline = z.object({ proposalId: id, code: declineCode, reason: decisionReason })

/** A technical challenge (技术需求) from draft to decision, `challenge-<id>`; states in domain.md §2.2. */
export const challenge = category('challenge', {
  ChallengeDrafted: z.object({ seekerId: id, brief, demo: z.boolean().optional() }),
  ChallengeRevised: z.object({ brief }),
  ChallengeSubmittedForModeration: z.object({}),
  ChallengeChangesRequested: z.object({ reason: z.string().trim().min(1).max(2_000) }),
  ChallengeApproved: z.object({}),
  ChallengePublished: z.object({}),
  /** Changed in the open, with a note of what and why. */
  ChallengeAmended: z.object({ brief, note: z.string().trim().min(1).max(2_000) }),
  DeadlineExtended: z.object({ at: instant, reason: z.string().trim().min(1).max(2_000) }),
  SubmissionsClosed: z.object({ why: z.enum(['deadline', 'seeker']), note: z.string().trim().max(2_000) }),
  /** One decision for all proposals at once, so that no team hears before another. */
  ChallengeAwarded: z.object({ awards: z.array(award).min(1).max(20), declines: z.array(decline).max(200) }),
  NoAwardDeclared: z.object({ reason: decisionReason, declines: z.array(decline).max(200) }),
  ChallengeWithdrawn: z.object({ reason: z.string().trim().min(1).max(2_000) }),
  /** Taken over, already decided, from another programme. `occurredAt` in the metadata says when it was posted. */
  ChallengeImported: z.object({
    source: z.string().max(80),
    externalId: z.string().max(200),
    seekerId: id,
    title: bilingual(500),
    summary: maybeBilingual(2_000),
    /** Sanitised HTML. */
    descriptionHtml: z.string().max(400_000),
    type: z.string().max(200),
    url: z.string().max(2_000),
    partners: z.array(z.string().max(300)).max(50),
    prize: z.object({ amount: minorUnits, currency }).optional(),
    opensAt: instant.optional(),
    closesAt: instant.optional(),
  }),
})

export type ChallengeEvent = EventOf<typeof challenge>
