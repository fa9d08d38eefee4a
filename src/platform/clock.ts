/** Now, as ISO 8601 in UTC. Passed in, so that tests and replays own the time. */
export type Clock = () => string

export const systemClock: Clock = () => new Date().toISOString()
