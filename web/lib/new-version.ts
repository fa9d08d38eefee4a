const KEY = 'reloaded-at'
/** Twice in this time and reloading does not help: the screen then says what went wrong. */
const ONCE_IN_MS = 30_000

/**
 * After an update of the hub the code of screens not opened yet is gone under its old name. A tab that meets this
 * starts afresh, by itself; where something is not saved the browser asks first.
 */
export function followNewVersion() {
  globalThis.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (Date.now() - last < ONCE_IN_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    globalThis.location.reload()
  })
}
