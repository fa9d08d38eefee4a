import { and, asc, count, eq, gt, or, sql } from 'drizzle-orm'
import type { OrganisationEvent, OrganisationProfile } from '#events/organisation.ts'
import { projection, type Views } from '#src/projector/projection.ts'
import { queries } from '#src/projector/queries.ts'
import {
  cardOf,
  cursorOf,
  member,
  type OrganisationCard,
  type OrganisationRow,
  organisation,
  readCursor,
} from './organisation-table.ts'

export type { OrganisationCard, OrganisationRow, Verification } from './organisation-table.ts'

export const organisationsProjection = projection<OrganisationEvent>({
  name: 'organisations',
  version: 1,
  tables: [organisation, member],
  prepare(views) {
    const value = sql.placeholder
    const add = views
      .insert(organisation)
      .values({
        id: value('id'),
        name: value('name'),
        about: value('about'),
        kind: value('kind'),
        region: value('region'),
        website: value('website'),
        imported: value('imported'),
        demo: value('demo'),
        revision: value('revision'),
        words: value('words'),
      })
      .prepare()
    const change = views
      .update(organisation)
      .set({
        name: sql`${value('name')}`,
        about: sql`${value('about')}`,
        kind: sql`${value('kind')}`,
        region: sql`${value('region')}`,
        website: sql`${value('website')}`,
        words: sql`${value('words')}`,
      })
      .where(eq(organisation.id, value('id')))
      .prepare()
    const setRevision = views
      .update(organisation)
      .set({ revision: sql`${value('revision')}` })
      .where(eq(organisation.id, value('id')))
      .prepare()
    const { setMember, removeMember } = memberStatements(views)
    const { request, verify, reject } = verificationStatements(views)

    /** Every event moves the revision that `If-Match` is compared with. */
    const touch = (id: string, revision: number, ...more: string[]) => {
      setRevision.run({ id, revision })
      return [`organisation:${id}`, ...more]
    }
    const row = ({ name, kind, region, website }: OrganisationProfile) => ({
      kind,
      region,
      website,
      words: [name.zh, name.en].filter(Boolean).join(' ').toLowerCase(),
    })

    return {
      OrganisationRegistered({ data, revision }, id) {
        const { name, about, adminId, demo } = data
        add.run({ id, ...row(data), name, about, imported: false, demo: demo === true, revision })
        setMember.run({ id, personId: adminId, role: 'admin' })
        return [`organisation:${id}`, `person:${adminId}`]
      },
      OrganisationImported({ data, revision }, id) {
        const { name, about } = data
        add.run({ id, ...row(data), name, about, imported: true, demo: false, revision })
        return `organisation:${id}`
      },
      OrganisationProfileChanged({ data, revision }, id) {
        // `sql` placeholders of an update pass by the column's JSON mode.
        change.run({ id, ...row(data), name: JSON.stringify(data.name), about: JSON.stringify(data.about) })
        return touch(id, revision)
      },
      VerificationRequested({ data, revision, meta }, id) {
        request.run({ id, note: data.note, at: meta.at })
        return touch(id, revision, 'operator')
      },
      OrganisationVerified({ revision }, id) {
        verify.run({ id })
        return touch(id, revision, 'operator')
      },
      VerificationRejected({ data, revision }, id) {
        reject.run({ id, reason: data.reason })
        return touch(id, revision, 'operator')
      },
      MemberJoined({ data: { personId, role }, revision }, id) {
        setMember.run({ id, personId, role })
        return touch(id, revision, `person:${personId}`)
      },
      MemberRoleChanged({ data: { personId, role }, revision }, id) {
        setMember.run({ id, personId, role })
        return touch(id, revision, `person:${personId}`)
      },
      MemberRemoved({ data: { personId }, revision }, id) {
        removeMember.run({ id, personId })
        return touch(id, revision, `person:${personId}`)
      },
    }
  },
})

function memberStatements(views: Views) {
  const value = sql.placeholder
  return {
    setMember: views
      .insert(member)
      .values({ organisationId: value('id'), personId: value('personId'), role: value('role') })
      .onConflictDoUpdate({
        target: [member.organisationId, member.personId],
        set: { role: sql`excluded.role` },
      })
      .prepare(),
    removeMember: views
      .delete(member)
      .where(and(eq(member.organisationId, value('id')), eq(member.personId, value('personId'))))
      .prepare(),
  }
}

function verificationStatements(views: Views) {
  const value = sql.placeholder
  const here = eq(organisation.id, value('id'))
  return {
    request: views
      .update(organisation)
      .set({
        verification: 'pending',
        note: sql`${value('note')}`,
        requestedAt: sql`${value('at')}`,
        rejection: null,
      })
      .where(here)
      .prepare(),
    verify: views
      .update(organisation)
      .set({ verification: 'verified', rejection: null })
      .where(here)
      .prepare(),
    reject: views
      .update(organisation)
      .set({ verification: 'rejected', rejection: sql`${value('reason')}` })
      .where(here)
      .prepare(),
  }
}

type Filter = {
  kind?: string | undefined
  text?: string | undefined
  after?: string | undefined
  limit: number
}

export const organisations = queries((views) => {
  const value = sql.placeholder
  const one = views
    .select()
    .from(organisation)
    .where(eq(organisation.id, value('id')))
    .prepare()
  const members = views
    .select({ personId: member.personId, role: member.role })
    .from(member)
    .where(eq(member.organisationId, value('id')))
    .orderBy(asc(member.role), asc(member.personId))
    .prepare()
  const pending = views
    .select()
    .from(organisation)
    .where(eq(organisation.verification, 'pending'))
    .orderBy(asc(organisation.requestedAt), asc(organisation.id))
    .prepare()

  const wanted = and(
    sql`(${value('kind')} = '' OR ${organisation.kind} = ${value('kind')})`,
    sql`(${value('text')} = '' OR instr(${organisation.words}, ${value('text')}) > 0)`,
  )
  const total = views.select({ total: count() }).from(organisation).where(wanted).prepare()
  // Those that people here speak for come before the imported ones.
  const rank = sql<number>`${organisation.imported}`
  const page = views
    .select()
    .from(organisation)
    .where(
      and(
        wanted,
        or(
          gt(rank, value('rank')),
          and(
            eq(rank, value('rank')),
            sql`(${organisation.words}, ${organisation.id}) > (${value('words')}, ${value('id')})`,
          ),
        ),
      ),
    )
    .orderBy(asc(rank), asc(organisation.words), asc(organisation.id))
    .limit(value('limit'))
    .prepare()
  return {
    card(id: string): OrganisationCard | undefined {
      const row = one.get({ id })
      return row && cardOf(row)
    },
    one: (id: string): OrganisationRow | undefined => one.get({ id }),
    members: (id: string) => members.all({ id }),
    /** Those that wait for the operator, longest waiting first. */
    pending: (): OrganisationRow[] => pending.all(),
    /** A page of the list; `next` continues it. `after` is a `next` of before, others start at the beginning. */
    list({ kind = '', text = '', after, limit }: Filter) {
      const filter = { kind, text: text.trim().toLowerCase() }
      const rows = page.all({ ...filter, ...readCursor(after), limit: limit + 1 })
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        total: total.get(filter)?.total ?? 0,
        items: rows.slice(0, limit).map(cardOf),
        ...(last && { next: cursorOf(last) }),
      }
    },
  }
})
