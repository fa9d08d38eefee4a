import type { Brief, ChallengeEvent } from '#events/challenge.ts'
import type { OrganisationEvent } from '#events/organisation.ts'
import type { ProposalEvent } from '#events/proposal.ts'
import type { TeamEvent } from '#events/team.ts'
import type { ChallengeStatus } from '#src/policy/can.ts'
import { projection, type Seen } from '#src/projector/projection.ts'
import { challengeStatements } from './challenge-statements.ts'
import {
  challengeOrganisation,
  challengeTable,
  challengeTeam,
  type TimelineEntry,
} from './challenge-tables.ts'

type Heard = ChallengeEvent | OrganisationEvent | TeamEvent | ProposalEvent
type HeardChallenge = Seen<ChallengeEvent>

/** The board and every challenge's page. */
export const challengesProjection = projection<Heard>({
  name: 'challenges',
  version: 2,
  tables: [challengeTable, challengeOrganisation, challengeTeam],
  prepare(views) {
    const {
      insert,
      setBrief,
      current,
      note,
      setStatus,
      putOrganisation,
      verify,
      addTeam,
      setProposal,
      setSubmitted,
      count,
    } = challengeStatements(views)
    const touched = (id: string) => ['board', `challenge:${id}`]

    /** Writes the timeline entry every event leaves, and tells the board. */
    const noted = ({ type, meta, revision }: HeardChallenge, id: string, words?: string) => {
      const entry: TimelineEntry = { type, at: meta.occurredAt ?? meta.at, ...(words && { note: words }) }
      note.run({ id, revision, entry: JSON.stringify(entry) })
      return touched(id)
    }
    const rewrite = (brief: Brief, id: string) => {
      const { title, summary, deadline, ...plain } = columnsOf(brief)
      const words = { brief, title, summary, deadline }
      const texts = Object.fromEntries(
        Object.entries(words).map(([name, one]) => [name, JSON.stringify(one)]),
      )
      setBrief.run({ id, ...plain, ...texts })
    }
    const move = (
      event: HeardChallenge,
      id: string,
      status: ChallengeStatus,
      set: {
        publishedAt?: string
        submittedAt?: string
        closesAt?: string
        moderation?: string
        award?: unknown
      } = {},
      words?: string,
    ) => {
      const { publishedAt = null, submittedAt = null, closesAt = null, moderation = null, award } = set
      setStatus.run({
        id,
        status,
        publishedAt,
        submittedAt,
        closesAt,
        moderation,
        award: award === undefined ? null : JSON.stringify(award),
      })
      return noted(event, id, words)
    }
    const proposalMoved = (proposalId: string, submitted: boolean) => {
      const row = setSubmitted.get({ proposalId, submitted: submitted ? 1 : 0 })
      if (!row) return undefined
      count.run({ id: row.challengeId })
      return touched(row.challengeId)
    }

    return {
      ChallengeDrafted(event, id) {
        const { seekerId, brief, demo = false } = event.data
        insert.run({
          id,
          revision: event.revision,
          seekerId,
          status: 'draft',
          ...columnsOf(brief),
          imported: null,
          prize: null,
          publishedAt: null,
          timeline: [],
          demo,
        })
        return touched(id)
      },
      ChallengeImported(event, id) {
        const {
          seekerId,
          title,
          summary,
          prize,
          closesAt,
          source,
          externalId,
          url,
          type,
          partners,
          descriptionHtml,
        } = event.data
        insert.run({
          id,
          revision: event.revision,
          seekerId,
          status: 'archived',
          visibility: 'public',
          mode: null,
          cluster: '',
          title,
          summary,
          brief: null,
          imported: { source, externalId, url, type, partners, descriptionHtml },
          prize: prize ?? null,
          deadline: null,
          closesAt: closesAt ?? null,
          publishedAt: event.meta.occurredAt ?? event.meta.at,
          timeline: [],
          demo: false,
        })
        return noted(event, id)
      },
      ChallengeRevised(event, id) {
        rewrite(event.data.brief, id)
        return noted(event, id)
      },
      ChallengeAmended(event, id) {
        rewrite(event.data.brief, id)
        return noted(event, id, event.data.note)
      },
      ChallengeSubmittedForModeration: (event, id) => [
        ...move(event, id, 'in_moderation', { submittedAt: event.meta.at }),
        'operator',
      ],
      ChallengeChangesRequested: (event, id) => [
        ...move(event, id, 'draft', { moderation: event.data.reason }),
        'operator',
      ],
      ChallengeApproved: (event, id) => [...noted(event, id), 'operator'],
      ChallengePublished: (event, id) =>
        move(event, id, 'open', { publishedAt: event.meta.occurredAt ?? event.meta.at }),
      DeadlineExtended(event, id) {
        const row = current.get({ id })
        if (row?.brief && row.brief.deadline.kind !== 'open')
          rewrite({ ...row.brief, deadline: { ...row.brief.deadline, at: event.data.at } }, id)
        return noted(event, id, event.data.reason)
      },
      SubmissionsClosed: (event, id) =>
        move(event, id, 'closed', { closesAt: event.meta.occurredAt ?? event.meta.at }, event.data.note),
      ChallengeAwarded: (event, id) => move(event, id, 'awarded', { award: event.data }),
      NoAwardDeclared: (event, id) =>
        move(event, id, 'no_award', { award: { awards: [], ...event.data } }, event.data.reason),
      ChallengeWithdrawn: (event, id) => move(event, id, 'withdrawn', {}, event.data.reason),

      OrganisationRegistered: ({ data }, id) =>
        void putOrganisation.run({ id, name: data.name, kind: data.kind }),
      OrganisationImported: ({ data }, id) =>
        void putOrganisation.run({ id, name: data.name, kind: data.kind }),
      OrganisationProfileChanged: ({ data }, id) =>
        void putOrganisation.run({ id, name: data.name, kind: data.kind }),
      OrganisationVerified: (_event, id) => void verify.run({ id }),

      TeamFormed({ data }, id) {
        addTeam.run({
          id,
          challengeId: data.challengeId,
          name: data.name,
          organisationId: data.organisationId ?? null,
        })
        count.run({ id: data.challengeId })
        return touched(data.challengeId)
      },
      ProposalStarted: ({ data }, id) => void setProposal.run({ id: data.teamId, proposalId: id }),
      ProposalSubmitted: (_event, id) => proposalMoved(id, true),
      ProposalRecalled: (_event, id) => proposalMoved(id, false),
      ProposalWithdrawn: (_event, id) => proposalMoved(id, false),
    }
  },
})

function columnsOf(brief: Brief) {
  const { visibility, mode, cluster, title, summary, deadline } = brief
  return {
    brief,
    visibility,
    mode,
    cluster,
    title,
    summary,
    deadline,
    closesAt: deadline.kind === 'open' ? null : (deadline.at ?? null),
  }
}
