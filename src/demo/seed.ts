/**
 * Lays the demo out in an empty hub: invented organisations and people, eight
 * needs, and on the first of them the whole way from need to funnel. It gives
 * the same commands that people give, each under an id that follows from its
 * step; a start that was cut short is completed by the next.
 */
import { randomBytes } from 'node:crypto'
import { challenge } from '#events/challenge.ts'
import { person } from '#events/person.ts'
import { people } from '#projections/people.ts'
import { handle } from '#src/command/handle.ts'
import { challengeDecider } from '#src/features/challenge/decider.ts'
import { grantOperator } from '#src/features/operator/commands.ts'
import {
  commandOrganisation,
  joinOrganisation,
  registerOrganisation,
} from '#src/features/organisation/commands.ts'
import { personByEmail, signUp } from '#src/features/person/commands.ts'
import { personDecider } from '#src/features/person/decider.ts'
import { hashPassword } from '#src/http/password.ts'
import type { OpenHub } from '#src/hub.ts'
import { CHALLENGES, type ChallengeKey } from './challenges.ts'
import { decideMesh, isComplete } from './decide-mesh.ts'
import { type DemoOrganisation, ORGANISATIONS, type OrganisationKey } from './organisations.ts'
import { PEOPLE, type PersonKey } from './people.ts'
import {
  asks,
  briefOf,
  cause,
  challengeId,
  challengeKeys,
  organisationId,
  personKeys,
  type Scene,
} from './scene.ts'
import { writeProposals } from './write-proposals.ts'

/** Organisations were on the hub before their first need. */
const REGISTERED = { weeksAgo: 20, at: '09:30' }
const VERIFIED = { weeksAgo: 19.5, at: '14:00' }
/** The one that still waits came last week. */
const LATE = { weeksAgo: 0.6, at: '10:30' }

/** Whether the hub wants a demo: it may have one, and nobody is there, or the laying out was cut short. */
export async function wantsDemo({ hub }: OpenHub): Promise<boolean> {
  if (!hub.config.demo.seed) return false
  if (people(hub.views).search('').length === 0) return true
  const begun = (await personByEmail(hub, PEOPLE.engineer.email)) !== undefined
  return begun && !(await isComplete(hub))
}

/** Lays the demo out, or completes it; writes nothing when it is complete. */
export async function seedDemo(open: OpenHub): Promise<void> {
  const { hub } = open
  if (await isComplete(hub)) return
  const now = hub.now()
  const scene: Scene = { hub, now, people: await signUpAll(hub, now) }
  await grantOperator(hub, scene.people.operator, { by: 'system:demo', at: now, cause: cause('operator') })
  await Promise.all(
    (Object.keys(ORGANISATIONS) as OrganisationKey[]).map((key) => found(scene, key, ORGANISATIONS[key])),
  )
  await Promise.all(challengeKeys.map((key) => post(scene, key)))
  await writeProposals(scene)
  await decideMesh(scene, () => open.settled())
  await open.settled()
}

/** One after the other, since the sign-in page shows them in the order in which they came. */
async function signUpAll(hub: Scene['hub'], now: string): Promise<Scene['people']> {
  // Nobody knows it: demo people are signed in as by a click, never by a password.
  const passwordHash = await hashPassword(randomBytes(24).toString('base64'))
  const ids: Partial<Scene['people']> = {}
  for (const key of personKeys) {
    const { email, name, headline } = PEOPLE[key]
    const by = 'system:demo'
    const { id } = await signUp(
      hub,
      { email, name, locale: 'zh-CN', passwordHash, demo: true },
      { by, at: now, cause: cause('person', key) },
    )
    await handle(
      hub.log,
      person,
      personDecider,
      id,
      { type: 'ChangeProfile', name, locale: 'zh-CN', headline },
      { by: id, at: now, cause: cause('profile', key) },
    )
    ids[key] = id
  }
  return ids as Record<PersonKey, string>
}

async function found(scene: Scene, key: OrganisationKey, item: DemoOrganisation): Promise<void> {
  const { hub, people } = scene
  const { name, about, kind, region, admin, members = [], note, pending } = item
  const id = organisationId(key)
  const profile = { name, about, kind, region, website: '' }
  const registered = pending ? LATE : REGISTERED
  const step = (what: string) => asks(scene, admin, registered, what, key)
  await registerOrganisation(hub, id, { profile, adminId: people[admin], demo: true }, step('register'))
  for (const member of members)
    await joinOrganisation(hub, id, { personId: people[member], role: 'member' }, step(`join ${member}`))
  await commandOrganisation(hub, id, { type: 'RequestVerification', note }, step('request'))
  if (pending) return
  await commandOrganisation(
    hub,
    id,
    { type: 'VerifyOrganisation' },
    asks(scene, 'operator', VERIFIED, 'verify', key),
  )
}

async function post(scene: Scene, key: ChallengeKey): Promise<void> {
  const { hub, now } = scene
  const item = CHALLENGES[key]
  const { seeker, weeksAgo, at } = item
  const { admin, ...organisation }: DemoOrganisation = ORGANISATIONS[seeker]
  const id = challengeId(key)
  const run = (what: string, command: Parameters<typeof challengeDecider.decide>[0]) =>
    handle(hub.log, challenge, challengeDecider, id, command, asks(scene, admin, { weeksAgo, at }, what, key))
  await run('draft', {
    type: 'DraftChallenge',
    seekerId: organisationId(seeker),
    brief: briefOf(item, now),
    demo: true,
  })
  await run('submit', { type: 'SubmitChallenge', verified: !organisation.pending, now })
}
