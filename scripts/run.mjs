/**
 * Child processes. All of them see Node 26 and the installed tools first on PATH, whatever Node started us.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
export const BIN = join(ROOT, 'node_modules', '.bin')

/** Our environment with `node`'s folder and the tools' folder first on PATH. */
export function environment(node, extra = {}) {
  const path = [...(node ? [dirname(node)] : []), BIN, process.env.PATH ?? ''].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}

/**
 * Run to the end and collect what it wrote.
 * @returns {Promise<{ code: number, output: string }>} 127 and the reason when it could not be started
 */
export function collect(command, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const stop = forwardSignals([child])
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => {
      stop()
      resolve({ code: 127, output: error.message })
    })
    child.on('close', (code, signal) => {
      stop()
      resolve({ code: exitCode(code, signal), output: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

/** Run in the foreground on our own terminal; resolves with the exit code. */
export function foreground(command, args, env) {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' })
  const stop = forwardSignals([child])
  return ended(child).finally(stop)
}

/** Run several side by side; when one ends, or we are told to, all end. Resolves with the first one's code. */
export async function together(commands, env) {
  const children = commands.map(([command, args]) =>
    spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' }),
  )
  const stop = forwardSignals(children)
  const endings = children.map(ended)
  const code = await Promise.race(endings)
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(endings)
  stop()
  return code
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(exitCode(code, signal)))
  })
}

/** As a shell reports it: the code, or 128 + the number of the signal. */
function exitCode(code, signal) {
  return signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)
}

/**
 * Pass signals on and wait for the children instead of dying before them. Ctrl-C on a terminal reaches the
 * whole process group by itself; passing it on as well would look like a second, impatient Ctrl-C.
 */
function forwardSignals(children) {
  const pass = (signal) => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    for (const child of children) child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
  }
}
