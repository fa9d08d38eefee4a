/** The double's messages: what the client's generated code calls them, and what they mean. */
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import type { Expected, Kept, Outcome, Proposed } from './kurrent-double-store.ts'

type Options = streams.ReadReq.Options
const { ReadResp, AppendResp } = streams
const { Empty, StreamIdentifier, UUID } = shared

/** A `Read` call, taken apart. Positions are inclusive for reads and exclusive for subscriptions. */
export type Asked = {
  stream: string | undefined
  from: 'start' | 'end' | number
  backwards: boolean
  count: number
  subscription: boolean
  /** How many considered events make a checkpoint. */
  checkpointEvery: number
  matches: (event: Kept) => boolean
}

export function readAsked(request: streams.ReadReq): Asked {
  const options = request.getOptions() as Options
  const stream = options.getStream()
  const all = options.getAll()
  const position = all?.getPosition()
  const from = (): Asked['from'] => {
    if (stream?.hasEnd() || all?.hasEnd()) return 'end'
    if (stream?.hasStart() || all?.hasStart()) return 'start'
    return Number(stream ? stream.getRevision() : position?.getCommitPosition())
  }
  return {
    stream: stream && nameOf(stream.getStreamIdentifier()),
    from: from(),
    backwards: options.getReadDirection() === 1,
    count: options.hasCount() ? Number(options.getCount()) : Number.POSITIVE_INFINITY,
    subscription: options.hasSubscription(),
    checkpointEvery: 32 * Math.max(1, options.getFilter()?.getCheckpointintervalmultiplier() ?? 1),
    matches: matcher(options.getFilter()),
  }
}

export function appendAsked(options: streams.AppendReq.Options): { stream: string; expected: Expected } {
  const stream = nameOf(options.getStreamIdentifier())
  if (options.hasNoStream()) return { stream, expected: 'no_stream' }
  if (options.hasAny()) return { stream, expected: 'any' }
  if (options.hasStreamExists()) return { stream, expected: 'stream_exists' }
  return { stream, expected: Number(options.getRevision()) }
}

export function proposed(message: streams.AppendReq.ProposedMessage): Proposed {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}

/** The server leaves the position out of an answer to a repeat. */
export function appendAnswer(outcome: Outcome): streams.AppendResp {
  if (outcome.kind === 'conflict') {
    const wrong = new AppendResp.WrongExpectedVersion()
    if (outcome.current < 0) wrong.setCurrentNoStream(new Empty())
    else wrong.setCurrentRevision(String(outcome.current))
    return new AppendResp().setWrongExpectedVersion(wrong)
  }
  const success = new AppendResp.Success().setCurrentRevision(String(outcome.revision))
  if (outcome.kind === 'repeated') return new AppendResp().setSuccess(success.setNoPosition(new Empty()))
  const position = new AppendResp.Position()
  position.setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position))
  return new AppendResp().setSuccess(success.setPosition(position))
}

export function eventAnswer(kept: Kept): streams.ReadResp {
  const event = new ReadResp.ReadEvent.RecordedEvent()
  event.setId(new UUID().setString(kept.id)).setStreamIdentifier(identifier(kept.stream))
  event.setStreamRevision(String(kept.revision))
  event.setCommitPosition(String(kept.position)).setPreparePosition(String(kept.position))
  event.getMetadataMap().set('type', kept.type).set('content-type', kept.contentType)
  event.getMetadataMap().set('created', String(Date.now() * 10_000))
  event.setData(kept.data).setCustomMetadata(kept.metadata)
  const read = new ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(kept.position))
  return new ReadResp().setEvent(read)
}

export const notFoundAnswer = (stream: string): streams.ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)))

export const confirmation = (): streams.ReadResp =>
  new ReadResp().setConfirmation(
    new ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()),
  )

export const caughtUp = (): streams.ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp())

export function checkpoint(position: number): streams.ReadResp {
  const reached = new ReadResp.Checkpoint()
  reached.setCommitPosition(String(position)).setPreparePosition(String(position))
  return new ReadResp().setCheckpoint(reached)
}

function matcher(filter: streams.ReadReq.Options.FilterOptions | undefined): Asked['matches'] {
  const byType = filter?.getEventType()
  const expression = byType ?? filter?.getStreamIdentifier()
  if (!expression) return () => true
  const prefixes = expression.getPrefixList()
  // .NET's regular expressions on the real server; those we send mean the same here.
  const regex = prefixes.length > 0 ? undefined : new RegExp(expression.getRegex())
  return (event) => {
    const text = byType ? event.type : event.stream
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix))
  }
}

const identifier = (stream: string) => new StreamIdentifier().setStreamName(Buffer.from(stream))

const nameOf = (id: shared.StreamIdentifier | undefined): string =>
  Buffer.from(id?.getStreamName_asU8() ?? []).toString('utf8')
