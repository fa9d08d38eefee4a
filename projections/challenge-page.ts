import { eq, sql } from 'drizzle-orm'
import type { Brief } from '#events/challenge.ts'
import type { Bilingual } from '#events/define.ts'
import type { ChallengeFacts } from '#src/policy/can.ts'
import { queries } from '#src/projector/queries.ts'
import { type ChallengeCard, cardOf, cardSql } from './challenge-board.ts'
import { challengeTable, type TimelineEntry } from './challenge-tables.ts'

/** What a team forming around a challenge shows. */
export type ChallengeTeam = { id: string; name: string; organisation?: { id: string; name: Bilingual } }

/** A challenge in full, before anything that depends on who looks. */
export type ChallengePage = ChallengeCard & {
  revision: number
  description: Bilingual
  descriptionHtml?: string
  mustHaves: Brief['mustHaves']
  ipTerms?: Brief['ipTerms']
  ipNote: string
  incubator?: { id: string; name: Bilingual }
  source?: { name: string; externalId: string; url: string; type: string; partners: string[] }
  addenda: { n: number; at: string; note: string }[]
  timeline: TimelineEntry[]
  teamsList: ChallengeTeam[]
  award?: { awards: { proposalId: string; teamName: string; reason: string }[]; reason?: string }
}

/** What rights and rules need to know of a challenge. */
export type ChallengeStanding = ChallengeFacts & {
  /** Proposals may not be read yet: the deadline is a promise and has not come. */
  sealed: boolean
  title: Bilingual
  brief?: Brief
}

/** Queries about single challenges and small sets of them. */
export const challenges = queries((views) => {
  const sqlite = views.$client
  const row = views
    .select()
    .from(challengeTable)
    .where(eq(challengeTable.id, sql.placeholder('id')))
    .prepare()
  const card = sqlite.prepare(cardSql('c.id = ?')).pluck()
  const ofOrganisations = sqlite.prepare(
    `${cardSql(`c.seeker_id IN (SELECT value FROM json_each(?))`)} ORDER BY c.published_at IS NULL DESC, coalesce(c.published_at, c.id) DESC LIMIT 500`,
  )
  const moderation = sqlite.prepare(
    `SELECT c.submitted_at AS submittedAt, card FROM (${cardSql("c.status = 'in_moderation'")}) JOIN challenge c ON c.id = card ->> '$.id'
     ORDER BY c.submitted_at`,
  )
  const teams = sqlite.prepare(
    `SELECT t.id, t.name, t.proposal_id AS proposalId, t.organisation_id AS organisationId, o.name AS organisationName
     FROM challenge_team t LEFT JOIN challenge_organisation o ON o.id = t.organisation_id WHERE t.challenge_id = ? ORDER BY t.id`,
  )
  const organisation = sqlite.prepare('SELECT id, name FROM challenge_organisation WHERE id = ?')
  const overdue = sqlite.prepare(
    `SELECT id, closes_at AS closesAt FROM challenge WHERE status = 'open' AND closes_at <= ? ORDER BY closes_at LIMIT 100`,
  )
  const upcoming = sqlite
    .prepare(`SELECT min(closes_at) FROM challenge WHERE status = 'open' AND closes_at > ?`)
    .pluck()
  const counts = sqlite.prepare(
    `SELECT (SELECT count(*) FROM challenge WHERE visibility = 'public' AND status NOT IN ('draft', 'in_moderation')
              AND (status <> 'withdrawn' OR published_at IS NOT NULL)) AS challenges,
            (SELECT count(*) FROM challenge WHERE status = 'open' AND visibility = 'public') AS open,
            (SELECT count(*) FROM challenge WHERE status = 'awarded' AND visibility = 'public') AS awarded,
            (SELECT count(*) FROM challenge_organisation) AS organisations,
            (SELECT count(*) FROM challenge_team) AS teams`,
  )
  type TeamRow = {
    id: string
    name: string
    proposalId: string | null
    organisationId: string | null
    organisationName: string | null
  }

  return {
    card: (id: string): ChallengeCard | undefined => {
      const json = card.get(id) as string | undefined
      return json === undefined ? undefined : cardOf(json)
    },

    /** Facts for `can()` and for rules of other features. */
    facts(id: string): ChallengeStanding | undefined {
      const found = row.get({ id })
      if (!found) return undefined
      const { status, visibility, seekerId, title, brief, timeline } = found
      // Who takes the challenge back before its time has not waited for it: what was handed in stays sealed.
      const unclosed = status === 'withdrawn' && !timeline.some(({ type }) => type === 'SubmissionsClosed')
      const sealed = (status === 'open' || unclosed) && found.deadline?.kind === 'fixed'
      const published = found.publishedAt !== null
      return { status, visibility, seekerId, published, sealed, title, ...(brief && { brief }) }
    },

    page(id: string): ChallengePage | undefined {
      const found = row.get({ id })
      const json = card.get(id) as string | undefined
      if (!found || json === undefined) return undefined
      const { brief, imported, award, timeline } = found
      const teamRows = teams.all(id) as TeamRow[]
      const incubator =
        brief?.incubatorId &&
        (organisation.get(brief.incubatorId) as { id: string; name: string } | undefined)
      const notes = timeline.filter(({ type }) => type === 'ChallengeAmended' || type === 'DeadlineExtended')
      return {
        ...cardOf(json),
        revision: found.revision,
        description: brief?.description ?? {},
        ...(imported && { descriptionHtml: imported.descriptionHtml }),
        mustHaves: brief?.mustHaves ?? [],
        ...(brief && { ipTerms: brief.ipTerms }),
        ipNote: brief?.ipNote ?? '',
        ...(incubator && { incubator: { id: incubator.id, name: JSON.parse(incubator.name) as Bilingual } }),
        ...(imported && {
          source: {
            name: imported.source,
            externalId: imported.externalId,
            url: imported.url,
            type: imported.type,
            partners: imported.partners,
          },
        }),
        addenda: notes.map(({ at, note = '' }, index) => ({ n: index + 1, at, note })),
        timeline: timeline.filter(({ type }) => PUBLIC_TIMELINE.has(type)),
        teamsList: teamRows.map(({ id, name, organisationId, organisationName }) => ({
          id,
          name,
          ...(organisationId &&
            organisationName && {
              organisation: { id: organisationId, name: JSON.parse(organisationName) as Bilingual },
            }),
        })),
        ...(award && {
          award: {
            awards: award.awards.map(({ proposalId, reason }) => ({
              proposalId,
              reason,
              teamName: teamRows.find((team) => team.proposalId === proposalId)?.name ?? '',
            })),
            ...(award.reason && { reason: award.reason }),
          },
        }),
      }
    },

    /** The brief as it stands and, for the seeker, what the operator asked to change. */
    desk(id: string): { revision: number; brief?: Brief; moderation?: string } | undefined {
      const found = row.get({ id })
      if (!found) return undefined
      const { revision, brief, moderation } = found
      return { revision, ...(brief && { brief }), ...(moderation && { moderation }) }
    },

    /** Every challenge of these organisations, drafts first. */
    ofOrganisations: (ids: readonly string[]): ChallengeCard[] =>
      (ofOrganisations.all(JSON.stringify(ids)) as { card: string }[]).map((one) => cardOf(one.card)),

    /** What waits for the operator, oldest first. */
    inModeration: (): (ChallengeCard & { submittedAt: string })[] =>
      (moderation.all() as { card: string; submittedAt: string }[]).map((one) => ({
        ...cardOf(one.card),
        submittedAt: one.submittedAt,
      })),

    /** Open challenges whose submissions should have ended by `now`. */
    overdue: (now: string) => overdue.all(now) as { id: string; closesAt: string }[],

    /** The next instant at which one ends. */
    nextDeadline: (now: string): string | undefined => (upcoming.get(now) as string | null) ?? undefined,

    /** Figures for the home page, public things only. */
    counts: () =>
      counts.get() as {
        challenges: number
        open: number
        awarded: number
        organisations: number
        teams: number
      },
  }
})

/** What the public may read of the history; drafting and moderation are between the seeker and the operator. */
const PUBLIC_TIMELINE: ReadonlySet<string> = new Set([
  'ChallengePublished',
  'ChallengeImported',
  'ChallengeAmended',
  'DeadlineExtended',
  'SubmissionsClosed',
  'ChallengeAwarded',
  'NoAwardDeclared',
  'ChallengeWithdrawn',
])
