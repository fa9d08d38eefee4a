/**
 * A double of KurrentDB's gRPC protocol, in this process, for the official client to talk to. It speaks
 * with the client's own generated messages, and fails on demand.
 *
 * MODELLED: Append (the unary one), Read of streams and `$all` in both directions with filters,
 * subscriptions to `$all` with confirmation, caughtUp and checkpoints, Gossip, ServerFeatures,
 * leader and follower, system events in `$all`, sparse positions, idempotence by stream, revision and id
 * for exact expectations, and by a memory of recent ids (lost with a restart) for `any`.
 *
 * NOT MODELLED, so nothing here proves it: durability and replication, elections, TLS, logins and access
 * rules, BatchAppend and the v2 services, delete, tombstone, truncation and stream metadata, scavenge,
 * links, projections, persistent subscriptions, .NET's regular expressions, the real cadence of
 * checkpoints, falling behind, limits on sizes, and speed. Its rules are our reading of the server: what
 * we read wrongly passes here. It is evidence about our engine, none about KurrentDB.
 */
import grpc from '@grpc/grpc-js'
import gossipService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js'
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js'
import featuresService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js'
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js'
import type shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import streamsService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js'
import type streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import { breakdown, type Fault, Faults, type Method } from './kurrent-double-faults.ts'
import { serveRead } from './kurrent-double-read.ts'
import { DoubleStore, type Proposed } from './kurrent-double-store.ts'
import { appendAnswer, appendAsked, proposed } from './kurrent-double-wire.ts'
import { TcpProxy } from './kurrent-proxy.ts'

type Unary<Q, A> = grpc.handleUnaryCall<Q, A>

export class KurrentDouble implements AsyncDisposable {
  readonly store: DoubleStore
  /** How often each method was called. */
  readonly calls: Record<Method, number> = {
    append: 0,
    read: 0,
    subscribe: 0,
    features: 0,
    gossip: 0,
    batch: 0,
  }
  /** Subscriptions the server believes to be open. */
  readonly open = new Set<object>()
  /** The `requires-leader` header of each append and read. */
  readonly requiresLeader: boolean[] = []
  /** Where each subscription asked to begin. */
  readonly subscribedAfter: (number | string)[] = []
  role: 'leader' | 'follower' = 'leader'
  /** The port of the leader, when this is a follower. */
  leaderPort = 0
  /** Sends `caughtUp` before the old events instead of after them. */
  caughtUpFirst = false
  /** Subscriptions open at this moment get nothing more, and no error. */
  readonly silenced = new WeakSet<object>()
  readonly faults = new Faults()
  readonly #server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 })
  #proxy: TcpProxy | undefined

  private constructor(store: DoubleStore) {
    this.store = store
  }

  /** @param store shared by the doubles that stand for nodes of one cluster */
  static async start(store = new DoubleStore()): Promise<KurrentDouble> {
    const double = new KurrentDouble(store)
    double.#serve()
    const port = await new Promise<number>((resolve, reject) => {
      const bound = (error: Error | null, at: number) => (error ? reject(error) : resolve(at))
      double.#server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), bound)
    })
    double.#proxy = await new TcpProxy(port).listen()
    return double
  }

  get proxy(): TcpProxy {
    if (!this.#proxy) throw new Error('the double was not started')
    return this.#proxy
  }

  /** `short` so that a fresh client's first read does not wait for its discovery. */
  url(scheme = 'kurrentdb', options = ''): string {
    return `${scheme}://127.0.0.1:${this.proxy.port}?tls=false&discoveryInterval=10${options}`
  }

  /** The next `times` calls of a method fail in this way. */
  inject(method: Method, fault: Fault, times = 1): void {
    this.faults.add(method, fault, times)
  }

  silence(): void {
    for (const subscription of this.open) this.silenced.add(subscription)
  }

  /** The process dies: connections break, nobody listens, what was only in memory is gone. */
  async kill(): Promise<void> {
    await this.proxy.refuse()
    this.store.forget()
  }

  async restart(): Promise<void> {
    await this.proxy.listen()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#proxy?.[Symbol.asyncDispose]()
    this.#server.forceShutdown()
  }

  #serve(): void {
    this.#server.addService(streamsService.StreamsService as unknown as grpc.ServiceDefinition, {
      append: ((call, answer) => this.#append(call, answer)) as grpc.handleClientStreamingCall<
        streams.AppendReq,
        streams.AppendResp
      >,
      read: ((call) => serveRead(this, call)) as grpc.handleServerStreamingCall<
        streams.ReadReq,
        streams.ReadResp
      >,
      batchAppend: ((call) => {
        this.calls.batch++
        call.emit('error', { code: grpc.status.UNIMPLEMENTED, details: 'not modelled' })
      }) as grpc.handleBidiStreamingCall<unknown, unknown>,
    })
    this.#server.addService(featuresService.ServerFeaturesService as unknown as grpc.ServiceDefinition, {
      getSupportedMethods: ((_call, answer) => this.#features(answer)) as Unary<
        shared.Empty,
        features.SupportedMethods
      >,
    })
    this.#server.addService(gossipService.GossipService as unknown as grpc.ServiceDefinition, {
      read: ((_call, answer) => this.#gossip(answer)) as Unary<shared.Empty, gossip.ClusterInfo>,
    })
  }

  #append(
    call: grpc.ServerReadableStream<streams.AppendReq, streams.AppendResp>,
    answer: grpc.sendUnaryData<streams.AppendResp>,
  ): void {
    this.calls.append++
    const fault = this.admit('append', call.metadata)
    let options: streams.AppendReq.Options | undefined
    const events: Proposed[] = []
    call.on('data', (request: streams.AppendReq) => {
      options ??= request.getOptions()
      const message = request.getProposedMessage()
      if (message) events.push(proposed(message))
    })
    call.on('end', () => {
      if (!options) return
      const { stream, expected } = appendAsked(options)
      const store = () => appendAnswer(this.store.append(stream, expected, events))
      if (fault === undefined) answer(null, store())
      else if (typeof fault === 'object') setTimeout(() => answer(null, store()), fault.late)
      else if (fault !== 'hang') {
        if (fault === 'lost' || fault === 'lost-hang') store()
        if (fault !== 'lost-hang') answer(breakdown(fault, this.leaderPort))
      }
    })
  }

  /** What is to go wrong with this call, if anything. */
  admit(method: 'append' | 'read' | 'subscribe', metadata: grpc.Metadata): Fault | undefined {
    const requiresLeader = metadata.get('requires-leader')[0] === 'true'
    this.requiresLeader.push(requiresLeader)
    const fault = this.faults.take(method)
    return fault ?? (requiresLeader && this.role === 'follower' ? 'not-leader' : undefined)
  }

  #features(answer: grpc.sendUnaryData<features.SupportedMethods>): void {
    this.calls.features++
    const fault = this.faults.take('features')
    if (fault === 'hang') return
    if (fault) {
      answer(breakdown(fault, this.leaderPort))
      return
    }
    const supported = new features.SupportedMethods().setEventStoreServerVersion('26.1.0')
    const batch = new features.SupportedMethod().setServiceName('event_store.client.streams.streams')
    supported.addMethods(batch.setMethodName('batchappend'))
    answer(null, supported)
  }

  #gossip(answer: grpc.sendUnaryData<gossip.ClusterInfo>): void {
    this.calls.gossip++
    const port = this.role === 'leader' ? this.proxy.port : this.leaderPort
    const member = new gossip.MemberInfo().setIsAlive(true).setState(8)
    member.setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port))
    const info = new gossip.ClusterInfo()
    info.addMembers(member)
    answer(null, info)
  }
}
