/**
 * The log from a peer that decides now, though the first entry names another coordinator: a joiner believes it only when the log itself
 * hands the run to it, by the operator's signature.
 */
import { foldLog } from '../../coordinator/fold-log.ts'
import type { View } from '../../coordinator/types.ts'
import { logAnswerCodec, logRequestCodec } from '../../proto/requests.ts'
import type { RunNames } from '../../proto/topics.ts'
import { fail } from '../coded-error.ts'
import type { Crypto, LogStore, MemberId, Network } from '../ports.ts'
import { recover } from './recover.ts'

const askLimit = 256
const askMs = 20_000

export type CatchUp = {
  readonly network: Pick<Network, 'request'>
  readonly names: RunNames
  readonly log: LogStore
  readonly crypto: Crypto
}

/** Follows the log until `peer` is its coordinator; every entry is checked and kept. Rejects with E_VERIFY where it never is. */
export async function catchUp(parts: CatchUp, peer: MemberId): Promise<View> {
  const { network, names, log, crypto } = parts
  const known = await recover(log, crypto)
  if (known === undefined) return fail('E_BUG', 'the log is empty')
  let { view, history } = known
  while (view.coordinator !== peer) {
    const wanted = logRequestCodec.encode({ from: view.length, limit: askLimit })
    const answer = await network.request(peer, names.log, wanted, askMs)
    const envelopes = logAnswerCodec.decode(answer)?.envelopes ?? []
    const more = foldLog(crypto, envelopes, 'recent', { view, history })
    if (envelopes.length === 0 || !more.ok)
      return fail(
        'E_VERIFY',
        more.ok
          ? 'the node at this address does not decide in this run: its log names another coordinator'
          : `entry ${more.index} of the log that this node gives does not follow: ${more.code}`,
        'Ask the operator for the address of the coordinator.',
      )
    await log.append(view.length, ...envelopes)
    view = more.view
    history = more.history
  }
  return view
}
