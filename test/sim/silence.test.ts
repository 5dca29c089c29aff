/** A log that is silent for long: its coordinator says so before members lose patience and all ask at once. */
import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

it('found by simulating a thousand: while nothing is decided nobody asks for the log', () => {
  const net = simulate({ nodes: 6, rounds: 8, seed: 71 })
  const viewOf = () => net.coordinator().state().view
  net.until(() => viewOf().step >= 2)
  net.coordinator().post({ type: 'command', command: 'pause' })
  net.until(() => viewOf().phase === 'Paused')
  net.until(() => false, 5000)
  const asks = () => net.members.map((m) => m.member()?.state().asks)
  const before = asks()
  const { length } = viewOf()
  net.until(() => false, 60_000)
  expect(viewOf().length).toBe(length)
  expect(asks()).toEqual(before)
  net.coordinator().post({ type: 'command', command: 'resume' })
  expect(net.until(net.finished)).toBe(true)
  expect(net.violations).toEqual([])
})
