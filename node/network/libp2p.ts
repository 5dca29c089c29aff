/**
 * The Network port on real libp2p: tcp, noise, yamux, gossip, one stream a request.
 *
 * Invariants: every wait has a deadline; members that were introduced are dialled again when their connection is lost, with back-off;
 * nothing here rejects unheard.
 */
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { identify } from '@libp2p/identify'
import type { Libp2p } from '@libp2p/interface'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { CodedError, fail } from '../coded-error.ts'
import type { Clock, MemberId, Network } from '../ports.ts'
import { createSubscribe, gossipService } from './gossip.ts'
import { memberOf, peerOf, privateKeyOf } from './identity.ts'
import { createIntroduce } from './introduce.ts'
import { createAnswer, createRequest } from './requests.ts'

export type NetworkOptions = {
  /** Ed25519 seed and public key, 64 bytes. */
  readonly rawKey: Uint8Array
  readonly listen: readonly string[]
  /** Addresses to tell others instead of those listened on. */
  readonly announce?: readonly string[]
  readonly clock: Clock
}

export type MurmurNetwork = Network & {
  readonly peerId: string
  /** Dials `/ip4/…/tcp/…/p2p/…`. Rejects with E_USAGE, E_UNREACHABLE or E_TIMEOUT. */
  readonly connect: (address: string, deadlineMs: number) => Promise<MemberId>
  /** Nodes it is connected to now. */
  readonly peers: () => number
  readonly stop: () => Promise<void>
}

const pingMs = 4000
const stopMs = 3000

function start(options: NetworkOptions) {
  const { rawKey, listen, announce = [] } = options
  return createLibp2p({
    privateKey: privateKeyOf(rawKey),
    addresses: { listen: [...listen], announce: [...announce] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionManager: { maxConnections: 512, inboundConnectionThreshold: 1024 },
    connectionMonitor: { pingInterval: pingMs, pingTimeout: { maxTimeout: pingMs } },
    services: { identify: identify(), ping: ping(), pubsub: gossipService() },
  })
}

export async function openNetwork(options: NetworkOptions): Promise<MurmurNetwork> {
  const listened = options.listen.join(', ')
  const libp2p = await start(options).catch((error: Error) =>
    fail(
      'E_PORT',
      `cannot listen on ${listened}: ${error.message}`,
      'Another program may use that port, or the address is not of this machine; choose another --listen (port 0 takes any free one).',
      error,
    ),
  )
  const self = memberOf(libp2p.peerId) as MemberId
  const { pubsub } = libp2p.services
  const introduce = createIntroduce(libp2p, self, options.clock)
  return {
    self,
    peerId: libp2p.peerId.toString(),
    addresses: () => libp2p.getMultiaddrs().map(String),
    peers: () => libp2p.getPeers().length,
    publish: async (topic, bytes) => {
      await pubsub.publish(topic, bytes)
    },
    subscribe: createSubscribe(pubsub),
    request: createRequest(libp2p),
    answer: createAnswer(libp2p),
    introduce: introduce.add,
    onPeer: (listener) => onPeer(libp2p, listener),
    connect: (address, deadlineMs) => connect(libp2p, introduce.add, address, deadlineMs),
    stop: async () => {
      introduce.stop()
      const late = new Promise<void>((done) => setTimeout(done, stopMs).unref())
      await Promise.race([libp2p.stop(), late])
      dropTimer(libp2p)
    },
  }
}

/** As its listeners close, libp2p (3.3) sets a timer of a second to note it in a store that is gone; the process would not end before. */
function dropTimer(libp2p: Libp2p): void {
  type Debounced = { readonly _updatePeerStoreAddresses?: { readonly stop?: () => void } }
  const { components } = libp2p as { readonly components?: { readonly addressManager?: Debounced } }
  components?.addressManager?._updatePeerStoreAddresses?.stop?.()
}

function onPeer(libp2p: Libp2p, listener: (member: MemberId, up: boolean) => void): void {
  const tell = (up: boolean) => (event: CustomEvent) => {
    const member = memberOf(event.detail)
    if (member !== undefined) listener(member, up)
  }
  libp2p.addEventListener('peer:connect', tell(true))
  libp2p.addEventListener('peer:disconnect', tell(false))
  for (const peer of libp2p.getPeers()) {
    const member = memberOf(peer)
    if (member !== undefined) listener(member, true)
  }
}

async function connect(
  libp2p: Libp2p,
  introduce: Network['introduce'],
  address: string,
  deadlineMs: number,
): Promise<MemberId> {
  let target: ReturnType<typeof multiaddr>
  try {
    target = multiaddr(address)
  } catch (error) {
    return fail('E_USAGE', `${address} is not an address`, 'Give /ip4/…/tcp/…/p2p/….', error)
  }
  if (!address.includes('/p2p/'))
    fail('E_USAGE', `${address} does not say whose it is`, 'Its end must be /p2p/ and a peer id.')
  const signal = AbortSignal.timeout(deadlineMs)
  try {
    const connection = await libp2p.dial(target, { signal })
    const member = memberOf(connection.remotePeer)
    if (member === undefined || peerOf(member).toString() !== connection.remotePeer.toString())
      throw new CodedError('E_REFUSED', `${address} has no Ed25519 identity`)
    introduce(member, [address])
    return member
  } catch (error) {
    if (error instanceof CodedError) throw error
    const code = signal.aborted ? 'E_TIMEOUT' : 'E_UNREACHABLE'
    throw new CodedError(
      code,
      `nobody answers at ${address}`,
      'Is the coordinator running, and its port open?',
      error,
    )
  }
}
