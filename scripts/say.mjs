/**
 * One line for each thing a door does.
 *
 * `hub` and `bench --json` are read by programs: for them our own lines go to stderr, so that stdout holds
 * nothing but the answer.
 */

let out = process.stdout

/** From now on say things on stderr. */
export function keepStdoutClean() {
  out = process.stderr
}

/** @param {string} line */
export function say(line) {
  out.write(`${line}\n`)
}

/** Something the reader can mend: its message is the whole story, so no stack trace is printed. */
export class Mend extends Error {
  name = 'Mend'
}
