import { describe, test } from 'vitest'
import type { OperatorEvent } from '#events/operator.ts'
import { spec } from '#test/support/decider-spec.ts'
import { operatorDecider } from './decider.ts'

const { given } = spec(operatorDecider)

const granted = (personId: string): OperatorEvent => ({ type: 'OperatorGranted', data: { personId } })
const revoked = (personId: string): OperatorEvent => ({ type: 'OperatorRevoked', data: { personId } })

describe('the operator’s desk', () => {
  test('is given to a person once', () => {
    given().when({ type: 'GrantOperator', personId: 'zhao' }).then(granted('zhao'))
    given(granted('zhao')).when({ type: 'GrantOperator', personId: 'zhao' }).nothing()
  })

  test('remembers the invitation that led there', () => {
    given()
      .when({ type: 'GrantOperator', personId: 'zhao', invitationId: 'inv' })
      .then({ type: 'OperatorGranted', data: { personId: 'zhao', invitationId: 'inv' } })
  })

  test('is taken from a person, but never from the last one', () => {
    given(granted('zhao'), granted('qian'))
      .when({ type: 'RevokeOperator', personId: 'zhao' })
      .then(revoked('zhao'))
    given(granted('zhao')).when({ type: 'RevokeOperator', personId: 'zhao' }).refused('last-admin')
    given(granted('zhao')).when({ type: 'RevokeOperator', personId: 'qian' }).refused('not-a-member')
    given(granted('zhao'), granted('qian'), revoked('zhao'))
      .when({ type: 'GrantOperator', personId: 'zhao' })
      .then(granted('zhao'))
  })
})
