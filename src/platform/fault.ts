/**
 * Something broke: the disk, the engine, a file we were given. Logged once, at
 * the edge, with the hint. `Refused` is for rules that say no; this is not one.
 */
export class Fault extends Error {
  override name = 'Fault'
  /** What was being done, as `part.verb`. */
  readonly op: string
  /** What the operator can do about it. */
  readonly hint: string

  constructor(op: string, hint: string, cause?: unknown) {
    super(`${op}: ${hint}`, { cause })
    this.op = op
    this.hint = hint
  }
}
