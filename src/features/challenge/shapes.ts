import {
  brief,
  CHALLENGE_MODES,
  type ChallengeEvent,
  deadline,
  IP_TERMS,
  mustHave,
} from '#events/challenge.ts'
import { z } from '#src/http/routes.ts'

/** What lists and pages answer, for OpenAPI; the types are those of `projections/challenge-*.ts`. */
const words = z.object({ zh: z.string().optional(), en: z.string().optional() })
const named = z.object({ id: z.string(), name: words })
const status = z.enum([
  'draft',
  'in_moderation',
  'open',
  'closed',
  'awarded',
  'no_award',
  'withdrawn',
  'archived',
])

export const cardShape = z
  .object({
    id: z.string(),
    title: words,
    summary: words,
    seeker: named.extend({ verified: z.boolean() }),
    status,
    visibility: z.enum(['public', 'members']),
    mode: z.enum(CHALLENGE_MODES).optional(),
    cluster: z.string(),
    domain: words.optional(),
    trl: z.object({ from: z.number(), to: z.number() }).optional(),
    budget: z.object({ min: z.number(), max: z.number(), currency: z.string() }).optional(),
    prize: z.object({ amount: z.number(), currency: z.string() }).optional(),
    deadline: deadline.optional(),
    closesAt: z.string().optional(),
    publishedAt: z.string().optional(),
    teams: z.number(),
    proposals: z.number(),
    imported: z.boolean(),
    demo: z.boolean(),
  })
  .openapi('ChallengeCard')

const eventType = z.custom<ChallengeEvent['type']>().openapi({ type: 'string' })
const counts = z.record(z.string(), z.number())

export const boardShape = z
  .object({
    total: z.number(),
    items: z.array(cardShape),
    next: z.string().optional(),
    facets: z.object({ status: counts, mode: counts, cluster: counts }),
  })
  .openapi('Board')

export const pageShape = cardShape
  .extend({
    revision: z.number(),
    description: words,
    descriptionHtml: z.string().optional(),
    mustHaves: z.array(mustHave),
    ipTerms: z.enum(IP_TERMS).optional(),
    ipNote: z.string(),
    incubator: named.optional(),
    source: z
      .object({
        name: z.string(),
        externalId: z.string(),
        url: z.string(),
        type: z.string(),
        partners: z.array(z.string()),
      })
      .optional(),
    addenda: z.array(z.object({ n: z.number(), at: z.string(), note: z.string() })),
    timeline: z.array(z.object({ type: eventType, at: z.string(), note: z.string().optional() })),
    teamsList: z.array(z.object({ id: z.string(), name: z.string(), organisation: named.optional() })),
    award: z
      .object({
        awards: z.array(z.object({ proposalId: z.string(), teamName: z.string(), reason: z.string() })),
        reason: z.string().optional(),
      })
      .optional(),
    /** For the seeker alone: the brief as stored, and what the operator asked to change. */
    desk: z
      .object({ revision: z.number(), brief: brief.optional(), moderation: z.string().optional() })
      .optional(),
    my: z.object({
      canManage: z.boolean(),
      canDecide: z.boolean(),
      canModerate: z.boolean(),
      canFormTeam: z.boolean(),
      team: z.object({ id: z.string(), role: z.string(), proposalId: z.string().optional() }).optional(),
    }),
  })
  .openapi('ChallengePage')

export type Challenge = z.infer<typeof pageShape>
