import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { eventLogContract } from './event-log.ts'

eventLogContract('memory', async () => new MemoryEventLog())
