export type { OperatorQueue as Queue } from '../../../src/features/operator/routes.ts'
