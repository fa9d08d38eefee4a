import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../architecture.ts'

export type Program = {
  /** Everything it has written so far, both streams. */
  output(): string
  stdout(): string
  /** Its exit code; null after a signal. */
  readonly ended: Promise<number | null>
  kill(signal: NodeJS.Signals): void
  /** Resolves with the first match in what it writes. @throws when it ends without */
  says(pattern: RegExp): Promise<RegExpExecArray>
}

/** Runs a program of ours as Node runs it, with these settings and none of the test runner's or the person's own. */
export function program(args: readonly string[], settings: Record<string, string>): Program {
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|HUB_|LOG_LEVEL|PORT$|NODE_ENV|NODE_OPTIONS|TEST)/.test(name),
  )
  const env = { ...Object.fromEntries(clean), HUB_HOST: '127.0.0.1', PORT: '0', HUB_DEMO: '0', ...settings }
  const [file = '', ...rest] = args
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(ROOT, file), ...rest],
    {
      cwd: ROOT,
      env,
    },
  )
  let stdout = ''
  let all = ''
  const heard = new EventTarget()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    all += text
    heard.dispatchEvent(new Event('text'))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    all += text
    heard.dispatchEvent(new Event('text'))
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    output: () => all,
    stdout: () => stdout,
    ended,
    kill: (signal) => void child.kill(signal),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(all)
          if (found) resolve(found)
        }
        heard.addEventListener('text', look)
        look()
        void ended.then((code) => reject(new Error(`ended with ${code} and never said ${pattern}:\n${all}`)))
      }),
  }
}
