import { describe, test } from 'vitest'
import type { OrganisationEvent, OrganisationProfile } from '#events/organisation.ts'
import { spec } from '#test/support/decider-spec.ts'
import { organisationDecider } from './decider.ts'

const { given } = spec(organisationDecider)

const profile: OrganisationProfile = {
  name: { zh: '安平丝网厂', en: 'Anping Wire Mesh' },
  kind: 'enterprise',
  region: '河北安平',
  about: { zh: '生产不锈钢丝网' },
  website: '',
}
const registered: OrganisationEvent = {
  type: 'OrganisationRegistered',
  data: { ...profile, adminId: 'wang' },
}
const imported: OrganisationEvent = {
  type: 'OrganisationImported',
  data: { ...profile, source: 'challenge.gov', externalKey: 'nasa' },
}
const requested: OrganisationEvent = { type: 'VerificationRequested', data: { note: '营业执照已上传' } }
const verified: OrganisationEvent = { type: 'OrganisationVerified', data: {} }
const rejected: OrganisationEvent = { type: 'VerificationRejected', data: { reason: '请补充资料' } }
const joined = (personId: string, role: 'admin' | 'member', invitationId?: string): OrganisationEvent => ({
  type: 'MemberJoined',
  data: { personId, role, ...(invitationId && { invitationId }) },
})
const roleOf = (personId: string, role: 'admin' | 'member'): OrganisationEvent => ({
  type: 'MemberRoleChanged',
  data: { personId, role },
})
const left = (personId: string, how: 'left' | 'removed'): OrganisationEvent => ({
  type: 'MemberRemoved',
  data: { personId, how },
})

describe('an organisation comes to be', () => {
  test('when a person registers it', () => {
    given().when({ type: 'RegisterOrganisation', profile, adminId: 'wang' }).then(registered)
    given(registered).when({ type: 'RegisterOrganisation', profile, adminId: 'li' }).refused('not-allowed')
  })

  test('by an import, once', () => {
    const command = {
      type: 'ImportOrganisation',
      profile,
      source: 'challenge.gov',
      externalKey: 'nasa',
    } as const
    given().when(command).then(imported)
    given(imported).when(command).nothing()
  })

  test('and not before', () => {
    for (const command of [
      { type: 'ChangeOrganisationProfile', profile },
      { type: 'RequestVerification', note: '' },
      { type: 'VerifyOrganisation' },
      { type: 'RejectVerification', reason: '无' },
      { type: 'JoinOrganisation', personId: 'li', role: 'member' },
      { type: 'ChangeMemberRole', personId: 'li', role: 'admin' },
      { type: 'LeaveOrganisation', personId: 'li' },
      { type: 'RemoveMember', personId: 'li' },
    ] as const)
      given().when(command).refused('not-found')
  })
})

describe('a profile', () => {
  const other = { ...profile, kind: 'incubator' } as const

  test('may change, with the kind, until it is verified', () => {
    given(registered)
      .when({ type: 'ChangeOrganisationProfile', profile: other })
      .then({ type: 'OrganisationProfileChanged', data: other })
  })

  test('keeps the kind that the operator has vouched for', () => {
    given(registered, requested, verified)
      .when({ type: 'ChangeOrganisationProfile', profile: other })
      .refused('already-verified')
    const renamed = { ...profile, name: { zh: '安平丝网集团' } }
    given(registered, requested, verified)
      .when({ type: 'ChangeOrganisationProfile', profile: renamed })
      .then({ type: 'OrganisationProfileChanged', data: renamed })
  })
})

describe('verification', () => {
  const request = { type: 'RequestVerification', note: '营业执照已上传' } as const

  test('is asked for once, and again after a rejection', () => {
    given(registered).when(request).then(requested)
    given(registered, requested).when(request).nothing()
    given(registered, requested, rejected).when(request).then(requested)
    given(registered, requested, verified).when(request).refused('already-verified')
  })

  test('is given to those who asked', () => {
    given(registered, requested).when({ type: 'VerifyOrganisation' }).then(verified)
    given(registered, requested, verified).when({ type: 'VerifyOrganisation' }).nothing()
    given(registered).when({ type: 'VerifyOrganisation' }).refused('verification-not-requested')
    given(registered, requested, rejected)
      .when({ type: 'VerifyOrganisation' })
      .refused('verification-not-requested')
  })

  test('is declined with a reason, but not taken back', () => {
    const reject = { type: 'RejectVerification', reason: '请补充资料' } as const
    given(registered, requested).when(reject).then(rejected)
    given(registered).when(reject).refused('verification-not-requested')
    given(registered, requested, verified).when(reject).refused('already-verified')
  })
})

describe('members', () => {
  test('join by an invitation, and once by the same', () => {
    const join = { type: 'JoinOrganisation', personId: 'li', role: 'member', invitationId: 'inv' } as const
    given(registered)
      .when(join)
      .then(joined('li', 'member', 'inv'))
    given(registered, joined('li', 'member', 'inv'))
      .when(join)
      .nothing()
    given(registered, joined('li', 'member'))
      .when({ ...join, invitationId: 'other' })
      .refused('already-member')
  })

  test('who are invited as administrators become that', () => {
    given(registered, joined('li', 'member', 'inv'))
      .when({ type: 'JoinOrganisation', personId: 'li', role: 'admin', invitationId: 'inv2' })
      .then(roleOf('li', 'admin'))
    given(registered)
      .when({ type: 'JoinOrganisation', personId: 'wang', role: 'member' })
      .refused('already-member')
  })

  test('change roles', () => {
    given(registered, joined('li', 'member'))
      .when({ type: 'ChangeMemberRole', personId: 'li', role: 'admin' })
      .then(roleOf('li', 'admin'))
    given(registered, joined('li', 'member'))
      .when({ type: 'ChangeMemberRole', personId: 'li', role: 'member' })
      .nothing()
    given(registered)
      .when({ type: 'ChangeMemberRole', personId: 'li', role: 'admin' })
      .refused('not-a-member')
  })

  test('leave or are removed', () => {
    given(registered, joined('li', 'member'))
      .when({ type: 'LeaveOrganisation', personId: 'li' })
      .then(left('li', 'left'))
    given(registered, joined('li', 'member'))
      .when({ type: 'RemoveMember', personId: 'li' })
      .then(left('li', 'removed'))
    given(registered, joined('li', 'member'), left('li', 'left'))
      .when({ type: 'RemoveMember', personId: 'li' })
      .refused('not-a-member')
  })

  test('always include an administrator', () => {
    given(registered, joined('li', 'member'))
      .when({ type: 'LeaveOrganisation', personId: 'wang' })
      .refused('last-admin')
    given(registered, joined('li', 'member'))
      .when({ type: 'ChangeMemberRole', personId: 'wang', role: 'member' })
      .refused('last-admin')
    given(registered, joined('li', 'member'), roleOf('li', 'admin'))
      .when({ type: 'LeaveOrganisation', personId: 'wang' })
      .then(left('wang', 'left'))
  })
})
