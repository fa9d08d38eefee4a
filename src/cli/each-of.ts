/**
 * Does `work` on every item, `width` at a time. Resolves, or throws the first failure, only when nothing runs any
 * more; after a failure or an abort nothing new is begun.
 */
export async function eachOf<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const failures: unknown[] = []
  const lane = async () => {
    for (const item of queue) {
      if (failures.length > 0 || signal.aborted) return
      await work(item).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  if (failures.length > 0) throw failures[0]
  signal.throwIfAborted()
}
