import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Fault } from '#src/platform/fault.ts'
import { MAX_FILE_BYTES } from './wire.ts'

/**
 * A file to import, as text.
 * @throws Fault `import.read` when it is missing, unreadable, no file, over {@link MAX_FILE_BYTES} or not UTF-8
 */
export async function readImportFile(name: string): Promise<string> {
  const file = resolve(name)
  const fail = (why: string, cause?: unknown) => new Fault('import.read', `${file}: ${why}`, cause)
  const bytes = await readBytes(file, fail)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw fail('this is not text in UTF-8; expected the Challenge.gov feed as JSON', cause)
  }
}

async function readBytes(file: string, fail: (why: string, cause?: unknown) => Fault): Promise<Buffer> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw fail('this is a folder; name the file in it')
    if (!found.isFile()) throw fail('this is not a file')
    if (found.size > MAX_FILE_BYTES) {
      throw fail(
        `${found.size.toLocaleString('en')} bytes are more than the ${MAX_FILE_BYTES / 1024 / 1024} MiB that one import takes`,
      )
    }
    return await readFile(file)
  } catch (error) {
    if (error instanceof Fault) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw fail('there is no such file', error)
    if (code === 'EACCES' || code === 'EPERM') throw fail('this user may not read it', error)
    throw fail(message, error)
  }
}
