/**
 * Ends submissions when their time has come: one timer, set to the next
 * deadline and set anew whenever the board changes. The command's id follows
 * from the challenge and the deadline, so two nodes that wake together, or one
 * that wakes twice, close it once.
 */
import { challenge } from '#events/challenge.ts'
import { challenges } from '#projections/challenge-page.ts'
import { handle } from '#src/command/handle.ts'
import { inTurn } from '#src/command/in-turn.ts'
import { Refused } from '#src/command/refused.ts'
import { challengeDecider } from '#src/features/challenge/decider.ts'
import type { Hub } from '#src/http/env.ts'
import { derivedId } from '#src/platform/ids.ts'

/** Timers cannot be set for longer than 24.8 days, and the clock may be put right meanwhile. */
const LONGEST_SLEEP_MS = 86_400_000

/** How soon a closing that failed is tried again, ms; doubled each time up to {@link LONGEST_RETRY_MS}. */
const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 300_000

export type Deadlines = AsyncDisposable & {
  /** Resolves once every challenge that is overdue now was closed, and the read models show it. */
  settled(): Promise<void>
}

type Parts = Pick<Hub, 'log' | 'logger' | 'now' | 'projector' | 'views'>

export function watchDeadlines({ log, logger, now, projector, views }: Parts): Deadlines {
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let closed = false
  let queued: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()

  async function closeOverdue(): Promise<void> {
    if (closed) return
    let failed = false
    for (const { id, closesAt } of challenges(views).overdue(now())) {
      try {
        const { position } = await close(id, closesAt)
        await projector.reached(position)
      } catch (error) {
        // The read model is a moment behind: the challenge was closed or given more time already.
        if (
          error instanceof Refused &&
          (error.code === 'challenge-not-open' || error.code === 'deadline-not-reached')
        )
          continue
        failed = true
        logger.error(
          { process: 'deadlines', challengeId: id, err: error, failures },
          'a challenge could not be closed',
        )
      }
    }
    failures = failed ? failures + 1 : 0
    arm()
  }

  const close = (id: string, closesAt: string) =>
    inTurn(log, id, () =>
      handle(
        log,
        challenge,
        challengeDecider,
        id,
        { type: 'CloseSubmissions', why: 'deadline', note: '', now: now(), drafts: 0 },
        { by: 'system:deadlines', at: now(), cause: derivedId('deadline', id, closesAt) },
      ),
    )

  function arm() {
    clearTimeout(timer)
    if (closed) return
    const next = challenges(views).nextDeadline(now())
    const until = next === undefined ? LONGEST_SLEEP_MS : Math.max(0, Date.parse(next) - Date.parse(now()))
    const retry =
      failures === 0
        ? LONGEST_SLEEP_MS
        : Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** Math.min(failures - 1, 20))
    timer = setTimeout(() => void look(), Math.min(until, retry, LONGEST_SLEEP_MS))
    timer.unref()
  }

  /** Looks once more, after the look that is under way if there is one; many wishes make one look. */
  function look(): Promise<void> {
    queued ??= last.then(() => {
      queued = undefined
      last = closeOverdue().catch((error: unknown) => {
        failures++
        logger.error({ process: 'deadlines', err: error }, 'deadlines could not be looked up')
        arm()
      })
      return last
    })
    return queued
  }

  const leave = projector.changes.listen(({ topics }) => {
    if (topics.has('board')) void look()
  })
  void look()

  return {
    async settled() {
      await projector.reached(await log.head())
      await look()
    },
    async [Symbol.asyncDispose]() {
      closed = true
      leave()
      await queued
      await last
      clearTimeout(timer)
    },
  }
}
