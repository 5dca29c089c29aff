/** Where momentum is empty, or old: the learning rate rises again, and the round before keeps its own. */
import { expect, it } from 'vitest'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { historyOf } from './random-life.ts'
import { simulate } from './simulate.ts'

it('after a pause the rate rises again, with the members that were there before', () => {
  const net = simulate({ nodes: 3, rounds: 8, seed: 41, config: { coldStartRounds: 2 } })
  const view = () => net.coordinator().state().view
  net.until(() => view().open?.step === 3)
  net.coordinator().post({ type: 'command', command: 'pause' })
  expect(net.until(() => view().phase === 'Paused')).toBe(true)
  net.coordinator().post({ type: 'command', command: 'resume' })
  expect(net.until(net.finished)).toBe(true)
  expect(net.violations).toEqual([])
  const rates = new Map<number, number>()
  for (const { open } of historyOf(net.log()))
    if (open !== undefined) rates.set(open.round, Math.round(1e5 * bitsToFloat(open.etaBits)))
  expect([...rates.values()]).toEqual([100, 100, 100, 100, 33, 67, 100, 100])
})
