/**
 * How a command reaches a running hub: a Unix socket, one request and its answers as lines of JSON.
 *
 * `{command, args}` → `{progress: {done, total}}` … → `{result}` or `{error}`. Whoever may open the socket may
 * do what the operator may, so it is for its owner only: file 0600, and where it cannot be in the data folder,
 * in a folder 0700 that is ours.
 */
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '#src/platform/fault.ts'

export type Progress = { done: number; total: number }
export type Request = { command: string; args: unknown }
export type Answer = { progress: Progress } | { result: unknown } | { error: string }

/** The kernel's limit is 108 bytes on Linux and 104 on macOS, the closing NUL included. */
const MAX_PATH_BYTES = 100

/** The largest file an import takes, in bytes. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024

/** That file as a JSON string, where each quote and line end takes two bytes, and some room. */
export const MAX_REQUEST_BYTES = 2 * MAX_FILE_BYTES + 64 * 1024

/**
 * The socket of the hub on a data folder: `hub.sock` in it, or, when that path is too long for a socket, in a
 * private folder of the system's temporary one, named by a hash of the data folder's path.
 * @param data - absolute
 * @throws Fault `cli.socket` when that private folder belongs to somebody else
 */
export function socketPath(data: string): string {
  const usual = join(data, 'hub.sock')
  if (Buffer.byteLength(usual) <= MAX_PATH_BYTES) return usual
  const name = createHash('sha256').update(data).digest('hex').slice(0, 24)
  const folder = join(tmpdir(), `trihelix-${name}`)
  const path = join(folder, 'hub.sock')
  if (Buffer.byteLength(path) > MAX_PATH_BYTES)
    throw new Fault(
      'cli.socket',
      `${data} is too long a path for a command socket; set HUB_DATA to a shorter one`,
    )
  claimFolder(folder)
  return path
}

/** In a folder that all may write to, a name may be taken by anybody: it counts only when it is ours alone. */
function claimFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { mode, uid } = lstatSync(folder)
  const ours = (mode & 0o170777) === 0o040700 && uid === process.getuid?.()
  if (!ours)
    throw new Fault('cli.socket', `${folder} is not a private folder of this user; remove it, then try again`)
}

/** One message, ready to be written. */
export const toLine = (message: Request | Answer): string => `${JSON.stringify(message)}\n`

/**
 * The lines of a stream.
 * @throws Fault `cli.read` when one of them passes `maxBytes`
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<string> {
  let kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      if (bytes + end - from > maxBytes) throw tooLong(maxBytes)
      yield Buffer.concat([...kept, chunk.subarray(from, end)]).toString('utf8')
      kept = []
      bytes = 0
      from = end + 1
    }
    kept.push(chunk.subarray(from))
    bytes += chunk.length - from
    if (bytes > maxBytes) throw tooLong(maxBytes)
  }
}

const tooLong = (maxBytes: number) =>
  new Fault('cli.read', `the message is over the limit of ${maxBytes.toLocaleString('en')} bytes`)
