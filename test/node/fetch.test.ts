/** What a node asks others for: never more than a payload of its run can be. */
import { expect, it } from 'vitest'
import { bindingBytes } from '../../coordinator/frame.ts'
import { fetchPayload } from '../../node/perform-fetch.ts'
import type { Inner } from '../../node/perform-world.ts'

const largest = 5000

async function askedFor(bytes: number, isMerge: boolean): Promise<number[]> {
  const asked: number[] = []
  const said: unknown[] = []
  const world = {
    store: { get: async () => undefined },
    trainer: { mostPayloadBytes: largest },
    fetchBlob: async (_root: Uint8Array, _from: unknown, most: number) => {
      asked.push(most)
      return undefined
    },
  }
  const inner = { world, early: new Map(), post: (event: unknown) => said.push(event) }
  const root = 'ab'.repeat(32)
  const rest = { fresh: false, ranges: new Uint8Array(0), candidates: [] }
  await fetchPayload(inner as unknown as Inner, { type: 'fetch', root, bytes, isMerge, ...rest })
  expect(said).toEqual([{ type: 'missed', root }])
  return asked
}

it('a commitment that promises a gigabyte costs nobody a gigabyte', async () => {
  expect(await askedFor(2 ** 30, false)).toEqual([largest + bindingBytes])
  expect(await askedFor(100, false)).toEqual([100])
  expect(await askedFor(2 ** 20, true)).toEqual([2 ** 20])
})
