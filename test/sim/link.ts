/**
 * What a network does to a message: latency, loss, and partitions, from a seed.
 *
 * Direct streams are reliable (a lost packet costs a retransmission, as in TCP). Gossip arrives by two neighbours, else one heartbeat
 * later by the announcement of what was missed, else not at all.
 */
import { exp } from '../../kernels/math/elementary.ts'
import { createRandom, normal, type Random } from '../../kernels/math/random.ts'

export type LinkOptions = {
  /** Median one-way latency. */
  readonly latencyMs: number
  /** Sigma of its logarithm. */
  readonly jitter: number
  /** Share of packets lost. */
  readonly loss: number
  /** Bytes a millisecond, each way. */
  readonly bytesPerMs: number
}

export const defaultLink: LinkOptions = { latencyMs: 50, jitter: 0.4, loss: 0, bytesPerMs: 2500 }

const retransmitMs = 200
const mostRetransmits = 6
const heartbeatMs = 1000
/** A quantised lognormal: 1,024 draws, once; then one integer draw a message. */
const tableSize = 1024

export type Link = {
  /** One-way time of a message over a reliable stream; undefined: given up. */
  readonly streamMs: (bytes: number) => number | undefined
  /** Time until gossip reaches a subscriber; undefined: never. */
  readonly gossipMs: (bytes: number) => number | undefined
  readonly random: Random
}

export function createLink(options: LinkOptions, seed: number): Link {
  const random = createRandom(seed, 1)
  const shape = createRandom(seed, 2)
  const table = Float64Array.from({ length: tableSize }, () =>
    Math.max(0.1, Math.round(10 * options.latencyMs * exp(options.jitter * normal(shape))) / 10),
  )
  const latency = () => table[Math.floor(random() * tableSize)] as number
  const lost = () => options.loss > 0 && random() < options.loss
  const copy = (bytes: number) => (lost() ? undefined : 2 * latency() + bytes / options.bytesPerMs)
  return {
    random,
    streamMs: (bytes) => {
      let ms = latency() + bytes / options.bytesPerMs
      let tries = 0
      for (; lost() && tries < mostRetransmits; tries++) ms += retransmitMs * 2 ** tries
      return tries === mostRetransmits ? undefined : ms
    },
    gossipMs: (bytes) => {
      const first = copy(bytes)
      if (first !== undefined) return first
      const second = copy(bytes)
      if (second !== undefined) return second
      const late = copy(bytes)
      return late === undefined ? undefined : late + heartbeatMs
    },
  }
}
