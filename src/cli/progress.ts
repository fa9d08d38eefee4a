import type { Progress } from './wire.ts'

const BAR_CELLS = 30
/** How often somebody who reads a file of ours hears of it, in per cent. */
const STEP = 10

/** Lets through only what changes the whole per cent, and the end. */
export function everyPercent(tell: (progress: Progress) => void): (progress: Progress) => void {
  let last = -1
  return (progress) => {
    const now = percent(progress)
    if (now === last) return
    last = now
    tell(progress)
  }
}

/**
 * Shows progress: one line drawn anew on a terminal, a line each 10 % elsewhere.
 * @param out - where to; a terminal knows itself by `isTTY`
 */
export function progressBar(out: { isTTY?: boolean; write(text: string): unknown }) {
  let shown = 0
  return {
    show(progress: Progress): void {
      const now = percent(progress)
      const counts = `${progress.done} of ${progress.total}`
      if (out.isTTY) {
        const full = Math.floor((now / 100) * BAR_CELLS)
        out.write(
          `\r${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${String(now).padStart(3)} %  ${counts}`,
        )
        shown = now
      } else if (now >= shown + STEP || (now === 100 && shown < 100)) {
        shown = now - (now % STEP)
        out.write(`${now} % (${counts})\n`)
      }
    },
    /** Leaves a terminal's line, so that what follows starts on its own. */
    end(): void {
      if (out.isTTY && shown > 0) out.write('\n')
    },
  }
}

const percent = ({ done, total }: Progress) => (total === 0 ? 100 : Math.floor((done / total) * 100))
