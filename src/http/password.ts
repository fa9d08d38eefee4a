/**
 * Passwords: Argon2id in the thread pool, written as PHC strings, so that the
 * cost may be raised later and old hashes still verify.
 *
 * Each hash takes 19 MiB and a thread for some 25 ms. At most {@link PARALLEL}
 * run at once and {@link QUEUE} wait; more are refused, or a flood of sign-ins
 * would take the memory and the threads that the log needs (reliability.md §6.6).
 */
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Refused } from '#src/command/refused.ts'
import { Fault } from '#src/platform/fault.ts'
import { COMMON_PASSWORDS } from './password-common.ts'

/** OWASP's minimum for Argon2id: memory in KiB, passes, lanes. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32
const PARALLEL = 4
const QUEUE = 50
/** When to try again, in seconds, for whom the queue was full. */
const RETRY_AFTER = 2

const MIN_LENGTH = 8
/** Long enough for any passphrase, short enough that hashing its bytes costs nothing. */
export const MAX_PASSWORD = 256
/** `aaaaaaab` is as good as common. */
const MIN_DISTINCT = 3
/** Shorter local parts (`li@…`) occur in good passwords by chance. */
const MIN_CONTEXT = 3

const derive = promisify(argon2)

/**
 * Length counts, composition does not (ASVS 6.2).
 * @throws Refused `weak-password` when it is short, common, or holds the e-mail's local part
 */
export function assertStrong(password: string, email: string): void {
  const text = canonical(password).toLowerCase()
  const local = email.slice(0, email.lastIndexOf('@')).toLowerCase()
  const length = [...text].length
  if (
    length < MIN_LENGTH ||
    length > MAX_PASSWORD ||
    COMMON_PASSWORDS.has(text) ||
    new Set(text).size < MIN_DISTINCT ||
    (local.length >= MIN_CONTEXT && text.includes(local))
  )
    throw new Refused('weak-password')
}

/**
 * @returns the PHC string of `password` under a fresh salt
 * @throws Refused `overloaded` when too many are waiting
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await tagOf(password, salt, COST, TAG_BYTES)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/**
 * Whether `password` is the one behind `phc`. Without a `phc` (nobody by that
 * name) it does the same work and says no, so that time does not tell.
 * @throws Refused `overloaded` when too many are waiting
 */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const { salt, tag, cost } = phc === undefined ? NOBODY : parse(phc)
  const given = await tagOf(password, salt, cost, tag.length)
  return timingSafeEqual(given, tag) && phc !== undefined
}

type Cost = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>

const NOBODY = { salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES), cost: COST }

/** The same keys typed on two devices give the same text. */
const canonical = (password: string) => password.normalize('NFKC')
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

function parse(phc: string): { salt: Buffer; tag: Buffer; cost: Cost } {
  const [, memory, passes, parallelism, salt, tag] =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/.exec(phc) ?? []
  if (!salt || !tag) throw new Fault('password.parse', 'a stored password hash is not an argon2id PHC string')
  return {
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
  }
}

async function tagOf(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  await enter()
  try {
    return await derive('argon2id', { message: canonical(password), nonce, tagLength, ...cost })
  } finally {
    leave()
  }
}

/** The thread pool is the process's, hence so are these counts. */
let running = 0
const queue: (() => void)[] = []

function enter(): Promise<void> {
  if (running < PARALLEL) {
    running++
    return Promise.resolve()
  }
  if (queue.length >= QUEUE) return Promise.reject(new Refused('overloaded', { retryAfter: RETRY_AFTER }))
  return new Promise((resolve) => queue.push(resolve))
}

function leave(): void {
  const next = queue.shift()
  // The place is handed on, not freed: a newcomer may not slip in between.
  if (next) next()
  else running--
}
