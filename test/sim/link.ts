/**
 * What a network does to a message, from a seed: latency, loss, duplicates, disorder, and queues for the bandwidth of each node's two
 * directions.
 *
 * Direct streams are reliable (a lost packet costs a retransmission, as in TCP). Gossip arrives by two neighbours, else one heartbeat
 * later by the announcement of what was missed, else not at all. Invariant: constant cost a message, and no arithmetic but integers,
 * + − × ÷ and the kernels' own `exp`, so equal seeds give equal networks on every JavaScript engine.
 */
import { exp } from '../../kernels/math/elementary.ts'
import { createRandom, type Random } from '../../kernels/math/random.ts'
import { exponentialMilli, normalMilli } from './latency-table.ts'
import { createLines, type Line } from './lines.ts'

export type LatencyShape = 'constant' | 'uniform' | 'exponential' | 'lognormal'

export type LinkOptions = {
  readonly shape: LatencyShape
  /** Median one-way latency (exponential: the mean). */
  readonly latencyMs: number
  /** lognormal: sigma of its logarithm; uniform: half its width as a share of the median. */
  readonly jitter: number
  /** Share of packets lost. */
  readonly loss: number
  /** Share of messages that arrive twice. */
  readonly duplicate: number
  /** Share of messages held back by up to four latencies, so that later ones overtake them. */
  readonly reorder: number
  /** Bytes a millisecond, each way. */
  readonly upBytesPerMs: number
  readonly downBytesPerMs: number
}

export const defaultLink: LinkOptions = {
  shape: 'lognormal',
  latencyMs: 50,
  jitter: 0.4,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  upBytesPerMs: 2500,
  downBytesPerMs: 2500,
}

const retransmitMs = 200
const mostRetransmits = 6
const heartbeatMs = 1000
const tableSize = 256

export type Link = {
  /** Time until a message over a reliable stream has arrived; undefined: given up. */
  readonly streamMs: (from: Line, to: Line, bytes: number) => number | undefined
  /** Time until gossip reaches a subscriber; undefined: never. */
  readonly gossipMs: (from: Line, to: Line, bytes: number) => number | undefined
  /** Delay of a second copy after the first; undefined: there is none. */
  readonly duplicateMs: () => number | undefined
  /** The sender's uplink is busy with so many bytes more. */
  readonly upload: (from: Line, bytes: number) => void
  readonly line: (id: string) => Line
  /** The node that serves those behind a NAT. */
  readonly relay: string
  /** Loss from now on. */
  readonly setLoss: (share: number) => void
  readonly random: Random
}

/** 256 equally likely latencies in tenths of a millisecond, at least one tenth. */
export function latencyTable({ shape, latencyMs, jitter }: LinkOptions): Int32Array {
  const at = (i: number): number => {
    const z = normalMilli[i] as number
    if (shape === 'constant') return 1
    if (shape === 'uniform') return 1 + jitter * ((2 * i + 1) / tableSize - 1)
    if (shape === 'exponential') return (exponentialMilli[i] as number) / 1000
    return exp((jitter * z) / 1000)
  }
  return Int32Array.from({ length: tableSize }, (_, i) =>
    Math.max(1, Math.round(10 * latencyMs * at(i))),
  )
}

/** `now` gives virtual ms. `relay` is the node that serves those behind a NAT. */
export function createLink(
  options: LinkOptions,
  seed: number,
  now: () => number,
  relay: string,
): Link {
  const random = createRandom(seed, 1)
  const table = latencyTable(options)
  const lines = createLines(options, now)
  const { line, carry, receive } = lines
  let { loss } = options
  const latency = () => (table[Math.floor(random() * tableSize)] as number) / 10
  const lost = () => loss > 0 && random() < loss
  const held = () =>
    options.reorder > 0 && random() < options.reorder ? 4 * options.latencyMs * random() : 0
  /** Bytes on their way, over the relay where one of the two is behind a NAT. */
  const middle = line(relay)
  const travel = (a: Line, b: Line, bytes: number): number => {
    if ((!a.natted && !b.natted) || a === middle || b === middle) return carry(a, b, bytes)
    return carry(a, middle, bytes) + latency() + carry(middle, b, bytes)
  }
  return {
    relay,
    random,
    line,
    setLoss: (share) => {
      loss = share
    },
    duplicateMs: () =>
      options.duplicate > 0 && random() < options.duplicate ? latency() : undefined,
    upload: lines.upload,
    streamMs: (from, to, bytes) => {
      let ms = latency() + held() + travel(from, to, bytes)
      let tries = 0
      for (; lost() && tries < mostRetransmits; tries++) ms += retransmitMs * 2 ** tries
      return tries === mostRetransmits ? undefined : ms
    },
    gossipMs: (from, to, bytes) => {
      // Two copies by two neighbours; the third is asked for after the next heartbeat.
      let late = 0
      if (lost() && lost()) {
        if (lost()) return undefined
        late = heartbeatMs
      }
      const wait = Math.max(0, from.upFreeMs - now()) + from.extraMs
      return late + 2 * latency() + held() + wait + receive(to, bytes)
    },
  }
}
