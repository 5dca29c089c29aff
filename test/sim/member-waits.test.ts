/** A member can always say what it does or waits for, since when, and until when where that has an end. */
import { expect, it } from 'vitest'
import { memberWaits } from '../../node/roles/waits.ts'
import { simulate } from './simulate.ts'

it('at every moment of a run, a pause and a dead coordinator included', () => {
  const net = simulate({
    nodes: 3,
    rounds: 6,
    seed: 41,
    config: { extraWaitMs: 0, epochRounds: 4 },
  })
  const seen = new Set<string>()
  const look = () => {
    const now = net.world.queue.now()
    for (const handle of net.members) {
      const state = handle.member()?.state()
      if (state === undefined || state.lastEntryMs === 0) continue
      const all = memberWaits(state, now)
      const isAtEnd = state.view.phase === 'Finished' && state.fetching.size === 0
      expect(all.length > 0 || state.job !== undefined || state.ended || isAtEnd).toBe(true)
      for (const { what, sinceMs, deadlineMs } of all) {
        seen.add(what.replace(/: .*|\d+ /, ''))
        expect(sinceMs).toBeLessThanOrEqual(now)
        if (deadlineMs !== undefined) expect(deadlineMs).toBeGreaterThanOrEqual(sinceMs)
      }
    }
    return false
  }
  const view = () => net.coordinator().state().view
  net.until(() => look() || view().trained >= 2)
  net.coordinator().post({ type: 'command', command: 'pause' })
  net.until(() => look() || view().phase === 'Paused')
  net.until(look, 3000)
  net.coordinator().post({ type: 'command', command: 'resume' })
  net.until(() => look() || view().trained >= 3)
  net.killCoordinator()
  net.until(look, 90_000)
  net.startCoordinator()
  net.until(() => look() || net.finished())
  expect(net.finished()).toBe(true)
  expect([...seen].sort()).toEqual([
    'members',
    'members to fetch the model',
    'members to train, and witnesses to list it',
    'payloads to arrive',
    'the coordinator to admit this node',
    "the coordinator's checkpoint",
    'the coordinator, which is silent',
    'the last round to be applied by everybody',
    'the next round to open',
    'the operator to resume',
    'the rest of the log',
    'witnesses to check the payloads',
  ])
})

it('a round that opened ahead is waited for until the deadline that its coordinator keeps', () => {
  const link = { latencyMs: 300 }
  const config = { overlap: 1, slots: 0 }
  const net = simulate({ nodes: 3, rounds: 8, seed: 42, batchMs: 100, link, config })
  let seen = 0
  net.until(() => {
    const { view, deadlineMs } = net.coordinator().state()
    for (const handle of net.members) {
      const state = handle.member()?.state()
      const { open } = view
      if (open === undefined || open.closed !== undefined) continue
      if (state?.view.open?.round !== open.round) continue
      for (const wait of memberWaits(state, net.world.queue.now())) {
        if (!wait.what.startsWith('members to train')) continue
        if (open.trainsOn < open.step) seen++
        expect(wait.deadlineMs).toBe(deadlineMs)
      }
    }
    return net.finished()
  })
  expect(seen).toBeGreaterThan(0)
})
