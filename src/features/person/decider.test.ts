import { describe, test } from 'vitest'
import type { EmailEvent, PersonEvent } from '#events/person.ts'
import { spec } from '#test/support/decider-spec.ts'
import { emailDecider, personDecider } from './decider.ts'

const { given } = spec(personDecider)

const signUp = {
  type: 'SignUp',
  email: 'li.na@example.cn',
  name: '李娜',
  locale: 'zh-CN',
  passwordHash: '$argon2id$1',
} as const
const signedUp: PersonEvent = {
  type: 'PersonSignedUp',
  data: { email: 'li.na@example.cn', name: '李娜', locale: 'zh-CN', passwordHash: '$argon2id$1' },
}
const link = { tokenHash: 'aaaa', expiresAt: '2026-03-01T10:00:00.000Z' }
const issued: PersonEvent = { type: 'PasswordResetIssued', data: link }
const reset = {
  type: 'ResetPassword',
  tokenHash: 'aaaa',
  passwordHash: '$argon2id$2',
  now: '2026-03-01T09:59:59.999Z',
} as const
const wasReset: PersonEvent = {
  type: 'PasswordReset',
  data: { tokenHash: 'aaaa', passwordHash: '$argon2id$2' },
}

describe('signing up', () => {
  test('writes the person down', () => {
    given().when(signUp).then(signedUp)
  })

  test('marks somebody of the demo', () => {
    given()
      .when({ ...signUp, demo: true })
      .then({ type: 'PersonSignedUp', data: { ...signedUp.data, demo: true } } as PersonEvent)
  })

  test('is refused when somebody has the address', () => {
    given(signedUp).when(signUp).refused('email-taken')
  })
})

describe('a profile', () => {
  const profile = { name: '李娜娜', locale: 'en', headline: '丝网研究员' } as const

  test('is changed as a whole', () => {
    given(signedUp)
      .when({ type: 'ChangeProfile', ...profile })
      .then({ type: 'ProfileChanged', data: profile })
  })

  test('of a stranger cannot be changed', () => {
    given()
      .when({ type: 'ChangeProfile', ...profile })
      .refused('not-found')
  })
})

describe('a new password', () => {
  test('replaces the old one', () => {
    given(signedUp)
      .when({ type: 'ChangePassword', passwordHash: '$argon2id$2' })
      .then({ type: 'PasswordChanged', data: { passwordHash: '$argon2id$2' } })
  })

  test('of a stranger is refused', () => {
    given().when({ type: 'ChangePassword', passwordHash: 'x' }).refused('not-found')
    given().when({ type: 'IssueReset', tokenHash: 'a', expiresAt: 'b' }).refused('not-found')
  })

  test('may be set by a link in time', () => {
    given(signedUp)
      .when({ type: 'IssueReset', ...link })
      .then(issued)
    given(signedUp, issued).when(reset).then(wasReset)
  })

  test('cannot be set by a link that is late, wrong, replaced, used or never was', () => {
    given(signedUp, issued)
      .when({ ...reset, now: '2026-03-01T10:00:00.000Z' })
      .refused('link-invalid')
    given(signedUp, issued)
      .when({ ...reset, tokenHash: 'aaab' })
      .refused('link-invalid')
    const newer: PersonEvent = {
      type: 'PasswordResetIssued',
      data: { tokenHash: 'bbbb', expiresAt: '2026-03-01T11:00:00.000Z' },
    }
    given(signedUp, issued, newer).when(reset).refused('link-invalid')
    given(signedUp, issued, wasReset).when(reset).refused('link-invalid')
    given(signedUp).when(reset).refused('link-invalid')
    given().when(reset).refused('link-invalid')
  })

  test('by the person themself ends a link issued before', () => {
    const changed: PersonEvent = { type: 'PasswordChanged', data: { passwordHash: '$argon2id$3' } }
    given(signedUp, issued, changed).when(reset).refused('link-invalid')
  })

  test('survives a profile change in between', () => {
    const changed: PersonEvent = { type: 'ProfileChanged', data: { name: '李', locale: 'en', headline: '' } }
    given(signedUp, issued, changed).when(reset).then(wasReset)
  })
})

describe('an address', () => {
  const reserved: EmailEvent = {
    type: 'EmailReserved',
    data: { personId: '11111111-1111-4111-8111-111111111111' },
  }

  test('belongs to the first who reserves it', () => {
    const { given } = spec(emailDecider)
    const { personId } = reserved.data
    given().when({ type: 'ReserveEmail', personId }).then(reserved)
    given(reserved).when({ type: 'ReserveEmail', personId: 'another' }).nothing()
  })
})
