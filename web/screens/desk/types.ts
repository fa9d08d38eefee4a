import type { Comparison } from '../../../src/features/proposal/shapes.ts'

export type { Challenge } from '../../../src/features/challenge/shapes.ts'
export type { Project } from '../../../src/features/project/shapes.ts'
export type { Comparison }
export type Compared = Comparison['items'][number]
