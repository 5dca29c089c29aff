/**
 * `murmur log takeover`: the operator hands a run to the coordinator of this folder. Its log may be a copy of the old coordinator's
 * folder, or of any member's; the entry follows its head, so it must be the longest that there is.
 *
 * Invariant: nothing is appended but by the operator's signature, and only to a log that follows from its first byte.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { takeOver } from '../../../coordinator/take-over.ts'
import { fromHex } from '../../../kernels/hash.ts'
import { fail } from '../../coded-error.ts'
import { systemClock } from '../../system/clock.ts'
import { createCrypto } from '../../system/crypto.ts'
import { makeChain } from '../beacon-secret.ts'
import { openOperator } from '../operator.ts'
import { recover } from '../recover.ts'
import { openWorkplace } from '../workplace.ts'

export type TakeOverOptions = {
  readonly folder: string
  /** File of the operator's key; undefined: operator.pem in the folder. */
  readonly operatorKey: string | undefined
  readonly reason: string
}

export type HandedOver = {
  readonly term: number
  readonly coordinator: string
  readonly index: number
}

export async function handOver(options: TakeOverOptions): Promise<HandedOver> {
  const folder = resolve(options.folder)
  if (!existsSync(join(folder, 'log.sqlite')))
    fail('E_INPUT', `${folder} holds no log`, 'Copy the log of a member or of the old coordinator.')
  const place = await openWorkplace(folder, 'murmur log takeover')
  try {
    const recovered = await recover(place.log, place.crypto)
    if (recovered === undefined) return fail('E_VERIFY', `the log in ${folder} is empty`)
    const { view } = recovered
    if (view.phase === 'Finished')
      fail('E_EXISTS', 'the run is finished: there is nothing to decide')
    const { self } = place.crypto
    if (view.members.has(self))
      fail(
        'E_KEY',
        `${join(folder, 'key.pem')} is the key of a member of the run`,
        'Remove it from this copy of the folder; a new one is made.',
      )
    const operator = await openOperator(folder, options.operatorKey, view.started.operator)
    const term = view.term + 1
    const chain = await makeChain(folder, term)
    const terms = {
      coordinator: fromHex(self) as Uint8Array,
      beaconEnd: chain.end,
      reason: options.reason,
    }
    const taken = takeOver(place.crypto, createCrypto(operator), view, terms, systemClock.now())
    if (!taken.ok) return fail('E_BUG', `the take-over does not follow: ${taken.code}`)
    await place.log.append(view.length, taken.entry.envelope)
    return { term, coordinator: self, index: view.length }
  } finally {
    await place.close()
  }
}

export const handedLine = ({ term, coordinator, index }: HandedOver, folder: string): string =>
  `entry ${index} begins term ${term} of ${coordinator.slice(0, 16)}; go on with: murmur coordinate <run.yaml> --home ${folder}`
