/** What the coordinator's performer promises: nothing is said on the strength of an entry that is not on the disk. */
import { expect, it } from 'vitest'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { Operation } from '../../node/run/coordinator.ts'
import { performer } from '../../node/run/coordinator-perform.ts'

it('answers nobody after an entry that could not be written', async () => {
  const said: string[] = []
  const { promise: failed, resolve } = Promise.withResolvers<unknown>()
  const log = { append: () => Promise.reject(new Error('the disk is full')) }
  const operation = { place: { log }, network: {}, view: {}, reporter: {} }
  const { perform, stop } = performer(operation as unknown as Operation, {
    topic: 'log',
    post: () => {},
    answer: (_id, code) => said.push(code),
    appended: () => said.push('appended'),
    state: () => ({}) as CoordinatorState,
    want: () => {},
    doubt: () => {},
    end: () => said.push('ended'),
    fail: resolve,
  })
  perform({ type: 'answer', id: 1, code: 'before' })
  perform({ type: 'append', index: 7, envelope: new Uint8Array(1) })
  perform({ type: 'answer', id: 2, code: 'ok' })
  perform({ type: 'end' })
  expect(String(await failed)).toMatch(/disk is full/)
  await new Promise<void>((done) => setImmediate(done))
  expect(said).toEqual(['before'])
  stop()
})
