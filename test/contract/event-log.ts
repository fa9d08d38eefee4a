/** Every rule of src/log/LOG.md, run against any engine. `open` gives a log no other test writes to. */
import { describe } from 'vitest'
import type { EventLog } from '#src/log/event-log.ts'
import { livingRules } from './living-rules.ts'
import { readingRules } from './reading-rules.ts'
import { writingRules } from './writing-rules.ts'

export type Open = () => Promise<EventLog>

export function eventLogContract(engine: string, open: Open): void {
  describe(`event log contract: ${engine}`, () => {
    writingRules(open)
    readingRules(open)
    livingRules(open)
  })
}
