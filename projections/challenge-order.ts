/** Orders of the board as SQL over one row of `challenge`: ascending keys, so that one comparison pages through any. */
export const ORDERS = {
  newest: '-coalesce(unixepoch(published_at), 0)',
  deadline: `iif(status = 'open' AND closes_at IS NOT NULL, unixepoch(closes_at), 1e11 - coalesce(unixepoch(closes_at), 0))`,
  /** Money sorts within its currency, ours first. */
  budget: `iif(coalesce(brief ->> '$.budget.currency', prize ->> '$.currency', '') = 'CNY', 0, 1e15)
    - coalesce(brief ->> '$.budget.max', prize ->> '$.amount', 0)`,
} as const

/** What the board filters and counts by. Indexes hold it all: a row itself is long, its brief is in it. */
export const FILTERS = ['status', 'mode', 'cluster', 'seeker_id', 'visibility', 'published_at'] as const
