import type { OperatorEvent } from '#events/operator.ts'
import type { Decider } from '#src/command/decider.ts'
import { Refused } from '#src/command/refused.ts'

/** The people who run the hub. */
export type Operators = ReadonlySet<string>

export type OperatorCommand =
  | { type: 'GrantOperator'; personId: string; invitationId?: string | undefined }
  | { type: 'RevokeOperator'; personId: string }

export const operatorDecider: Decider<Operators, OperatorCommand, OperatorEvent> = {
  initialState: () => new Set(),

  decide(command, operators) {
    switch (command.type) {
      case 'GrantOperator': {
        const { personId, invitationId } = command
        if (operators.has(personId)) return []
        return [{ type: 'OperatorGranted', data: { personId, ...(invitationId && { invitationId }) } }]
      }
      case 'RevokeOperator':
        if (!operators.has(command.personId)) throw new Refused('not-a-member')
        if (operators.size === 1) throw new Refused('last-admin')
        return [{ type: 'OperatorRevoked', data: { personId: command.personId } }]
    }
  },

  evolve(operators, { type, data }) {
    const next = new Set(operators)
    switch (type) {
      case 'OperatorGranted':
        return next.add(data.personId)
      case 'OperatorRevoked':
        next.delete(data.personId)
        return next
      default:
        return operators // written by a newer version of us; not ours to judge
    }
  },
}
