import type { z } from 'zod'
import { challenge } from './challenge.ts'
import type { Category } from './define.ts'
import { document } from './document.ts'
import { invitation } from './invitation.ts'
import { operator } from './operator.ts'
import { organisation } from './organisation.ts'
import { email, person } from './person.ts'
import { project } from './project.ts'
import { proposal } from './proposal.ts'
import { session } from './session.ts'
import { team } from './team.ts'

/** Every category, once. A stream of another category is not ours. */
export const categories: readonly Category<string, Record<string, z.ZodType>>[] = [
  challenge,
  document,
  email,
  invitation,
  operator,
  organisation,
  person,
  project,
  proposal,
  session,
  team,
]
