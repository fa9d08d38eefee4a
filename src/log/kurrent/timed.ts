/** The driver gives reads no deadline (kurrentdb.md §1.6, 1). */
import { NoAnswer } from './failure.ts'

/**
 * The same values, or {@link NoAnswer} when the next one takes longer than `ms`. One timer for the
 * whole read; time in which the caller works on a value does not count.
 */
export async function* timed<T>(values: AsyncIterableIterator<T>, ms: number): AsyncGenerator<T> {
  let late: ((error: NoAnswer) => void) | undefined
  const timer = setTimeout(() => late?.(new NoAnswer(ms)), ms)
  try {
    for (;;) {
      const step = await new Promise<IteratorResult<T>>((resolve, reject) => {
        late = reject
        timer.refresh()
        values.next().then(resolve, reject)
      })
      if (step.done) return
      yield step.value
    }
  } finally {
    clearTimeout(timer)
  }
}
