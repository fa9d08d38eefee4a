/** Every limit of co-editing, with its reason; benchmarks and tests raise or lower them by configuration. */
export type Limits = typeof LIMITS

export const LIMITS = {
  /** One live frame, bytes: far above what a person types or pastes at once. */
  frameBytes: 1024 * 1024,
  /** The first sync step 2 of a connection, bytes: somebody comes back from days offline. */
  offlineBytes: 4 * 1024 * 1024,
  /** Fragments of one message: tiny fragments cost memory out of proportion. */
  fragments: 64,
  /** Client ids with new content in one live frame: an editor writes as one. */
  frameClients: 4,
  /** Client ids with new content in the first step 2: one for each page load while offline. */
  offlineClients: 64,
  frameStructs: 10_000,
  offlineStructs: 400_000,
  /** Characters or values in one struct. */
  structLength: 1024 * 1024,
  /** Bytes of one struct; it must fit into one append with its metadata. */
  structBytes: 384 * 1024,
  /** Nesting of a value inside the document. */
  depth: 32,
  /** Elements inside elements: some thirty levels of lists. Yjs and every reader walk them recursively. */
  nesting: 100,
  /** Bytes of one stored update; the log takes 512 kB in one append. */
  eventBytes: 384 * 1024,
  /** Bytes taken into one turn; the rest waits, so that a flood is cut into commits of bounded size. */
  turnBytes: 2 * 1024 * 1024,
  /** Client ids that one connection may bind to its person. */
  bindings: 64,

  /** Frames a second and in one burst; above, we stop reading that socket. */
  framesPerSecond: 50,
  frameBurst: 200,
  bytesPerSecond: 256 * 1024,
  byteBurst: 1024 * 1024,

  /** One person's presence, bytes of JSON. */
  presenceBytes: 4 * 1024,
  /** At most one relay of presence in this time, ms: ten a second. */
  presenceMs: 100,

  /** Above this many unsent bytes a reader gets no more broadcasts until it has drained. */
  behindBytes: 1024 * 1024,
  /** Above this it is closed. */
  lostBytes: 4 * 1024 * 1024,
  /** A reader that stays behind this long is closed, ms. */
  behindMs: 5_000,
  /** The same while it still takes in the whole document, ms: a slow line is no fault. */
  openingMs: 60_000,

  /** Snapshot after this many stored updates, or bytes of them. */
  snapshotUpdates: 500,
  snapshotBytes: 256 * 1024,
  /** A document nobody has open leaves memory after this, ms. */
  idleMs: 60_000,
  /** Ping and a keep-alive frame, ms; y-websocket's client gives up after 30 s of silence. */
  heartbeatMs: 15_000,
  /** Rights of live sockets are asked again after this, ms, besides on every change. */
  recheckMs: 60_000,
  /** After a close frame, how long we wait for the other side's, ms. */
  closeGraceMs: 2_000,

  socketsPerPerson: 20,
  socketsPerDocument: 200,
}
