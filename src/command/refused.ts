/** Every reason a rule may say no, and the HTTP status that says so. Codes are born here only. */
export const REFUSALS = {
  // the request itself
  'invalid-input': 422,
  'malformed-json': 400,
  'too-large': 413,
  'unsupported-media-type': 415,
  'foreign-origin': 403,
  'foreign-host': 421,
  'rate-limited': 429,
  'idempotency-mismatch': 422,
  stale: 412,
  busy: 409,
  'behind-log': 503,
  'not-ready': 503,
  overloaded: 503,
  'not-found': 404,
  'sign-in-first': 401,
  'not-allowed': 403,
  // people and sessions
  'email-taken': 409,
  'wrong-credentials': 401,
  'wrong-password': 403,
  'weak-password': 422,
  'link-invalid': 404,
  'plain-http': 400,
  'demo-only': 404,
  // organisations
  'already-member': 409,
  'not-a-member': 404,
  'last-admin': 409,
  'already-verified': 409,
  'not-verified': 409,
  'verification-not-requested': 409,
  // challenges
  'challenge-exists': 409,
  'challenge-not-draft': 409,
  'challenge-not-in-moderation': 409,
  'challenge-not-open': 409,
  'challenge-not-closed': 409,
  'challenge-incomplete': 422,
  'deadline-past': 422,
  'deadline-not-later': 422,
  'deadline-not-reached': 409,
  'drafts-outstanding': 409,
  'already-decided': 409,
  'proposal-not-in-challenge': 422,
  'decision-incomplete': 422,
  'imported-elsewhere': 409,
  'not-an-incubator': 422,
  // teams and proposals
  'already-in-team': 409,
  'own-challenge': 403,
  'lead-cannot-leave': 409,
  'proposal-exists': 409,
  'proposal-not-open': 409,
  'proposal-not-submitted': 409,
  'proposal-empty': 422,
  'submissions-closed': 409,
  // projects
  'project-exists': 409,
  'project-not-waiting': 409,
  'consent-not-asked': 409,
  'not-in-funnel': 409,
  'stage-unreachable': 409,
  'stage-moved': 409,
} as const

export type RefusalCode = keyof typeof REFUSALS

/** What the reader of a refusal may need to mend it; shown as members of the problem document. */
export type RefusalDetail = Record<string, string | number | boolean | readonly string[]>

/** A rule said no: expected, safe to show to the person who asked, never logged as a fault. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: RefusalCode
  readonly detail: RefusalDetail

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }

  get status() {
    return REFUSALS[this.code]
  }
}
