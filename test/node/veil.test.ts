/** What a node serves of its store: nothing that must not be seen yet. */
import { expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import type { Network, Store } from '../../node/ports.ts'
import { shareBlobs } from '../../node/run/workplace.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { blobAnswerCodec, blobRequestCodec } from '../../proto/requests.ts'
import { runNames } from '../../proto/topics.ts'

it('a blob that is veiled is not there, until it is veiled no more', async () => {
  const bytes = Uint8Array.of(1, 2, 3)
  const root = blobRoot(sha256, bytes)
  const veiled = new Set([toHex(root)])
  let answer: Parameters<Network['answer']>[1] | undefined
  const network = {
    answer: (_, handler) => {
      answer = handler
    },
  } as Partial<Network> as Network
  const store = { get: async () => bytes } as Partial<Store> as Store
  shareBlobs(network, runNames('00'), store, (wanted) => veiled.has(toHex(wanted)))
  const ask = async () => {
    const got = await answer?.('somebody', blobRequestCodec.encode({ root, piece: 0 }))
    return blobAnswerCodec.decode(got ?? new Uint8Array(0))
  }
  expect(await ask()).toMatchObject({ found: false, bytes: new Uint8Array(0) })
  veiled.clear()
  expect(await ask()).toMatchObject({ found: true })
})
