import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../architecture.ts'
import { type Program, program } from './program.ts'

export type BrowserHub = AsyncDisposable & {
  /** The address it printed; the same after a restart. */
  readonly url: string
  /** The one-time link that makes the first operator, if it printed one. */
  readonly operatorLink: string | undefined
  /** Stops it in its tracks: sockets stay open, nothing is answered. */
  freeze(): void
  thaw(): void
  /** Ends it as a crash does. Resolves once the process is gone. */
  crash(): Promise<void>
  /** What a hub on this data would say, asked where no open page can reach it; for after a crash. */
  autopsy<T>(ask: (url: string) => Promise<T>): Promise<T>
  /** Starts it again: the same port, the same data. */
  restart(): Promise<void>
}

/**
 * A hub as people start it, a process of its own, for browsers to look at.
 * @param settings - environment variables such as `HUB_DEMO`
 */
export async function browserHub(settings: Record<string, string> = {}): Promise<BrowserHub> {
  // `npm test` builds the application; one file run by hand should not fail for want of it.
  if (!existsSync(join(ROOT, 'web/dist/index.html')))
    execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: ROOT })
  const data = mkdtempSync(join(tmpdir(), 'trihelix-browser-'))
  const run = async (port: string): Promise<[Program, string]> => {
    const hub = program(['src/main.ts'], { HUB_DATA: data, LOG_LEVEL: 'warn', PORT: port, ...settings })
    const [, url = ''] = await hub.says(/Trihelix is at (http:\S+)/)
    return [hub, url]
  }
  let [hub, url] = await run('0')
  const operatorLink = /Operator: open (\S+)/.exec(hub.output())?.[1]
  const crash = async () => {
    hub.kill('SIGKILL')
    await hub.ended
  }
  return {
    url,
    operatorLink,
    freeze: () => hub.kill('SIGSTOP'),
    thaw: () => hub.kill('SIGCONT'),
    crash,
    async autopsy(ask) {
      const [other, address] = await run('0')
      const answer = await ask(address)
      other.kill('SIGKILL')
      await other.ended
      return answer
    },
    async restart() {
      ;[hub] = await run(new URL(url).port)
    },
    async [Symbol.asyncDispose]() {
      await crash()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
