/** Names of gossip topics and request protocols, all derived from the run id. */

export type RunNames = {
  /** Gossip: entries of the log. */
  readonly logTopic: string
  /** Gossip: how far members follow the log. */
  readonly headTopic: string
  /** Gossip: payloads up to `largestGossipPayloadBytes`. */
  readonly payloadTopic: string
  /** Request: one signed message; answered with a code. */
  readonly say: string
  /** Request: a stretch of the log. */
  readonly log: string
  /** Request: a piece of a blob. */
  readonly blob: string
}

/** Request: which run is this? Asked before the run id is known. */
export const infoProtocol = '/murmur/1/info'

export const largestGossipPayloadBytes = 65_536

export function runNames(runIdHex: string): RunNames {
  const root = `/murmur/1/${runIdHex}`
  return {
    logTopic: `${root}/gossip/log`,
    headTopic: `${root}/gossip/head`,
    payloadTopic: `${root}/gossip/payload`,
    say: `${root}/say`,
    log: `${root}/log`,
    blob: `${root}/blob`,
  }
}
