import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { Refused } from '#src/command/refused.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { Fault } from '#src/platform/fault.ts'
import { newId } from '#src/platform/ids.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { type Process, runProcess, type Step } from './process-manager.ts'

type Rang = { type: 'BellRang'; data: { times: number } }

function bench() {
  const log = new MemoryEventLog()
  const db = openDatabase(':memory:', { durable: false })
  const reports: { level: number; msg: string; code?: string; attempt?: number }[] = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => void reports.push(JSON.parse(line)) })
  const now = () => '2026-11-22T08:00:00.000Z'
  const ring = (times: number) =>
    log.append(
      `bell-${newId()}`,
      [
        {
          id: newId(),
          type: 'BellRang',
          v: 1,
          data: { times },
          meta: { by: 'lin', at: now(), cause: newId() },
        },
      ],
      'new',
    )
  const start = (step: (times: number) => Step, name = 'echo') => {
    const process: Process<Rang> = { name, on: { BellRang: ({ data }) => [step(data.times)] } }
    return runProcess({ log, logger, now }, db, process)
  }
  return { log, db, reports, ring, start }
}

describe('a process', () => {
  test('takes its steps in the order of the log, for what was there before it and what comes later', async () => {
    const { log, ring, start } = bench()
    const heard: number[] = []
    await ring(1)
    await using running = start((times) => async () => void heard.push(times))
    await ring(2)
    await running.reached((await ring(3)).position)
    expect(heard).toEqual([1, 2, 3])
    await running.reached(await log.head())
  })

  test('signs its commands with ids that follow from the event, so that a repeat is known', async () => {
    const { log, db, ring, start } = bench()
    const causes: string[] = []
    const step = () => async (asking: { by: string; cause: string; correlation?: string | undefined }) => {
      expect(asking.by).toBe('system:echo')
      expect(asking.correlation).toBeDefined()
      causes.push(asking.cause)
    }
    await ring(1)
    for (const _ of [1, 2]) {
      db.exec('DROP TABLE IF EXISTS process_checkpoint')
      await using running = start(step)
      await running.reached(await log.head())
    }
    expect(causes).toHaveLength(2)
    expect(causes[0]).toBe(causes[1])
  })

  test('goes on where it left off after a restart', async () => {
    const { ring, start } = bench()
    const heard: number[] = []
    const step = (times: number) => async () => void heard.push(times)
    {
      await using running = start(step)
      await running.reached((await ring(1)).position)
    }
    await using running = start(step)
    await running.reached((await ring(2)).position)
    expect(heard).toEqual([1, 2])
  })

  test('tries a failed step again, reports each failure, and lets nothing overtake it', async () => {
    const { reports, ring, start } = bench()
    const heard: number[] = []
    let failures = 2
    await using running = start((times) => async () => {
      if (times === 1 && failures-- > 0) throw new Fault('disk.write', 'free some space')
      heard.push(times)
    })
    await ring(1)
    await running.reached((await ring(2)).position)
    expect(heard).toEqual([1, 2])
    expect(reports).toMatchObject([
      { level: 50, attempt: 0, hint: 'free some space', type: 'BellRang' },
      { level: 50, attempt: 1 },
    ])
  })

  test('reports a refusal and goes on: a rule that said no says no again', async () => {
    const { reports, ring, start } = bench()
    const heard: number[] = []
    await using running = start((times) => async () => {
      if (times === 1) throw new Refused('proposal-not-submitted')
      heard.push(times)
    })
    await ring(1)
    await running.reached((await ring(2)).position)
    expect(heard).toEqual([2])
    expect(reports).toMatchObject([{ level: 40, code: 'proposal-not-submitted' }])
  })

  test('closes at once while it waits to try again, and begins that step anew', async () => {
    const { reports, ring, start } = bench()
    {
      await using _running = start(() => async () => {
        throw new Error('unreachable')
      })
      await ring(1)
      await vi.waitFor(() => expect(reports.length).toBeGreaterThan(2))
    }
    const heard: number[] = []
    await using running = start((times) => async () => void heard.push(times))
    await running.reached((await ring(2)).position)
    expect(heard).toEqual([1, 2])
  })
})
