import { operator } from '#events/operator.ts'
import { type Asking, type Done, handle } from '#src/command/handle.ts'
import type { Hub } from '#src/http/env.ts'
import { OPERATOR_DESK } from '#src/http/operator-desk.ts'
import { operatorDecider } from './decider.ts'

/** Lets a person operate the hub, without an invitation: the demo and the command line do. */
export const grantOperator = ({ log }: Pick<Hub, 'log'>, personId: string, asking: Asking): Promise<Done> =>
  handle(log, operator, operatorDecider, OPERATOR_DESK, { type: 'GrantOperator', personId }, asking)
