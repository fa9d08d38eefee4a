import { derivedId } from '#src/platform/ids.ts'

/** The hub itself, as something to be let into: the one stream of who runs it is `operator-<this>`. */
export const OPERATOR_DESK = derivedId('operator')
