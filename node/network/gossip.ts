/**
 * Gossip by the successor of gossipsub: unsigned frames (our own envelopes are signed), content message ids, and a receiver that
 * decides whether a message is forwarded.
 */
import { createHash } from 'node:crypto'
import { type GossipSub, gossipsub, type Message, TopicValidatorResult } from '@libp2p/gossipsub'
import type { PeerId } from '@libp2p/interface'
import type { Network, Verdict } from '../ports.ts'
import { memberOf } from './identity.ts'

/** Larger messages are not for gossip. */
const largestMessageBytes = 1_048_576
/** Short, so that a late joiner hears the next entry and a lost message is announced soon. */
const heartbeatMs = 400

const verdicts: { readonly [V in Verdict]: TopicValidatorResult } = {
  accept: TopicValidatorResult.Accept,
  ignore: TopicValidatorResult.Ignore,
  reject: TopicValidatorResult.Reject,
}

export const gossipService = () =>
  gossipsub({
    globalSignaturePolicy: 'StrictNoSign',
    msgIdFn: ({ topic, data }: Message) => createHash('sha256').update(topic).update(data).digest(),
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    floodPublish: true,
    emitSelf: false,
    fallbackToFloodsub: false,
    heartbeatInterval: heartbeatMs,
    maxInboundDataLength: 4 * largestMessageBytes,
  })

export function createSubscribe(pubsub: GossipSub): Network['subscribe'] {
  return (topic, receive) => {
    pubsub.topicValidators.set(topic, async (peer: PeerId, message: Message) => {
      const from = memberOf(peer)
      if (from === undefined || message.data.length > largestMessageBytes) return verdicts.reject
      return verdicts[await receive(from, Uint8Array.from(message.data))]
    })
    pubsub.subscribe(topic)
  }
}
